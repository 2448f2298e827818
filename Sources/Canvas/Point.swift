/// A place on the page, counted from 0 at the top left; it may lie outside.
public struct Point: Hashable, Sendable {
    /// Columns from the left edge.
    public var column: Int
    /// Rows from the top edge.
    public var row: Int

    /// The place at this column and row.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}
