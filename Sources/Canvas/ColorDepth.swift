/// How many colours there are to draw with; more of them is greater.
public enum ColorDepth: String, Hashable, Sendable, CaseIterable, Comparable {
    /// None: bold, reverse, underline and dim must do.
    case mono
    /// The eight ANSI colours and their bright forms.
    case ansi16 = "16"
    /// The 256 indexed colours.
    case indexed256 = "256"
    /// Any RGB colour.
    case truecolor

    /// Chooses the depth: what was asked for by `--color` or the configuration, else mono if `NO_COLOR` is set and not empty,
    /// else what the terminal has.
    ///
    /// - Parameters:
    ///   - option: what was asked for; `nil` for `auto`.
    ///   - noColor: the value of `NO_COLOR` (no-color.org).
    ///   - terminalColors: the number of colours in terminfo's entry for the terminal, 0 or less if it has none.
    ///   - colorTerm: the value of `COLORTERM`; `truecolor` or `24bit` lifts a terminal of 256 colours.
    public static func choose(
        option: ColorDepth?, noColor: String?, terminalColors: Int, colorTerm: String?
    ) -> ColorDepth {
        if let option { return option }
        if let noColor, !noColor.isEmpty { return .mono }
        switch terminalColors {
        case 0x100_0000...: return .truecolor
        case 256...: return colorTerm == "truecolor" || colorTerm == "24bit" ? .truecolor : .indexed256
        case 8...: return .ansi16
        default: return .mono
        }
    }

    /// Fewer colours are less.
    public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.order < right.order }

    private var order: Int {
        switch self {
        case .mono: 0
        case .ansi16: 1
        case .indexed256: 2
        case .truecolor: 3
        }
    }
}
