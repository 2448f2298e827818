import Canvas
import PlainText
import WarRoom

/// The box of whatever lies over the panes.
enum OverlayBox {
    /// Columns of lines that can still be read without losing the next one.
    private static let columnsMax = 112
    /// On narrower screens it covers the whole width: scraps of panes at its sides would only disturb.
    private static let coversBelow = 144

    static func rect(for model: Model) -> Rect {
        let layout = model.layout
        let body = layout.body
        guard layout.form != .tabs, layout.form != .tooSmall else {
            return Rect(
                column: body.column, row: body.row - layout.tabs.rows, columns: body.columns,
                rows: body.rows + layout.tabs.rows)
        }
        let columns = body.columns < coversBelow ? body.columns : columnsMax
        let rows =
            switch model.overlay {
            case .incidents: min(max(3, model.overview?.incidents.count ?? 0) + 2, body.rows)
            case .silences: min(max(3, model.silences.count) + 2, body.rows)
            default: body.rows
            }
        return Rect(column: body.column + (body.columns - columns) / 2, row: body.row, columns: columns, rows: rows)
    }

    /// The lines inside its border, a blank kept free at either side.
    static func inside(of rect: Rect) -> Rect { rect.inset(left: 2, top: 1, right: 2, bottom: 1) }

    /// Draws the empty box, set apart from what lies under it.
    static func draw(_ model: Model, title: SafeText, trailing: [TextRun] = [], on frame: inout Frame) -> Rect {
        let rect = rect(for: model)
        frame.fill(Rect(column: rect.column - 1, row: rect.row, columns: rect.columns + 2, rows: rect.rows))
        let end = trailing.isEmpty ? [] : [TextRun(" ", .title)] + trailing + [TextRun(" ", .title)]
        frame.box(
            rect, focused: true, title: [TextRun(" " + title + " ", .titleFocused)], trailing: end, glyphs: model.glyphs
        )
        return inside(of: rect)
    }
}
