/// A theme at one depth, as a flat table: what the painter looks styles up in.
public struct ResolvedTheme: Hashable, Sendable {
    /// The theme's name.
    public let name: String
    /// The depth it was resolved for.
    public let depth: ColorDepth
    /// Styles by layer and role: 128 rows, one per ASCII letter of a role, and in each a column per layer.
    private let table: [Style]

    private static let layerCount = Layer.allCases.count

    /// Looks up every role under every layer once.
    public init(_ theme: Theme, depth: ColorDepth) {
        name = theme.name
        self.depth = depth
        var table = Array(repeating: Style.plain, count: 128 * ResolvedTheme.layerCount)
        for role in StyleRole.allCases {
            for layer in Layer.allCases {
                table[ResolvedTheme.index(role, layer)] = theme.style(role, layer, depth: depth)
            }
        }
        self.table = table
    }

    /// How a cell of this role under this layer looks.
    public subscript(role: StyleRole, layer: Layer) -> Style {
        table[ResolvedTheme.index(role, layer)]
    }

    private static func index(_ role: StyleRole, _ layer: Layer) -> Int {
        Int(role.codeByte) * layerCount + Int(layer.rawValue)
    }
}
