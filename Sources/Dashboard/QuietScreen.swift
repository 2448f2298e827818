import Canvas
import PlainText
import WarRoom

/// Nothing is wrong, and this says so: who is on call, what happened last, who has been heard from. In a new room, how
/// to point something at it.
enum QuietScreen {
    /// A sender that has been silent for longer is shown as a warning: it may be broken rather than content.
    static let senderSilentAfter = Milliseconds.hours(1)
    /// Senders shown one by one.
    private static let sendersMax = 6
    private static let labelColumns = 13

    static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
        let indent = rect.columns >= 60 ? 3 : 1
        let columns = max(1, rect.columns - indent - 2)
        var lines = lines(model, columns: columns)
        if lines.count + 2 <= rect.rows {
            lines.insert(.blank, at: 0)
        } else {
            // Where rows are short, air goes first.
            lines.removeAll { $0 == .blank }
        }
        for (line, row) in zip(lines, rect.lines) {
            frame.put(line, column: rect.column + indent, row: row.row, columns: columns, glyphs: model.glyphs)
        }
    }

    private static func lines(_ model: Model, columns: Int) -> [Line] {
        guard let overview = model.overview else { return [] }
        let isNew = overview.senders.isEmpty
        var lines = deaf(model, columns: columns) ?? (isNew ? newRoom(model, columns: columns) : [heading(model)])
        lines.append(.blank)
        lines += onCall(overview, model, columns: columns)
        if !isNew {
            lines += lastAlert(overview, model, columns: columns)
            lines += senders(overview, model, columns: columns)
        }
        if overview.silenceCount > 0 {
            let next = overview.nextSilenceEnd.map { ", the next ends " + model.clock.moment($0, now: model.now) } ?? ""
            lines += labelled("Silences", [TextRun("\(overview.silenceCount) active" + next)], columns: columns)
        }
        return lines
    }

    /// A room that takes nothing in is quiet for a bad reason, which is told whole, with its cure; nil where it does.
    private static func deaf(_ model: Model, columns: Int) -> [Line]? {
        guard let reason = model.view?.live.readOnly else { return nil }
        let heading = Line([
            TextRun("! ", .warning), TextRun("Nothing is taken in.", .textStrong),
            TextRun(" What fires now is not heard here.", .warning),
        ])
        return [heading] + SafeText.line(reason).wrapped(to: columns).map { Line($0, .text) }
    }

    /// A silent sender takes the comfort out of the quiet.
    private static func heading(_ model: Model) -> Line {
        let silent = model.overview?.senders.count { isSilent($0, model) } ?? 0
        guard silent == 0 else {
            let who: SafeText =
                silent == 1
                ? " but a sender has been silent for long." : " but \(silent) senders have been silent for long."
            return Line([TextRun("! ", .warning), TextRun("Nothing fires,", .textStrong), TextRun(who, .warning)])
        }
        return Line([
            TextRun(model.glyphs[.done] + " ", .success), TextRun("All is quiet.", .textStrong),
            TextRun(" Nothing fires, no incident is open.", .textDim),
        ])
    }

    private static func isSilent(_ sender: Sender, _ model: Model) -> Bool {
        model.minute - sender.lastHeard >= senderSilentAfter
    }

    private static func onCall(_ overview: RoomOverview, _ model: Model, columns: Int) -> [Line] {
        guard let onCall = overview.onCall else {
            let how: SafeText = ": warroom oncall set NAME"
            return labelled(
                "On call", [TextRun("nobody is set", .roleUnfilled), TextRun(how, .textDim)], columns: columns)
        }
        let until = onCall.until.map { " until " + model.clock.moment($0, now: model.now) } ?? ", no end set"
        let name = SafeText.cell(onCall.person, isName: true)
        return labelled("On call", [TextRun(name, .person), TextRun(until)], columns: columns)
    }

    private static func lastAlert(_ overview: RoomOverview, _ model: Model, columns: Int) -> [Line] {
        guard let last = overview.lastCleared else {
            return labelled("Last alert", [TextRun("none yet", .textDim)], columns: columns)
        }
        let time = model.clock.moment(last.at, now: model.now)
        let ago = Age.spoken(model.minute - last.at) + " ago, " + time
        return labelled(
            "Last alert",
            [
                TextRun(SafeText.cell(last.name, isName: true)),
                TextRun(" " + SafeText.cell(last.state.rawValue) + " "),
                TextRun(ago, .textDim),
            ], columns: columns)
    }

    /// The silent ones first: one of them may be why all is quiet.
    private static func senders(_ overview: RoomOverview, _ model: Model, columns: Int) -> [Line] {
        let ordered = overview.senders.filter { isSilent($0, model) } + overview.senders.filter { !isSilent($0, model) }
        let nameColumns = min(32, ordered.prefix(sendersMax).map { title($0).width }.max() ?? 0)
        var lines: [Line] = []
        for sender in ordered.prefix(sendersMax) {
            let name = title(sender).truncated(to: nameColumns, ellipsis: model.glyphs[.ellipsis]).padded(
                to: nameColumns)
            let length = model.minute - sender.lastHeard
            var runs = [TextRun(name + "  ")]
            if isSilent(sender, model) {
                runs.append(TextRun("! silent for " + Age.spoken(length), .warning))
            } else {
                runs.append(TextRun("heard " + Age.spoken(length) + " ago", .textDim))
            }
            if sender.refusals > 0 { runs.append(TextRun(", \(Int(clamping: sender.refusals)) refused", .warning)) }
            lines += labelled(lines.isEmpty ? "Senders" : "", runs, columns: columns)
        }
        if ordered.count > sendersMax {
            lines += labelled("", [TextRun("and \(ordered.count - sendersMax) more", .textDim)], columns: columns)
        }
        return lines
    }

    private static func title(_ sender: Sender) -> SafeText {
        let name = SafeText.cell(sender.name, isName: true)
        return sender.source.isEmpty || sender.source == sender.name
            ? name : name + " (" + SafeText.cell(sender.source, isName: true) + ")"
    }

    private static func newRoom(_ model: Model, columns: Int) -> [Line] {
        let told = model.view?.live.listener ?? ""
        let address = SafeText.cell(told.isEmpty ? model.room.listener : told)
        var lines = [
            Line([
                TextRun("Nothing has been heard yet.", .textStrong),
                TextRun(" Point your senders at this room:", .textDim),
            ]), .blank,
        ]
        let quote: SafeText = "\""
        let target = quote + address + quote
        lines += labelled(
            "Prometheus",
            [TextRun("alerting: {alertmanagers: [{static_configs: [{targets: [" + target + "]}]}]}", .stepCommand)],
            columns: columns)
        lines += labelled(
            "PagerDuty",
            [
                TextRun("http://" + address + "/v2/enqueue", .stepCommand), TextRun(" "),
                TextRun("instead of events.pagerduty.com", .textDim),
            ], columns: columns)
        lines += labelled(
            "A script",
            [TextRun("curl " + address + "/alerts -d '{\"key\":\"a\",\"title\":\"hello\"}'", .stepCommand)],
            columns: columns)
        return lines
    }

    /// A label, and what belongs to it; what does not fit goes on in the next lines under itself.
    private static func labelled(_ label: SafeText, _ runs: [TextRun], columns: Int) -> [Line] {
        let first = TextRun(label.padded(to: labelColumns), .label)
        let room = columns - labelColumns
        guard runs.reduce(0, { $0 + $1.text.width }) > room, let last = runs.last, room > 8 else {
            return [Line([first] + runs)]
        }
        // Only the last piece is ever long; it starts a line of its own if the others leave it little room.
        let lead = runs.dropLast()
        let leadColumns = lead.reduce(0) { $0 + $1.text.width }
        let isApart = leadColumns > room / 2
        let parts = last.text.wrapped(to: isApart ? room : room - leadColumns)
        var lines: [Line] = isApart ? [Line([first] + lead)] : []
        for (index, part) in parts.enumerated() {
            let run = TextRun(part, last.role)
            if index == 0, !isApart {
                lines.append(Line([first] + lead + [run]))
            } else {
                lines.append(Line([run], indent: labelColumns + (isApart ? 0 : leadColumns)))
            }
        }
        return lines
    }
}
