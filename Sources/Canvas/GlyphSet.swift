public import PlainText

/// Which characters the glyphs are drawn with.
public struct GlyphSet: Hashable, Sendable {
    private enum Kind: Hashable, Sendable { case unicode, ascii }
    private let kind: Kind

    /// Box drawing, arrows and signs of the Basic Multilingual Plane.
    public static let unicode = GlyphSet(kind: .unicode)
    /// Printable ASCII alone, for `--ascii` and terminals without UTF-8.
    public static let ascii = GlyphSet(kind: .ascii)

    /// Whether this is the ASCII set.
    public var isASCII: Bool { kind == .ascii }

    /// The glyph's scalar in this set.
    public func scalar(_ glyph: Glyph) -> Unicode.Scalar {
        let forms = GlyphSet.forms(glyph)
        return kind == .ascii ? forms.ascii : forms.unicode
    }

    /// The glyph as text, to be joined with other text or put on a frame.
    public subscript(glyph: Glyph) -> SafeText {
        SafeText.cell(String(scalar(glyph)))
    }

    /// The bar for a share of 0...1 in eighths; what lies outside counts as the nearer end, NaN as 0.
    public static func bar(_ share: Double) -> Glyph {
        let bars: [Glyph] = [.bar1, .bar2, .bar3, .bar4, .bar5, .bar6, .bar7, .bar8]
        guard share > 0 else { return .bar1 }
        return bars.enumerated().first { share <= Double($0.offset + 1) / 8 }?.element ?? .bar8
    }

    private static func forms(_ glyph: Glyph) -> (unicode: Unicode.Scalar, ascii: Unicode.Scalar) {
        switch glyph {
        case .live: ("●", "*")
        case .pending: ("◌", ":")
        case .returned: ("○", "o")
        case .done: ("✓", "v")
        case .failed: ("✗", "x")
        case .current: ("▶", ">")
        case .selected: ("▌", ">")
        case .marked: ("◆", "#")
        case .note: ("✎", "~")
        case .decision: ("⚑", "!")
        case .alert: ("●", "*")
        case .backdated: ("←", "<")
        case .ellipsis: ("…", "~")
        case .separator: ("·", "-")
        case .times: ("×", "x")
        case .dash: ("–", "-")
        case .divider: ("┄", "-")
        case .bullet: ("•", "*")
        case .enter: ("↵", "<")
        case .up: ("↑", "^")
        case .down: ("↓", "v")
        case .left: ("←", "<")
        case .right: ("→", ">")
        case .horizontal: ("─", "-")
        case .vertical: ("│", "|")
        case .cross: ("┼", "+")
        case .cornerTopLeft: ("╭", "+")
        case .cornerTopRight: ("╮", "+")
        case .cornerBottomLeft: ("╰", "+")
        case .cornerBottomRight: ("╯", "+")
        case .teeRight: ("├", "+")
        case .teeLeft: ("┤", "+")
        case .teeDown: ("┬", "+")
        case .teeUp: ("┴", "+")
        case .bar1: ("▁", "_")
        case .bar2: ("▂", "_")
        case .bar3: ("▃", ".")
        case .bar4: ("▄", "-")
        case .bar5: ("▅", "-")
        case .bar6: ("▆", "=")
        case .bar7: ("▇", "=")
        case .bar8: ("█", "#")
        case .filled: ("█", "#")
        case .unfilled: ("░", ".")
        case .moreAbove: ("▲", "^")
        case .moreBelow: ("▼", "v")
        }
    }
}
