/// A colour as a terminal understands it.
public enum TerminalColor: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case `default`
    /// One of the sixteen ANSI colours, 0...15; the user's terminal decides what it looks like.
    case ansi(UInt8)
    /// One of the 256 indexed colours; 0...15 are the ANSI ones.
    case indexed(UInt8)
    /// Red, green and blue.
    case rgb(UInt8, UInt8, UInt8)

    /// The sixteen ANSI colours' names, in order.
    public static let ansiNames = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        "bright-black", "bright-red", "bright-green", "bright-yellow",
        "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// The colour of a name in a theme file: `default`, an ANSI name such as `bright-red`, an index 0...255, `#rrggbb` or
    /// `#rgb`.
    public init?(name: String) {
        if name == "default" {
            self = .default
        } else if let position = TerminalColor.ansiNames.firstIndex(of: name) {
            self = .ansi(UInt8(position))
        } else if name.hasPrefix("#") {
            guard let color = TerminalColor(hexadecimal: name.dropFirst()) else { return nil }
            self = color
        } else if let index = UInt8(name) {
            self = .indexed(index)
        } else {
            return nil
        }
    }

    /// Its name in a theme file.
    public var name: String {
        switch self {
        case .default: "default"
        case .ansi(let index): TerminalColor.ansiNames[Int(index & 15)]
        case .indexed(let index): String(index)
        case .rgb(let red, let green, let blue): "#" + [red, green, blue].map(TerminalColor.twoDigits).joined()
        }
    }

    private init?(hexadecimal digits: Substring) {
        let values = digits.compactMap(\.hexDigitValue).compactMap(UInt8.init(exactly:))
        guard values.count == digits.count else { return nil }
        switch values.count {
        case 3: self = .rgb(values[0] * 17, values[1] * 17, values[2] * 17)
        case 6: self = .rgb(values[0] * 16 + values[1], values[2] * 16 + values[3], values[4] * 16 + values[5])
        default: return nil
        }
    }

    private static func twoDigits(_ value: UInt8) -> String {
        let digits = String(value, radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }
}
