/// What a theme may be called: the name is also a file's name, so nothing that could lead out of a folder is one.
public enum ThemeName {
    /// The rule in words, to stand after "expected".
    public static let words = "1 to 64 of a-z, 0-9, dot, dash and underscore, of which a letter or digit is first"

    /// Whether the text is `[a-z0-9][a-z0-9._-]{0,63}`.
    public static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, (1...64).contains(text.utf8.count), isLetterOrDigit(first) else {
            return false
        }
        return text.utf8.allSatisfy {
            isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
