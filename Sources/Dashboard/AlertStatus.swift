import Canvas
import PlainText
import WarRoom

/// Who has an alert, or why nobody needs to.
struct AlertStatus {
    let row: AlertRow
    let model: Model
    /// Columns that it may take.
    let room: Int

    /// Less than this is too narrow for a name beside a word.
    private static let roomForNames = 12

    var runs: [TextRun] {
        let words = words
        guard row.flapping == true, row.under == nil else { return words }
        let flapping = TextRun("flapping", .warning)
        if words.isEmpty { return [flapping] }
        let both = [flapping, TextRun(" ")] + words
        if both.reduce(0, { $0 + $1.text.width }) <= room { return both }
        // That it comes and goes says more than that somebody looked; who has it says more than that.
        return row.state == .firing ? [flapping] : words
    }

    private func name(_ person: String, columns: Int) -> SafeText {
        SafeText.cell(person, isName: true).truncated(to: columns, ellipsis: model.glyphs[.ellipsis])
    }

    private var words: [TextRun] {
        switch row.state {
        case .firing:
            if let under = row.under { return [TextRun("under " + name(under, columns: room - 6), .textDim)] }
            guard let person = row.by, room >= Self.roomForNames else { return [] }
            return [TextRun("seen " + name(person, columns: room - 5), .textDim)]
        case .acknowledged: return acknowledged
        case .silenced:
            guard let until = row.until, room >= Self.roomForNames else {
                return [TextRun("silenced", .stateSilenced)]
            }
            return [TextRun("silenced " + Age.shortLeft(until: until, minute: model.minute), .stateSilenced)]
        case .returned: return [TextRun("returned", .stateReturned)]
        case .expired: return [TextRun("expired", .stateExpired)]
        case .resolved: return [TextRun("resolved", .stateResolved)]
        }
    }

    private var acknowledged: [TextRun] {
        let left = row.until.map { Age.left(until: $0, minute: model.minute) }
        let done = model.glyphs[.done]
        // An ack that is about to run out says so: the alert then fires again.
        if let left, left <= .minutes(9), room >= Self.roomForNames {
            let time = Age.short(left)
            return [
                TextRun(name(row.by ?? "", columns: room - 3 - time.width) + " ", .person),
                TextRun(time, .countdownUrgent), TextRun(" " + done, .stateAcknowledged),
            ]
        }
        return [
            TextRun(name(row.by ?? "", columns: room - 2) + " ", .person), TextRun(done, .stateAcknowledged),
        ]
    }
}

extension AlertRow {
    /// Its own sentence without the name and the target that it begins with: they stand beside it.
    var summary: String {
        var rest = title[...]
        for (part, lead) in [(name, ""), (target, "on ")] where !part.isEmpty {
            let words = lead + part
            guard rest.hasPrefix(words) else { continue }
            let after = rest.dropFirst(words.count)
            guard after.first.map({ !$0.isLetter && !$0.isNumber && !"-_./".contains($0) }) ?? true else { continue }
            rest = after.drop { $0 == " " || $0 == ":" || $0 == "-" || $0 == "," }
        }
        return String(rest)
    }
}

extension Model {
    /// How many firing alerts stand under others; 0 where not all alerts are among the rows.
    var hiddenCount: Int {
        guard let view, loadedBoard == BoardScope(), view.rows.count >= view.overview.counts.total else { return 0 }
        return view.rows.count { $0.under != nil && $0.state == .firing }
    }

    /// Notes what rows and groups need of the columns.
    mutating func measure(_ rows: [AlertRow], _ groups: [AlertGroup]?) {
        let indent = loadedBoard.grouping == nil ? 0 : 2
        for row in rows {
            let status = AlertStatus(row: row, model: self, room: AlertNeeds.stateMax).runs
            board.needs.include(
                name: SafeText.cell(row.name, isName: true).width + indent,
                target: SafeText.cell(row.target, isName: true).width,
                state: status.reduce(0) { $0 + $1.text.width })
        }
        guard let groups, let grouping = loadedBoard.grouping else { return }
        for group in groups {
            board.needs.include(
                name: SafeText.cell(group.words(grouping), isName: true).width + indent,
                target: SafeText.cell(group.target ?? "", isName: true).width)
        }
    }
}
