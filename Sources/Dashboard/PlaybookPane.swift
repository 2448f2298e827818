import Canvas
import PlainText

/// What to do next; there are no playbooks yet.
enum PlaybookPane {
    static func draw(_ model: Model, _ layout: Layout, on frame: inout Frame) {
        PaneTitle(pane: .playbook).draw(model, layout, on: &frame)
        let inside = layout.inside(.playbook)
        guard !inside.isEmpty else { return }
        frame.put(
            Line("no playbook is active", .textDim), column: inside.column + 1, row: inside.row,
            columns: inside.columns - 2, glyphs: model.glyphs)
    }
}
