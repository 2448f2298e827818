/// How a cell looks.
public struct Style: Hashable, Sendable {
    /// The letters' colour.
    public var foreground: TerminalColor
    /// The colour behind them.
    public var background: TerminalColor
    /// Weight, slant and so on.
    public var attributes: TextAttributes

    /// The terminal's own colours, nothing added.
    public static let plain = Style()

    /// A style; what is not said is the terminal's own.
    public init(
        foreground: TerminalColor = .default, background: TerminalColor = .default, attributes: TextAttributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The same style in the colours of a depth.
    public func reduced(to depth: ColorDepth) -> Style {
        Style(
            foreground: foreground.reduced(to: depth), background: background.reduced(to: depth), attributes: attributes
        )
    }

    /// This style with another laid over it: the other's colours where it has any, both's attributes; two reversals make
    /// none, so that what is reversed by itself still stands out from a reversed row.
    public func overlaid(by top: Style) -> Style {
        Style(
            foreground: top.foreground == .default ? foreground : top.foreground,
            background: top.background == .default ? background : top.background,
            attributes: attributes.union(top.attributes).subtracting(.reverse)
                .union(attributes.symmetricDifference(top.attributes).intersection(.reverse)))
    }
}
