import Canvas
import PlainText
import WarRoom

/// All there is about one silence: what it matches, why, since when and until when, and what it hides.
extension DetailLines {
    /// Alerts that are named as hidden.
    private static let hiddenMax = 200

    func silence(_ silence: SilenceSummary) -> [Line] {
        var lines = [Line("Hides what matches all of", .heading)]
        for matcher in silence.matchers {
            for part in SafeText.cell(matcher.description).wrapped(to: max(8, columns - 2)) {
                lines.append(Line(part, .stateSilenced, indent: 2))
            }
        }
        lines.append(.blank)
        lines += field("Reason", SafeText.cell(silence.comment))
        lines += field("By", SafeText.cell(silence.createdBy, isName: true), .person)
        lines += times(silence) + hidden(by: silence)
        lines += [.blank, Line("Names for scripts", .heading)]
        lines += field("silence", SafeText.cell(silence.id.description), .textDim, indent: 2)
        return lines
    }

    private func times(_ silence: SilenceSummary) -> [Line] {
        let end = exact(silence.endsAt)
        func left(_ instant: Instant) -> SafeText {
            ", in " + Age.spoken(Age.left(until: instant, minute: model.minute))
        }
        switch silence.state {
        case .pending:
            return field("Begins", exact(silence.startsAt) + left(silence.startsAt)) + field("Ends", end)
        case .active:
            return field("Since", exact(silence.startsAt) + ", " + ago(silence.startsAt))
                + field("Until", end + left(silence.endsAt))
        case .expired: return field("Since", exact(silence.startsAt)) + field("Until", "it has ended")
        }
    }

    private func hidden(by silence: SilenceSummary) -> [Line] {
        guard silence.state == .active else { return [] }
        let rows = model.rows.filter { $0.silencedBy.contains(silence.id) }.prefix(Self.hiddenMax)
        let count: SafeText = silence.hides == 1 ? "1 alert" : "\(silence.hides) alerts"
        var lines: [Line] = [.blank, Line("Hides now: " + count, .heading)]
        for row in rows {
            let name = SafeText.cell(row.name, isName: true) + " " + SafeText.cell(row.target, isName: true)
            let state: [TextRun] = [TextRun(SafeText.cell(row.state.rawValue), .textDim)]
            lines.append(Line([TextRun(name)], trailing: state, indent: 2))
        }
        let others = silence.hides - rows.count
        if others > 0 {
            lines.append(Line("and \(others) more that are not among the rows shown", .textDim, indent: 2))
        }
        return lines
    }
}
