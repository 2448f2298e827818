public import Canvas

/// A frame as lines of text: with the escape sequences that give it its colours (ECMA-48, SGR), or in plain words.
///
/// For pictures of the screen and for output that scrolls away: nothing is placed, each line ends with everything switched
/// off. What is on a frame cannot steer a terminal, and so neither can this.
public struct FrameText: Hashable, Sendable {
    /// The rows from the top, without line ends.
    public let lines: [String]

    /// The frame in the colours of a theme; blanks at the end of a row that would show nothing are left out.
    public init(_ frame: Frame, theme: ResolvedTheme) {
        lines = (0..<frame.size.rows).map { FrameText.styled(frame.row($0), theme) }
    }

    /// The frame's characters alone.
    public init(plain frame: Frame) {
        lines = (0..<frame.size.rows).map { FrameText.plain(frame.row($0)) }
    }

    private static func plain(_ cells: ArraySlice<Cell>) -> String {
        var line = String.UnicodeScalarView()
        for cell in cells { append(cell, to: &line) }
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    private static func styled(_ cells: ArraySlice<Cell>, _ theme: ResolvedTheme) -> String {
        var line = String.UnicodeScalarView()
        var current = Style.plain
        let end = cells.lastIndex { $0.glyph != " " || isSeen(theme[$0.role, $0.layer]) }
        for cell in cells[..<(end.map { $0 + 1 } ?? cells.startIndex)] where cell.width > 0 {
            let style = theme[cell.role, cell.layer]
            if style != current {
                line.append(contentsOf: sequence(style).unicodeScalars)
                current = style
            }
            append(cell, to: &line)
        }
        if current != .plain { line.append(contentsOf: sequence(.plain).unicodeScalars) }
        return String(line)
    }

    private static func append(_ cell: Cell, to line: inout String.UnicodeScalarView) {
        guard cell.width > 0 else { return }
        line.append(cell.glyph)
        line.append(contentsOf: cell.marks.scalars)
    }

    /// Whether a blank in this style shows.
    private static func isSeen(_ style: Style) -> Bool {
        style.background != .default || !style.attributes.isDisjoint(with: [.reverse, .underline])
    }

    /// Everything off, then what the style has: no terminal is relied on to switch one thing off alone.
    private static func sequence(_ style: Style) -> String {
        let attributes: [(TextAttributes, Int)] = [
            (.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7),
        ]
        let numbers =
            [0] + attributes.filter { style.attributes.contains($0.0) }.map(\.1)
            + color(style.foreground, ansi: 30, bright: 90, extended: 38)
            + color(style.background, ansi: 40, bright: 100, extended: 48)
        return "\u{1B}[" + numbers.map(String.init).joined(separator: ";") + "m"
    }

    /// Semicolons, as xterm has it: more terminals know them than the standard's colons.
    private static func color(_ color: TerminalColor, ansi: Int, bright: Int, extended: Int) -> [Int] {
        switch color {
        case .default: []
        case .ansi(let index): [index & 15 < 8 ? ansi + Int(index & 7) : bright + Int(index & 7)]
        case .indexed(let index): [extended, 5, Int(index)]
        case .rgb(let red, let green, let blue): [extended, 2, Int(red), Int(green), Int(blue)]
        }
    }
}
