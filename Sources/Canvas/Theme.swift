/// A table from roles and layers to styles.
public struct Theme: Hashable, Sendable {
    /// The backgrounds a theme is made for.
    public enum Appearance: String, Hashable, Sendable, CaseIterable {
        case dark, light
        /// Both: it leaves the background to the terminal and uses colours that read on either.
        case any
    }

    /// Its name, as `--theme` takes it.
    public var name: String
    /// The backgrounds it is made for.
    public var appearance: Appearance
    /// The roles' entries; for a role that is missing its `parent` is asked.
    public var styles: [StyleRole: ThemeEntry]
    /// The layers' entries.
    public var layers: [Layer: ThemeEntry]

    /// A theme.
    public init(
        name: String, appearance: Appearance = .any, styles: [StyleRole: ThemeEntry] = [:],
        layers: [Layer: ThemeEntry] = [:]
    ) {
        self.name = name
        self.appearance = appearance
        self.styles = styles
        self.layers = layers
    }

    /// How a cell of this role under this layer looks at this depth.
    ///
    /// A colour that the role leaves to the terminal is that of `text`: a theme gives its background once.
    public func style(_ role: StyleRole, _ layer: Layer = .plain, depth: ColorDepth) -> Style {
        var style = entry(role)?.style(depth) ?? .plain
        if let text = styles[.text]?.style(depth) {
            if style.foreground == .default { style.foreground = text.foreground }
            if style.background == .default { style.background = text.background }
        }
        return layer == .plain ? style : style.overlaid(by: layerStyle(layer, depth))
    }

    private func entry(_ role: StyleRole) -> ThemeEntry? {
        var asked: StyleRole? = role
        while let current = asked {
            if let entry = styles[current] { return entry }
            asked = current.parent
        }
        return nil
    }

    /// A layer that would be invisible shows all the same: a selection must never be lost with the colours.
    private func layerStyle(_ layer: Layer, _ depth: ColorDepth) -> Style {
        let style = layers[layer]?.style(depth) ?? .plain
        guard style == .plain else { return style }
        switch layer {
        case .plain: return .plain
        case .selected: return Style(attributes: .reverse)
        case .selectedUnfocused: return Style(attributes: .underline)
        case .changed: return Style(attributes: .bold)
        }
    }
}
