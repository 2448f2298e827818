/// How many columns a terminal gives a scalar, as ncurses 6.4 sees it.
///
/// ncurses asks glibc's `wcwidth`; this is glibc 2.36's answer in the locale `C.UTF-8`, kept in a generated table so
/// that layout needs no C, no locale, and is the same on every machine.
public enum DisplayWidth {
    /// The columns of a scalar: 1 or 2, 0 for marks and other zero-width scalars (and for NUL), -1 for what is not
    /// printable, such as controls, separators of lines and paragraphs, unassigned scalars and noncharacters.
    public static func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        switch value {
        case 0x20...0x7E, 0xA0...0x2FF: return 1
        // Box drawing and blocks, braille, kanji, Hangul: what screens are full of need not be searched for.
        case 0x2500...0x259F, 0x2800...0x28FF: return 1
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3: return 2
        case 0: return 0
        case 1...0x9F: return -1
        default: return columnsInTable(of: value)
        }
    }

    /// The last run that starts at or before `value` decides.
    private static func columnsInTable(of value: UInt32) -> Int {
        let key = value << 4 | 0xF
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle] <= key {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low > 0 else { return -1 }
        let columns = runs[low - 1] & 0xF
        return columns == 0xF ? -1 : Int(columns)
    }
}
