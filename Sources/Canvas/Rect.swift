/// A rectangle of cells; its sides are cut to ±65,536, so that no arithmetic on it can overflow.
public struct Rect: Hashable, Sendable {
    /// The leftmost column.
    public let column: Int
    /// The topmost row.
    public let row: Int
    /// Columns across, 0 or more.
    public let columns: Int
    /// Rows down, 0 or more.
    public let rows: Int

    /// An edge on which something may lie, or from which a piece is cut.
    public enum Edge: Hashable, Sendable, CaseIterable {
        case top, bottom, left, right
    }

    private static let reach = 65_536

    /// The rectangle with this top left corner; a negative extent counts as 0.
    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = min(max(-Rect.reach, column), Rect.reach)
        self.row = min(max(-Rect.reach, row), Rect.reach)
        self.columns = min(max(0, columns), Rect.reach)
        self.rows = min(max(0, rows), Rect.reach)
    }

    /// The first column to the right of it.
    public var endColumn: Int { column + columns }
    /// The first row below it.
    public var endRow: Int { row + rows }
    /// Its extent.
    public var size: Size { Size(columns: columns, rows: rows) }
    /// Its top left corner.
    public var origin: Point { Point(column: column, row: row) }
    /// Whether there is no cell in it.
    public var isEmpty: Bool { columns == 0 || rows == 0 }

    /// Whether the place lies inside.
    public func contains(_ point: Point) -> Bool {
        point.column >= column && point.column < endColumn && point.row >= row && point.row < endRow
    }

    /// What both rectangles cover; empty when they do not touch.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rect(
            column: left, row: top,
            columns: min(endColumn, other.endColumn) - left, rows: min(endRow, other.endRow) - top)
    }

    /// What is left after taking so many columns or rows from each edge; empty rather than inside out.
    public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        let firstColumn = min(column + Rect.clamped(left, to: columns), endColumn)
        let firstRow = min(row + Rect.clamped(top, to: rows), endRow)
        return Rect(
            column: firstColumn, row: firstRow,
            columns: endColumn - firstColumn - Rect.clamped(right, to: columns),
            rows: endRow - firstRow - Rect.clamped(bottom, to: rows))
    }

    /// What is left after taking the same from all four edges.
    public func inset(by distance: Int) -> Rect {
        inset(left: distance, top: distance, right: distance, bottom: distance)
    }

    /// Cuts a piece `length` thick from one edge: the piece and the rest. A length outside 0...extent is cut to it.
    public func split(_ edge: Edge, length: Int) -> (piece: Rect, rest: Rect) {
        switch edge {
        case .top:
            let cut = Rect.clamped(length, to: rows)
            return (inset(bottom: rows - cut), inset(top: cut))
        case .bottom:
            let cut = Rect.clamped(length, to: rows)
            return (inset(top: rows - cut), inset(bottom: cut))
        case .left:
            let cut = Rect.clamped(length, to: columns)
            return (inset(right: columns - cut), inset(left: cut))
        case .right:
            let cut = Rect.clamped(length, to: columns)
            return (inset(left: columns - cut), inset(right: cut))
        }
    }

    /// Cuts it into rows one cell high, from the top.
    public var lines: [Rect] {
        (0..<rows).map { Rect(column: column, row: row + $0, columns: columns, rows: 1) }
    }

    private static func clamped(_ value: Int, to limit: Int) -> Int { min(max(0, value), limit) }
}
