/// Borders drawn as lines first, so that where panes touch the right junction (├ ┬ ┴ ┤ ┼) comes out by itself.
///
/// Add all boxes and lines, then `draw` once, then put the titles.
public struct BorderMask: Sendable {
    /// The arms of a cell: a line goes from its middle to these edges.
    private struct Arms: OptionSet, Sendable {
        let rawValue: UInt8
        static let up = Arms(rawValue: 1)
        static let right = Arms(rawValue: 2)
        static let down = Arms(rawValue: 4)
        static let left = Arms(rawValue: 8)
        /// Not an arm: the pane to which this piece of border belongs has the focus.
        static let focused = Arms(rawValue: 16)
    }

    private let size: Size
    private var arms: [Arms]

    /// No lines yet, on a page of this size.
    public init(size: Size) {
        self.size = size
        self.arms = Array(repeating: [], count: size.columns * size.rows)
    }

    /// Adds the outline of a rectangle; where outlines share cells they join. Less than 2 × 2 is drawn as a line.
    public mutating func box(_ rect: Rect, focused: Bool = false) {
        guard !rect.isEmpty else { return }
        horizontal(row: rect.row, from: rect.column, to: rect.endColumn - 1, focused: focused)
        horizontal(row: rect.endRow - 1, from: rect.column, to: rect.endColumn - 1, focused: focused)
        vertical(column: rect.column, from: rect.row, to: rect.endRow - 1, focused: focused)
        vertical(column: rect.endColumn - 1, from: rect.row, to: rect.endRow - 1, focused: focused)
    }

    /// Adds a line from the middle of one cell to the middle of another of the same row, both included.
    public mutating func horizontal(row: Int, from: Int, to: Int, focused: Bool = false) {
        guard row >= 0, row < size.rows, from < to, from < size.columns, to >= 0 else { return }
        for column in max(0, from)...min(to, size.columns - 1) {
            var piece: Arms = focused ? .focused : []
            if column > from { piece.insert(.left) }
            if column < to { piece.insert(.right) }
            join(piece, column: column, row: row)
        }
    }

    /// Adds a line from the middle of one cell to the middle of another of the same column, both included.
    public mutating func vertical(column: Int, from: Int, to: Int, focused: Bool = false) {
        guard column >= 0, column < size.columns, from < to, from < size.rows, to >= 0 else { return }
        for row in max(0, from)...min(to, size.rows - 1) {
            var piece: Arms = focused ? .focused : []
            if row > from { piece.insert(.up) }
            if row < to { piece.insert(.down) }
            join(piece, column: column, row: row)
        }
    }

    /// Writes the lines onto a frame, each cell with the glyph that its arms make.
    public func draw(on frame: inout Frame, glyphs: GlyphSet) {
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let cell = arms[row * size.columns + column]
                guard let glyph = BorderMask.glyph(cell) else { continue }
                frame.put(
                    glyph, of: glyphs, at: Point(column: column, row: row),
                    role: cell.contains(.focused) ? .borderFocused : .border)
            }
        }
    }

    private mutating func join(_ piece: Arms, column: Int, row: Int) {
        arms[row * size.columns + column].formUnion(piece)
    }

    private static func glyph(_ cell: Arms) -> Glyph? {
        switch cell.subtracting(.focused) {
        case []: nil
        case [.right, .down]: .cornerTopLeft
        case [.left, .down]: .cornerTopRight
        case [.right, .up]: .cornerBottomLeft
        case [.left, .up]: .cornerBottomRight
        case [.up, .right, .down]: .teeRight
        case [.up, .left, .down]: .teeLeft
        case [.left, .right, .down]: .teeDown
        case [.left, .right, .up]: .teeUp
        case [.up, .right, .down, .left]: .cross
        case .left, .right, [.left, .right]: .horizontal
        default: .vertical
        }
    }
}
