import Canvas
import PlainText
import WarRoom

/// `Enter`: everything about one thing, over the panes.
enum DetailOverlay {
    static func draw(_ detail: Detail, _ model: Model, on frame: inout Frame) {
        let height = model.overlayInside.rows
        let overflow = PaneTitle.overflow(
            above: detail.top, below: detail.lines.count - detail.top - height, glyphs: model.glyphs)
        let narrowed = detail.filter.isEmpty ? [] : PlaybookPane.filtered(model, detail.filter)
        let trailing = OverlayBox.trailing(narrowed, overflow)
        let inside = OverlayBox.draw(model, title: title(detail.subject, model), trailing: trailing, on: &frame)
        for (line, rect) in zip(detail.lines.dropFirst(detail.top), inside.lines) {
            frame.put(line, column: rect.column, row: rect.row, columns: rect.columns, glyphs: model.glyphs)
        }
        // The heading's line: the text below it is read, not chosen.
        if let index = detail.selectedLines?.lowerBound, case let row = index - detail.top,
            inside.lines.indices.contains(row)
        {
            frame.setLayer(inside.lines[row], .selected)
        }
    }

    private static func title(_ subject: Detail.Subject, _ model: Model) -> SafeText {
        switch subject {
        case .alert(let row):
            "Alert " + SafeText.cell(row.name, isName: true)
                + (row.target.isEmpty
                    ? "" : " " + model.glyphs[.separator] + " " + SafeText.cell(row.target, isName: true))
        case .entry(let entry): "Entry #\(Int(clamping: entry.sequence))"
        case .playbook(let progress): SafeText.cell(progress.title)
        case .silence: "Silence"
        case .incident(let incident): SafeText.cell(incident.id.description)
        }
    }
}
