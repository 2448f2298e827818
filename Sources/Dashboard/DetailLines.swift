import Canvas
import PlainText
import WarRoom

/// Makes a detail's lines: labels at the left, values wrapped beside them.
struct DetailLines {
    let model: Model
    let columns: Int

    private static let labelColumns = 13
    /// Lines of one foreign text; the largest annotation has a few hundred.
    static let linesMax = 400

    /// The lines, and of a playbook's the step of each.
    func lines(of detail: Detail) -> (lines: [Line], numbers: [String?]) {
        switch detail.subject {
        case .alert(let row): return (alert(row, story(of: row, detail)), [])
        case .entry(let entry): return (self.entry(entry, story(of: entry, detail)), [])
        case .incident(let incident): return (self.incident(incident, story(of: incident, detail)), [])
        case .silence(let silence): return (self.silence(silence), [])
        case .playbook(let progress):
            let lines = playbook(progress, detail)
            return (lines.map(\.line), lines.map(\.number))
        }
    }

    private func alert(_ row: AlertRow, _ story: [Line]) -> [Line] {
        var lines = wrapped(SafeText.cell(row.title), .textStrong)
        let times: SafeText = row.count == 1 ? "heard once" : "heard \(Int(clamping: row.count)) times"
        lines.append(
            Line([
                TextRun(SafeText.cell(row.severity.rawValue), AlertsPane.role(row.severity)), TextRun(", "),
                TextRun(SafeText.cell(row.state.rawValue), DetailLines.role(row.state)),
                TextRun(", " + times, .textDim),
            ]))
        lines.append(.blank)
        lines += field("Name", SafeText.cell(row.name, isName: true))
        if !row.target.isEmpty { lines += field("Target", SafeText.cell(row.target, isName: true)) }
        lines += field("Began", exact(row.since) + ", " + ago(row.since))
        if row.flapping == true { lines += flapping(row) }
        lines += field("Last heard", exact(row.lastHeard) + ", " + ago(row.lastHeard))
        if let cleared = row.clearedAt { lines += field("Cleared", exact(cleared) + ", " + ago(cleared)) }
        lines += whose(row)
        lines += under(row)
        lines += field("Source", SafeText.cell(row.source) + ", sent by " + SafeText.cell(row.sender, isName: true))
        if let id = row.incident { lines += field("Incident", incidentWords(id)) }
        lines += story
        lines += section("Labels", row.labels)
        lines += section("Annotations", row.annotations)
        if !row.links.isEmpty {
            lines += [.blank, Line("Links", .heading)]
            for link in row.orderedLinks {
                lines += field(SafeText.cell(link.title), SafeText.cell(link.address), .link, indent: 2)
            }
        }
        lines += [.blank, Line("Names for scripts", .heading)]
        lines += field("alert", SafeText.cell(row.id.description), .textDim, indent: 2)
        lines += field("episode", SafeText.cell(row.episode.description), .textDim, indent: 2)
        return lines
    }

    private func flapping(_ row: AlertRow) -> [Line] {
        let count = Int(clamping: row.recentStarts ?? Limits.flappingEpisodesMin)
        let more: SafeText = row.recentStarts.map { $0 < Limits.episodeStartsMax } ?? false ? "" : " or more"
        return field("Flapping", "began \(count)" + more + " times in the hour before it was last heard", .warning)
    }

    private func whose(_ row: AlertRow) -> [Line] {
        var lines: [Line] = []
        let until = row.until.map { " until " + model.clock.moment($0, now: model.now) } ?? ""
        if let person = row.by {
            let name = SafeText.cell(person, isName: true)
            if row.state == .acknowledged {
                let left =
                    row.until.map { ", " + Age.spoken(Age.left(until: $0, minute: model.minute)) + " left" } ?? ""
                lines += field("Acked by", name + until + left, .person)
            } else {
                lines += field("Seen by", name)
            }
        } else if row.state == .firing {
            lines += field("Acked by", "nobody: " + model.key(.acknowledge) + " takes it", .roleUnfilled)
        }
        if let note = row.note, !note.isEmpty { lines += field("Ack's note", note) }
        if !row.silencedBy.isEmpty {
            let count: SafeText = row.silencedBy.count == 1 ? "1 silence" : "\(row.silencedBy.count) silences"
            lines += field("Silenced by", count + (row.state == .silenced ? until : ""))
            for id in row.silencedBy.prefix(8) { lines += field("", SafeText.cell(id.description), .textDim) }
        }
        return lines
    }

    private func entry(_ entry: TimelineEntry, _ story: [Line]) -> [Line] {
        var lines: [Line] = []
        if let tag = entry.tag { lines.append(Line(SafeText.cell(tag.rawValue), TimelineRow.role(of: tag))) }
        for part in SafeText.lines(entry.sentence, limit: DetailLines.linesMax) { lines += wrapped(part, .text) }
        lines.append(.blank)
        lines += field("Who", SafeText.cell(entry.who, isName: true), .person)
        lines += field("Written", exact(entry.recordedAt) + ", " + ago(entry.recordedAt))
        if entry.occurredAt != entry.recordedAt {
            lines += field("Happened", exact(entry.occurredAt) + ", " + ago(entry.occurredAt))
        }
        if let id = entry.incident { lines += field("Incident", incidentWords(id)) }
        var marks: [SafeText] = []
        if entry.isPinned { marks.append("pinned") }
        if entry.isCorrected { marks.append("corrected") }
        if !marks.isEmpty { lines += field("Marks", marks.joined(separator: ", ")) }
        lines += story
        lines += [.blank, Line("In the log", .heading)]
        lines += field("event", "#\(Int(clamping: entry.sequence)) " + SafeText.cell(entry.kind), .textDim, indent: 2)
        lines += field("id", SafeText.cell(entry.id.description), .textDim, indent: 2)
        let actor =
            SafeText.cell(entry.actor.person, isName: true) + " (" + SafeText.cell(entry.actor.principal, isName: true)
            + ", known by " + SafeText.cell(entry.actor.via) + ")"
        lines += field("actor", actor, .textDim, indent: 2)
        return lines
    }

    private func incident(_ incident: IncidentSummary, _ story: [Line]) -> [Line] {
        let now = model.now
        var lines = wrapped(SafeText.cell(incident.title), .textStrong)
        lines += [
            Line([
                TextRun(SafeText.cell(incident.severity.rawValue), StatusLine.role(of: incident.severity)),
                TextRun("  " + SafeText.cell(incident.severity.meaning), .textDim),
            ]), .blank,
        ]
        let since = model.clock.moment(incident.statusSince, now: now)
        lines += field("Status", SafeText.cell(incident.status.rawValue) + " since " + since, .status)
        lines += field("Declared", exact(incident.openedAt) + " by " + SafeText.cell(incident.declaredBy, isName: true))
        if let closed = incident.closedAt { lines += field("Closed", exact(closed)) }
        let length = max(.zero, (incident.closedAt ?? model.minute) - incident.openedAt)
        lines += field("Lasts", Age.spoken(length) + (incident.closedAt == nil ? " so far" : ", until it was closed"))
        if let into = incident.mergedInto { lines += field("Merged into", incidentWords(into)) }
        for role in Role.allCases {
            let holders = incident.roles.filter { $0.role == role }
            let names = holders.map {
                SafeText.cell($0.person, isName: true) + " since " + model.clock.moment($0.since, now: now)
            }
            lines += field(
                SafeText.cell(role.title), names.isEmpty ? "unfilled" : names.joined(separator: ", "),
                names.isEmpty ? .roleUnfilled : .person)
        }
        let people = incident.participants.prefix(200).map { SafeText.cell($0.person, isName: true) }
        if !people.isEmpty { lines += field("Taking part", people.joined(separator: ", "), .person) }
        lines += story
        lines += [.blank, Line("Alerts: \(incident.alerts.count)", .heading)]
        let rows = Dictionary(model.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for id in incident.alerts.prefix(200) {
            let name = rows[id].map {
                SafeText.cell($0.name, isName: true) + " " + SafeText.cell($0.target, isName: true)
            }
            let state = rows[id].map { SafeText.cell($0.state.rawValue) } ?? "not among the rows shown"
            lines.append(
                Line(
                    [TextRun(name ?? SafeText.cell(id.description), name == nil ? .textDim : .text)],
                    trailing: [TextRun(state, .textDim)], indent: 2))
        }
        return lines
    }
}

extension DetailLines {
    private func section(_ title: SafeText, _ labels: Labels) -> [Line] {
        guard !labels.isEmpty else { return [] }
        return [.blank, Line(title, .heading)]
            + labels.flatMap { label in
                field(SafeText.cell(label.name, isName: true), label.value, indent: 2)
            }
    }

    /// A foreign value may have lines of its own.
    private func field(_ label: SafeText, _ value: String, indent: Int = 0) -> [Line] {
        let parts = SafeText.lines(value, limit: DetailLines.linesMax)
        guard let first = parts.first else { return field(label, "", .textDim, indent: indent) }
        return field(label, first, indent: indent)
            + parts.dropFirst().flatMap { field("", $0, indent: indent) }
    }

    /// The label, and the value wrapped beside it; below it where the label is long.
    func field(
        _ label: SafeText, _ value: SafeText, _ role: StyleRole = .text, indent: Int = 0
    ) -> [Line] {
        let labelColumns = min(DetailLines.labelColumns, max(6, columns / 3))
        let room = max(8, columns - indent - labelColumns)
        let parts = value.wrapped(to: room).prefix(DetailLines.linesMax)
        let isLong = label.width > labelColumns - 1
        var lines: [Line] = isLong ? [Line(label, .label, indent: indent)] : []
        for (index, part) in parts.enumerated() {
            if index == 0, !isLong {
                lines.append(
                    Line([TextRun(label.padded(to: labelColumns), .label), TextRun(part, role)], indent: indent))
            } else {
                lines.append(Line(part, role, indent: indent + labelColumns))
            }
        }
        return lines
    }

    func wrapped(_ text: SafeText, _ role: StyleRole) -> [Line] {
        text.wrapped(to: max(8, columns)).prefix(DetailLines.linesMax).map { Line($0, role) }
    }

    func exact(_ instant: Instant) -> SafeText { model.clock.exact(instant, now: model.now) }

    func ago(_ instant: Instant) -> SafeText { Age.spoken(model.minute - instant) + " ago" }

    func incidentWords(_ id: IncidentID) -> SafeText {
        let title = model.overview?.incidents.first { $0.id == id }?.title
        return SafeText.cell(id.description) + (title.map { "  " + SafeText.cell($0) } ?? "")
    }

    private static func role(_ state: AlertState) -> StyleRole {
        switch state {
        case .firing: .stateFiring
        case .acknowledged: .stateAcknowledged
        case .silenced: .stateSilenced
        case .returned: .stateReturned
        case .expired: .stateExpired
        case .resolved: .stateResolved
        }
    }
}
