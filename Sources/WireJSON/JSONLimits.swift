/// What a parser is ready to take from a text; a text that goes beyond is refused as a whole.
public struct JSONLimits: Sendable, Equatable {
    /// Arrays and objects inside one another, 0...512: 0 allows a single scalar, higher values count as 512.
    public var depth: Int

    /// Values of every kind in the whole text, containers included, keys not.
    public var nodes: Int

    /// Whether U+0000 in a string or a key refuses the text.
    public var rejectsNUL: Bool

    /// Creates limits; negative numbers count as 0.
    public init(depth: Int = 32, nodes: Int = 50_000, rejectsNUL: Bool = true) {
        self.depth = depth
        self.nodes = nodes
        self.rejectsNUL = rejectsNUL
    }

    /// For whatever comes from outside: 32 levels, 50,000 values, no U+0000.
    public static let foreign = JSONLimits()

    /// For what this program wrote itself: 128 levels, 50 million values, U+0000 allowed, since the log keeps raw text.
    public static let trusted = JSONLimits(depth: 128, nodes: 50_000_000, rejectsNUL: false)
}
