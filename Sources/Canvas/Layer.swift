/// What lies over a cell's role: the theme gives each layer but `plain` an entry of its own, and lays it over the role's.
public enum Layer: UInt8, Hashable, Sendable, CaseIterable {
    /// Nothing: the role alone.
    case plain
    /// The selected row of the pane that has the focus.
    case selected
    /// The selected row of a pane that has not.
    case selectedUnfocused
    /// A row that changed within the last moments.
    case changed

    /// Its name in a theme file; `nil` for `plain`, which no theme styles.
    public var themeName: String? {
        switch self {
        case .plain: nil
        case .selected: "selection"
        case .selectedUnfocused: "selection.unfocused"
        case .changed: "changed"
        }
    }

    /// The layer of this name in a theme file.
    public init?(themeName: String) {
        guard let layer = Layer.allCases.first(where: { $0.themeName == themeName }) else { return nil }
        self = layer
    }

    /// Its letter in a snapshot.
    public var code: Unicode.Scalar {
        switch self {
        case .plain: "."
        case .selected: "s"
        case .selectedUnfocused: "u"
        case .changed: "c"
        }
    }
}
