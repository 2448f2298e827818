/// Characters that cannot be seen or that change how their neighbours are shown.
///
/// Joiners (U+200C, U+200D) and variation selectors are not among them: scripts and emoji need them.
enum InvisibleScalars {
    /// Whether the character is one of them.
    static func contain(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return switch value {
        case 0x00...0x1F, 0x7F...0x9F: true  // controls
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // direction
        case 0x00AD, 0x034F, 0x180E, 0x200B, 0x2060...0x2064, 0xFEFF: true  // no width
        case 0x2028, 0x2029, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true  // line ends, annotations, tags
        case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: true  // private use
        case 0xFDD0...0xFDEF: true  // never characters
        default: value & 0xFFFE == 0xFFFE  // never characters either
        }
    }
}
