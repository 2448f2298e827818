/// What the neutraliser has to know about a scalar. One scalar at a time: a `Character` may be megabytes long.
enum ScalarClass: Equatable {
    /// Shown as it is; takes one or two columns.
    case graphic(columns: Int)
    /// Takes no column and is drawn on the base before it: combining marks, Hangul vowels and finals.
    case mark
    /// ZWJ and ZWNJ.
    case joiner
    case variationSelector
    case skinTone
    /// C0, DEL and C1, so LF, CR and TAB too.
    case control
    /// Never shown as it is: bidirectional controls, invisible, private, unassigned scalars and noncharacters.
    case hidden

    /// By ranges of Unicode 14, wider than its data where a whole block is meant for the same thing.
    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF:
            self = .graphic(columns: 1)
        case 0...0x1F, 0x7F...0x9F:
            self = .control
        case 0x200C, 0x200D:
            self = .joiner
        case 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
            self = .variationSelector
        case 0x1F3FB...0x1F3FF:
            self = .skinTone
        default:
            self = ScalarClass.isHidden(scalar.value) ? .hidden : ScalarClass(columns: DisplayWidth.columns(of: scalar))
        }
    }

    private init(columns: Int) {
        switch columns {
        case 1, 2: self = .graphic(columns: columns)
        case 0: self = .mark
        default: self = .hidden
        }
    }

    private static func isHidden(_ value: UInt32) -> Bool {
        switch value {
        // Bidi_Control, all twelve.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        // Soft hyphen, grapheme joiner, Mongolian vowel separator, zero width space, separators, word joiner and
        // invisible operators, deprecated formatting, byte order mark, annotation, tags.
        case 0x00AD, 0x034F, 0x180E, 0x200B, 0x2028, 0x2029, 0x2060...0x2065, 0x206A...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        // Hangul fillers (favourites for blank names), Khmer inherent vowels; hieroglyph, shorthand, music formatting.
        case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5: true
        case 0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: true
        // Private use and the noncharacters inside its planes.
        case 0xE000...0xF8FF, 0xF0000...0x10FFFF: true
        default: false
        }
    }
}
