import Canvas
import PlainText
import WarRoom

/// The top line: what is going on, how long, who is here, and whether all of it is true.
enum StatusLine {
    /// Columns that an incident's title keeps before people and status give way to it.
    private static let titleColumnsMin = 16
    /// Columns that it keeps before the clock does.
    private static let titleColumnsLeast = 10

    static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
        let left = left(model)
        let fixed = left.lead.reduce(0) { $0 + $1.text.width }
        let right = right(model, columns: rect.columns - 2 - fixed, title: left.title.text.width)
        let rightColumns = right.reduce(0) { $0 + $1.text.width }
        let room = rect.columns - 2 - rightColumns - (right.isEmpty ? 0 : 2)
        frame.put(left.lead + [left.title] + left.more, column: 1, row: rect.row, columns: room, glyphs: model.glyphs)
        frame.put(right, at: Point(column: rect.endColumn - 1 - rightColumns, row: rect.row))
    }

    /// The incident looked at, or that there is none.
    private static func left(_ model: Model) -> (lead: [TextRun], title: TextRun, more: [TextRun]) {
        guard let incident = model.incident else {
            let room = SafeText.cell(model.room.name, isName: true)
            let state: SafeText = model.view == nil ? "" : "no incident open"
            return ([TextRun(room, .textStrong), TextRun("  ")], TextRun(state, .textDim), [])
        }
        let others = model.openIncidents.count { $0.id != incident.id }
        let lead = [
            TextRun(SafeText.cell(incident.id.description), .textStrong), TextRun("  "),
            TextRun(SafeText.cell(incident.severity.rawValue), role(of: incident.severity)), TextRun("  "),
        ]
        let more = others == 0 ? [] : [TextRun("  +\(others) open", .textDim)]
        return (lead, TextRun(SafeText.cell(incident.title), .text), more)
    }

    /// From the right: what cannot be left out first.
    private static func right(_ model: Model, columns: Int, title: Int) -> [TextRun] {
        let isNarrow = columns < titleColumnsMin + 24
        var groups = [connection(model, isNarrow: isNarrow)]
        func fits(_ group: [TextRun], least: Int = titleColumnsMin) -> Bool {
            let used = (groups + [group]).reduce(0) { $0 + $1.reduce(3) { $0 + $1.text.width } }
            return columns - used >= min(title, least)
        }
        let clock = clock(model)
        if !clock.isEmpty, fits(clock, least: titleColumnsLeast) { groups.insert(clock, at: 0) }
        let status = status(model)
        if !status.isEmpty, fits(status) { groups.insert(status, at: 0) }
        let people = people(model)
        if !people.isEmpty, fits(people) { groups.insert(people, at: groups.count - 1) }
        return Array(groups.joined(separator: [TextRun("   ")]))
    }

    private static func clock(_ model: Model) -> [TextRun] {
        guard let incident = model.incident else { return [] }
        let end = incident.closedAt ?? model.now
        return [TextRun(SafeText.cell((end - incident.openedAt).clock), .text)]
    }

    private static func status(_ model: Model) -> [TextRun] {
        guard let incident = model.incident else { return [] }
        let words = incident.mergedInto.map { "merged into \($0)" } ?? incident.status.rawValue
        return [TextRun(SafeText.cell(words), .status)]
    }

    private static func people(_ model: Model) -> [TextRun] {
        var names: [String] = []
        for presence in model.view?.live.present ?? [] where !names.contains(presence.person) {
            names.append(presence.person)
        }
        guard !names.isEmpty else { return [] }
        let shown = names.prefix(3).map {
            SafeText.cell($0, isName: true).truncated(to: 12, ellipsis: model.glyphs[.ellipsis])
        }
        let more: SafeText = names.count > 3 ? " +\(names.count - 3)" : ""
        return [TextRun(shown.joined(separator: " "), .person), TextRun(more, .textDim)]
    }

    /// Whether what is shown is true now, in words where there is room for them.
    private static func connection(_ model: Model, isNarrow: Bool) -> [TextRun] {
        if let reason = model.view?.live.readOnly {
            let text = "READ-ONLY: " + SafeText.cell(reason).truncated(to: 30, ellipsis: model.glyphs[.ellipsis])
            return [TextRun(isNarrow ? "READ-ONLY" : text, .liveReadOnly)]
        }
        let state = liveState(model, isNarrow: isNarrow)
        let marks =
            (model.room.isDemo ? [TextRun("DEMO", .drill), TextRun("  ")] : [])
            + (model.isReadOnly ? [TextRun("READ-ONLY", .liveReadOnly), TextRun("  ")] : [])
        return marks + [state]
    }

    private static func liveState(_ model: Model, isNarrow: Bool) -> TextRun {
        let waiting = model.shownPendingCount
        let glyphs = model.glyphs
        let suffix: SafeText = waiting > 0 && !isNarrow ? ", \(waiting) pending" : ""
        switch model.connection {
        case .connecting where model.view == nil: return TextRun(glyphs[.pending] + " connecting", .livePending)
        case .connecting: return TextRun(glyphs[.pending] + " reconnecting" + suffix, .livePending)
        case .lost(let since, _):
            return TextRun(glyphs[.failed] + " lost " + seconds(model.now - since) + suffix, .liveStale)
        case .closed: return TextRun(glyphs[.returned] + " closed" + suffix, .liveStale)
        case .live:
            if let silence = model.silence {
                return TextRun("! stale " + seconds(silence) + suffix, .liveStale)
            }
            if waiting > 0 { return TextRun(glyphs[.pending] + " pending \(waiting)", .livePending) }
            return TextRun(isNarrow ? glyphs[.live] : glyphs[.live] + " live", .liveOk)
        }
    }

    /// `12 s`, and from a minute on whole minutes.
    private static func seconds(_ length: Milliseconds) -> SafeText {
        length < .minutes(1) ? "\(Int(max(0, length.count) / 1000)) s" : SafeText.cell(length.spoken)
    }

    static func role(of severity: IncidentSeverity) -> StyleRole {
        switch severity {
        case .sev1: .sev1
        case .sev2: .sev2
        case .sev3: .sev3
        case .sev4: .sev4
        case .sev5: .sev5
        }
    }
}

extension Model {
    /// Commands that have been on their way long enough to say so.
    var shownPendingCount: Int {
        pending.values.count { now - $0.sentAt >= room.length(PendingCommand.showsAfter) }
    }

    /// For how long nothing was heard, once that is too long.
    var silence: Milliseconds? {
        let length = now - lastHeard
        return length >= room.length(Limits.staleAfter) ? length : nil
    }
}
