/// One column of one row: what is drawn there and as what, never in which colour.
public struct Cell: Hashable, Sendable {
    /// The base scalar; a space in the second column of a wide cell.
    public var glyph: Unicode.Scalar
    /// The combining marks over it.
    public var marks: Marks
    /// Columns taken: 1, 2, or 0 for the second column of a wide cell.
    public var width: UInt8
    /// What it means; the theme turns this into a style.
    public var role: StyleRole
    /// What lies over it.
    public var layer: Layer

    /// A space in the text role.
    public static let blank = Cell(glyph: " ")

    /// A cell; it is for `Frame` to keep wide cells and their second columns together.
    public init(
        glyph: Unicode.Scalar, marks: Marks = .none, width: UInt8 = 1, role: StyleRole = .text, layer: Layer = .plain
    ) {
        self.glyph = glyph
        self.marks = marks
        self.width = width
        self.role = role
        self.layer = layer
    }
}
