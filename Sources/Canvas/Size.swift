/// How many columns and rows something has, each 0...4096: what lies outside is cut to that range.
public struct Size: Hashable, Sendable {
    /// Columns, 0...4096.
    public let columns: Int
    /// Rows, 0...4096.
    public let rows: Int

    /// The longest side there is; a terminal that claims more is taken to have this much.
    public static let limit = 4096

    /// A size, each side cut to 0...4096.
    public init(columns: Int, rows: Int) {
        self.columns = min(max(0, columns), Size.limit)
        self.rows = min(max(0, rows), Size.limit)
    }

    /// The rectangle of this size whose corner is 0,0.
    public var bounds: Rect { Rect(column: 0, row: 0, columns: columns, rows: rows) }

    /// Whether there is no cell in it.
    public var isEmpty: Bool { columns == 0 || rows == 0 }
}
