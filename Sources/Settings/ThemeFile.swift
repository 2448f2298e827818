public import Canvas
public import Documents

/// A theme file as it was read: its own palette and roles, before those of the theme it inherits from are known.
///
/// ```yaml
/// name: catppuccin-mocha
/// appearance: dark            # dark, light or any
/// inherits: base
/// palette: { red: "#f38ba8", mauve: "#cba6f7", surface: "#45475a" }
/// roles:
///   border.focused:    { fg: mauve, attrs: [bold] }
///   severity.critical: { fg: red, attrs: [bold], ansi16: bright-red, mono: [reverse, bold] }
///   selection:         { bg: surface, mono: [reverse] }
/// ```
/// A colour is a palette name, `default` (the terminal's own), an ANSI name, an index 0...255 or `"#rrggbb"`. The
/// columns `indexed256` and `ansi16` are a colour, which then replaces `fg`, or `fg`, `bg` and `attrs` again; what
/// they leave out is as in the next richer column. Columns that are not given are computed.
public struct ThemeFile: Sendable {
    /// The file's name, for problems.
    public let file: String
    /// The theme's name: the file's own without `.yaml`.
    public let name: String
    /// The backgrounds it is made for; `nil` where it does not say.
    public internal(set) var appearance: Theme.Appearance?
    /// The theme that it takes the rest from.
    public internal(set) var inherits: String?
    /// What is wrong with the file, as far as can be told without the theme it inherits from.
    public internal(set) var problems: [DocumentProblem] = []
    /// Where `inherits` stands.
    var inheritsPlace = Place()
    /// The palette's names and colours.
    var palette: [String: TerminalColor] = [:]
    /// What it says of roles and layers, by their names in a file.
    var roles: [String: RoleStyle] = [:]

    /// A place in the file.
    struct Place: Sendable {
        var line: Int?
        var column: Int?
    }

    /// A colour by its name, to be looked up once the palettes are known.
    struct ColorName: Sendable {
        let text: String
        let file: String
        let place: Place
        /// The role it was named for.
        let role: String
    }

    /// Colours and attributes of one column; `nil` is not said.
    struct Column<Color: Sendable>: Sendable {
        var foreground: Color?
        var background: Color?
        var attributes: TextAttributes?
    }

    /// What the file says of one role or layer.
    struct RoleStyle: Sendable {
        var place = Place()
        var truecolor = Column<ColorName>()
        var indexed256: Column<TerminalColor>?
        var ansi16: Column<TerminalColor>?
        var mono: TextAttributes?
    }

    init(file: String, name: String) {
        self.file = file
        self.name = name
    }
}
