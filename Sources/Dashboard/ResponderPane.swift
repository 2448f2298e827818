import Canvas
import PlainText
import WarRoom

/// Who has it: roles, who is on call, who works on what, who is here.
enum ResponderPane {
    /// Columns of the words at the left.
    private static let labelColumns = 9

    static func draw(_ model: Model, _ layout: Layout, on frame: inout Frame) {
        let inside = layout.inside(.responder)
        let all = entries(model, columns: inside.columns).count
        var lines = lines(model, columns: inside.columns)
        var title = PaneTitle(pane: .responder)
        let below = lines.count - model.responderTop - inside.rows
        title.trailing = OverlayBox.trailing(
            PaneTitle.filter(model.responderFilter, lines.count, of: all, glyphs: model.glyphs),
            PaneTitle.overflow(above: model.responderTop, below: below, glyphs: model.glyphs))
        title.draw(model, layout, on: &frame)
        if lines.isEmpty { lines = [Line(OverlayBox.nothingMatches(model.responderFilter, all, model), .textDim)] }
        for (line, rect) in zip(lines.dropFirst(model.responderTop), inside.lines) {
            let columns = textColumns(of: rect.columns)
            frame.put(line, column: rect.column + 1, row: rect.row, columns: columns, glyphs: model.glyphs)
        }
    }

    /// A blank at the left; one at the right only where columns are not needed for words.
    private static func textColumns(of columns: Int) -> Int { columns - (columns >= 40 ? 2 : 1) }

    /// A line, and the word at its left: it is written where it differs from the one above.
    private struct Entry {
        var label: SafeText
        var runs: [TextRun]
        var trailing: [TextRun] = []

        /// What words are looked for in.
        var words: String { ([label] + (runs + trailing).map(\.text)).map(\.string).joined(separator: " ") }

        func line(isLabelled: Bool) -> Line {
            if label.isEmpty { return Line(runs, trailing: trailing) }
            let word = isLabelled ? label : ""
            return Line([TextRun(word.padded(to: labelColumns) + " ", .label)] + runs, trailing: trailing)
        }
    }

    /// The lines that the filter shows.
    static func lines(_ model: Model, columns: Int) -> [Line] {
        let filter = ListFilter(model.responderFilter)
        var above: SafeText = ""
        return entries(model, columns: columns).filter { filter.matches($0.words) }.map { entry in
            defer { above = entry.label }
            return entry.line(isLabelled: entry.label != above)
        }
    }

    private static func entries(_ model: Model, columns: Int) -> [Entry] {
        var entries: [Entry] = []
        if let incident = model.incident {
            entries += roles(of: incident, model)
        } else {
            entries.append(Entry(label: "", runs: [TextRun(model.noIncidentReason, .textDim)]))
        }
        entries.append(onCall(model))
        entries += workers(model)
        entries += people(model, columns: columns)
        return entries
    }

    private static func roles(of incident: IncidentSummary, _ model: Model) -> [Entry] {
        var lines: [Entry] = []
        var unfilled: [SafeText] = []
        for role in Role.allCases {
            let holders = incident.roles.filter { $0.role == role }
            let title = SafeText.cell(role.title)
            if let first = holders.first {
                let names = holders.map { SafeText.cell($0.person, isName: true) }.joined(separator: ", ")
                lines.append(
                    labelled(
                        title, [TextRun(names, .person)],
                        trailing: [TextRun("since " + model.clock.moment(first.since, now: model.now), .textDim)]))
            } else if role == .commander {
                lines.append(
                    labelled(
                        title,
                        [
                            TextRun("unfilled", .roleUnfilled),
                            TextRun(": " + model.key(.takeCommand) + " takes command", .textDim),
                        ]))
            } else {
                unfilled.append(SafeText.cell(role.rawValue))
            }
        }
        if !unfilled.isEmpty {
            lines.append(labelled("Unfilled", [TextRun(unfilled.joined(separator: ", "), .textDim)]))
        }
        return lines
    }

    private static func onCall(_ model: Model) -> Entry {
        guard let onCall = model.overview?.onCall else {
            return labelled("On call", [TextRun("nobody is set", .roleUnfilled)])
        }
        let until = onCall.until.map { " until " + model.clock.moment($0, now: model.now) } ?? ""
        return labelled(
            "On call", [TextRun(SafeText.cell(onCall.person, isName: true), .person), TextRun(until, .textDim)])
    }

    /// What each person has taken.
    private static func workers(_ model: Model) -> [Entry] {
        let workers = model.workers
        let lines = workers.map { worker in
            let more: SafeText = worker.alerts > 1 ? " +\(worker.alerts - 1)" : ""
            let alert = " " + SafeText.cell(worker.alert, isName: true) + more
            return labelled(
                "Working",
                [TextRun(SafeText.cell(worker.person, isName: true), .person), TextRun(alert)],
                trailing: [TextRun(Age.shortLeft(until: worker.until, minute: model.minute) + " left", .textDim)])
        }
        let others = model.overview?.othersWorking ?? 0
        return lines + (others > 0 ? [labelled("Working", [TextRun("and \(others) more", .textDim)])] : [])
    }

    /// Who takes part, who only looks on, and who takes part but is not at a screen now.
    private static func people(_ model: Model, columns: Int) -> [Entry] {
        let present = Set(model.view?.live.present.map(\.person) ?? [])
        let joined = model.incident?.participants.map(\.person) ?? []
        let watching = present.subtracting(joined).sorted()
        let away = joined.filter { !present.contains($0) }
        return names("Joined", joined, columns: columns) + names("Watching", watching, columns: columns)
            + names("Away", away, columns: columns)
    }

    private static func names(_ label: SafeText, _ people: [String], columns: Int) -> [Entry] {
        guard !people.isEmpty else { return [] }
        let all = people.prefix(50).map { SafeText.cell($0, isName: true) }.joined(separator: " ")
        let width = max(8, textColumns(of: columns) - labelColumns - 1)
        return all.wrapped(to: width).map { labelled(label, [TextRun($0, .person)]) }
    }

    private static func labelled(_ label: SafeText, _ runs: [TextRun], trailing: [TextRun] = []) -> Entry {
        Entry(label: label, runs: runs, trailing: trailing)
    }
}

extension Model {
    /// Who has taken alerts, as the room tells; from a daemon that does not, of the rows that are here.
    var workers: [Worker] {
        if let told = overview?.working { return told }
        var workers: [Worker] = []
        for row in rows where row.state == .acknowledged {
            guard let person = row.by, let until = row.until else { continue }
            if let index = workers.firstIndex(where: { $0.person == person }) {
                workers[index].alerts += 1
                workers[index].until = min(workers[index].until, until)
            } else {
                workers.append(Worker(person: person, alert: row.name, alerts: 1, until: until))
            }
        }
        return workers
    }
}
