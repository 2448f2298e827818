/// What a theme says of one role or layer: the full style, and what to show instead with fewer colours.
public struct ThemeEntry: Hashable, Sendable {
    /// The style in full colour; from it the columns that are not given are computed.
    public var truecolor: Style
    /// The style in 256 colours, if the theme says so itself.
    public var indexed256: Style?
    /// The style in sixteen colours, if the theme says so itself.
    public var ansi16: Style?
    /// The attributes without colours, if the theme says so itself.
    public var mono: TextAttributes?

    /// An entry; columns left out are computed.
    public init(
        _ truecolor: Style, indexed256: Style? = nil, ansi16: Style? = nil, mono: TextAttributes? = nil
    ) {
        self.truecolor = truecolor
        self.indexed256 = indexed256
        self.ansi16 = ansi16
        self.mono = mono
    }

    /// The style at a depth: as given, else the next richer column reduced to it.
    public func style(_ depth: ColorDepth) -> Style {
        switch depth {
        case .truecolor: truecolor
        case .indexed256: (indexed256 ?? truecolor).reduced(to: .indexed256)
        case .ansi16: (ansi16 ?? indexed256 ?? truecolor).reduced(to: .ansi16)
        case .mono: Style(attributes: mono ?? truecolor.attributes)
        }
    }
}
