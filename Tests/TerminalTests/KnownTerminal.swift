import Canvas
import Testing

@testable import Terminal

/// A TERM that the tests draw on, and what it cannot do.
struct KnownTerminal: CustomTestStringConvertible {
    var term: String
    var colorTerm: String?
    var depth: ColorDepth
    /// Colours of the entry that is then in use.
    var colors: Int
    var hasItalic = true
    /// Attributes that the entry does not combine with colours (`ncv`).
    var losesUnderlineWithColor = false

    var insertsLastCell: Bool { term.hasPrefix("tmux") && depth != .truecolor }

    var testDescription: String { colorTerm == nil ? term : "\(term) in 24 bits" }

    static let all = [
        KnownTerminal(term: "xterm-256color", depth: .indexed256, colors: 256),
        KnownTerminal(term: "tmux-256color", depth: .indexed256, colors: 256),
        KnownTerminal(term: "linux", depth: .ansi16, colors: 8, hasItalic: false, losesUnderlineWithColor: true),
        KnownTerminal(term: "vt100", depth: .mono, colors: 0, hasItalic: false),
        KnownTerminal(term: "xterm-256color", colorTerm: "truecolor", depth: .truecolor, colors: 0x100_0000),
        KnownTerminal(term: "tmux-256color", colorTerm: "truecolor", depth: .truecolor, colors: 0x100_0000),
    ]

    /// What libvterm should see of a cell in a style.
    func expected(_ cell: Cell, _ style: Style) -> Screen.Seen {
        let isBright = colors == 8 && index(of: style.foreground).map { $0 >= 8 } ?? false
        let hasColor = style.foreground != .default || style.background != .default
        return Screen.Seen(
            scalars: [cell.glyph.value] + cell.marks.scalars.map(\.value), width: Int(cell.width),
            foreground: name(style.foreground), background: name(style.background),
            isBold: style.attributes.contains(.bold) || isBright,
            isItalic: hasItalic && style.attributes.contains(.italic),
            isUnderlined: style.attributes.contains(.underline) && !(losesUnderlineWithColor && hasColor),
            isReversed: style.attributes.contains(.reverse))
    }

    private func name(_ color: TerminalColor) -> String {
        if colors == 0 { return "default" }
        guard let number = index(of: color) else {
            guard case .rgb(let red, let green, let blue) = color else { return "default" }
            return TerminalColor.rgb(red, red == 0 && green == 0 ? 1 : green, blue).name
        }
        return String(colors == 8 ? number & 7 : number)
    }

    private func index(of color: TerminalColor) -> Int? {
        switch color {
        case .ansi(let index), .indexed(let index): Int(index)
        case .default, .rgb: nil
        }
    }
}
