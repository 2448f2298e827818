import Canvas
import PlainText
import WarRoom

/// What hides an alert, and what it hides.
extension DetailLines {
    /// The alert that the row stands under, as the board knows it.
    func under(_ row: AlertRow) -> [Line] {
        guard let name = row.under, let first = row.inhibitedBy?.first else { return [] }
        let id = SafeText.cell(String(first.description.prefix(8)))
        return field("Under", SafeText.cell(name, isName: true) + " (" + id + "), and comes back when that is over")
    }

    /// What the room tells beside that. The story may be older than the row, which then is right.
    func inhibition(_ story: AlertStory, _ row: AlertRow) -> [Line] {
        guard let told = story.inhibition else { return [] }
        var lines: [Line] = []
        if row.under != nil, let rule = told.rule {
            lines += [.blank, Line("Under another alert", .heading)]
            if let name = row.under {
                let place = told.target.isEmpty ? "" : " on " + SafeText.cell(told.target, isName: true)
                let more: SafeText = told.sources > 1 ? ", and \(told.sources - 1) more" : ""
                lines += field("alert", SafeText.cell(name, isName: true) + place + more, indent: 2)
            }
            lines += field("rule", SafeText.cell(rule.description), indent: 2)
        }
        if told.hides > 0 {
            let count: SafeText = told.hides == 1 ? "1 alert stands" : "\(told.hides) alerts stand"
            lines += [.blank, Line(count + " under it", .heading)]
            let names = (told.hidden ?? []).prefix(Limits.inhibitorsShownMax)
            for name in names { lines.append(Line(SafeText.cell(name, isName: true), .text, indent: 2)) }
            let more = told.hides - names.count
            if !names.isEmpty, more > 0 { lines.append(Line("and \(more) more", .textDim, indent: 2)) }
        }
        return lines
    }
}
