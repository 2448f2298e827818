import Canvas
import PlainText

/// `?`: what can be done, where one is first; it is a list, and Enter does what is selected.
enum HelpOverlay {
    static func draw(_ list: HelpList, _ model: Model, on frame: inout Frame) {
        let rows = list.rows
        let height = model.overlayInside.rows
        var trailing: [TextRun] = []
        if !list.filter.isEmpty {
            let count = rows.count { row in if case .action = row { true } else { false } }
            trailing = [
                TextRun("/" + SafeText.cell(list.filter), .match),
                TextRun(" \(count) of \(model.keyMap.all.count)", .textDim),
            ]
        }
        let overflow = PaneTitle.overflow(above: list.top, below: rows.count - list.top - height, glyphs: model.glyphs)
        if !overflow.isEmpty { trailing += (trailing.isEmpty ? [] : [TextRun("  ")]) + overflow }
        let inside = OverlayBox.draw(model, title: "What can be done", trailing: trailing, on: &frame)
        if rows.isEmpty {
            frame.put(
                Line("no action fits", .textDim), column: inside.column, row: inside.row, columns: inside.columns,
                glyphs: model.glyphs)
        }
        let keyColumns = 13
        for (row, rect) in zip(rows.dropFirst(list.top), inside.lines) {
            switch row {
            case .heading(let scope):
                frame.put(
                    Line(scope.title, .heading), column: rect.column, row: rect.row, columns: rect.columns,
                    glyphs: model.glyphs)
            case .action(let id):
                guard let action = model.keyMap.action(id) else { continue }
                let isDisabled = action.disabledReason(model) != nil
                frame.put(
                    action.keyNames, in: rect.column + 2..<rect.column + 2 + keyColumns, row: rect.row,
                    role: isDisabled ? .keyDisabled : .key, glyphs: model.glyphs)
                frame.put(
                    Line([
                        TextRun(action.help, isDisabled ? .keyDisabled : .text),
                        TextRun(action.isDangerous ? "; asks first" : "", .textDim),
                    ]), column: rect.column + 3 + keyColumns, row: rect.row,
                    columns: rect.columns - 3 - keyColumns, glyphs: model.glyphs)
                if id == list.selected {
                    frame.put(.selected, of: model.glyphs, at: rect.origin, role: .borderFocused)
                    frame.setLayer(rect, .selected)
                }
            }
        }
    }
}
