import Canvas
import PlainText

/// Before the room has said anything.
enum ConnectingScreen {
    static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
        var lines = [
            TextRun(
                "connecting to the room " + SafeText.cell(model.room.name) + " " + model.glyphs[.ellipsis], .textDim)
        ]
        if case .lost(_, let reason) = model.connection {
            lines = [
                TextRun("the room " + SafeText.cell(model.room.name) + " cannot be reached; trying again", .warning),
                TextRun(SafeText.cell(reason), .textDim),
            ]
        }
        if model.connection == .closed {
            lines = [
                TextRun("the room " + SafeText.cell(model.room.name) + " is closed: Ctrl-L opens it again", .warning)
            ]
        }
        for (index, run) in lines.enumerated() where index < rect.rows {
            let text = run.text.truncated(to: rect.columns - 2, ellipsis: model.glyphs[.ellipsis])
            let column = rect.column + max(1, (rect.columns - text.width) / 2)
            let row = rect.row + max(0, rect.rows / 2 - 1) + index
            frame.put(text, at: Point(column: column, row: row), role: run.role)
        }
    }
}
