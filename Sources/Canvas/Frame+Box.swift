import PlainText

extension Frame {
    /// Draws one box with rounded corners, and its titles. For panes that touch use `BorderMask`, then `boxTitle`.
    public mutating func box(
        _ rect: Rect, focused: Bool = false, title: [TextRun] = [], trailing: [TextRun] = [], glyphs: GlyphSet
    ) {
        var mask = BorderMask(size: size)
        mask.box(rect, focused: focused)
        mask.draw(on: &self, glyphs: glyphs)
        boxTitle(rect, title: title, trailing: trailing, glyphs: glyphs)
    }

    /// Writes titles into the top border of a box: one from the left corner on, one up to a cell before the right corner.
    ///
    /// The runs bring their own spaces. What does not fit goes: first the trailing title, then the end of the title,
    /// where the last text that is cut ends in `…`.
    public mutating func boxTitle(_ rect: Rect, title: [TextRun], trailing: [TextRun] = [], glyphs: GlyphSet) {
        let inside = rect.inset(left: 1, right: 1)
        guard !inside.isEmpty else { return }
        let titleColumns = title.reduce(0) { $0 + $1.text.width }
        let trailingColumns = trailing.reduce(0) { $0 + $1.text.width }
        if trailingColumns > 0, titleColumns + trailingColumns + 2 <= inside.columns {
            put(trailing, at: Point(column: inside.endColumn - 1 - trailingColumns, row: rect.row))
        }
        var left = inside.columns
        for run in title where left > 0 {
            let text = run.text.width > left ? run.text.truncated(to: left, ellipsis: glyphs[.ellipsis]) : run.text
            put(text, at: Point(column: inside.endColumn - left, row: rect.row), role: run.role, maxColumns: left)
            left -= text.width
        }
    }
}
