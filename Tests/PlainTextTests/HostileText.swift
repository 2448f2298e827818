import SeededRandom
import Testing

/// Strings of what terminals, layouts and parsers stumble over.
enum HostileText {
    static let seeds: [UInt64] = [1, 2, 3, 0x5EED, 0xDEAD_BEEF]

    /// Pieces that matter together: the starts of escapes, of our own notation, and what may stand beside them.
    private static let pieces: [String] = [
        "\u{1B}", "\u{1B}[", "\u{1B}]0;", "\u{7}", "\u{9B}", "\u{9D}", "\u{90}", "\u{85}", "\u{7F}", "\u{0}",
        "\r", "\n", "\r\n", "\t", " ", "  ", "\\", "\\x", "\\+", "<", "<U", "<U+", "<U+202E>", "+", ">", "U", "<+3>",
        "^[",
        "\u{202E}", "\u{2066}", "\u{200E}", "\u{61C}", "\u{200B}", "\u{FEFF}", "\u{2028}", "\u{AD}", "\u{E0041}",
        "\u{3164}",
        "\u{200C}", "\u{200D}", "\u{FE0F}", "\u{FE0E}", "\u{180B}", "\u{E0100}", "\u{1F3FB}", "\u{1F3FF}",
        "\u{301}", "\u{316}", "\u{20E3}", "\u{1160}", "\u{1161}", "\u{11A8}", "\u{25CC}",
        "界", "한", "\u{1112}", "ガ", "🔥", "👍", "👩", "\u{1F1E9}", "\u{1F1EA}", "⚠", "…", "─", "é", "ß",
        "\u{D7FF}", "\u{E000}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{1FAE8}", "\u{F0000}", "\u{10FFFF}",
        "a", "e", "word", "\"", "{", "0",
    ]

    static func random(using generator: inout SplitMix64, pieces count: Int = 24) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...count, using: &generator) {
            switch Int.random(in: 0..<12, using: &generator) {
            case 0:
                // Any scalar at all; the surrogates between do not exist in Swift.
                let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
                text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{D7FF}")
            case 1:
                text += String(repeating: "\u{301}", count: Int.random(in: 1...9, using: &generator))
            default:
                text += pieces.randomElement(using: &generator) ?? ""
            }
        }
        return text
    }

    static func randomBytes(using generator: inout SplitMix64) -> [UInt8] {
        var bytes = Array(random(using: &generator).utf8)
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let position = Int.random(in: 0...bytes.count, using: &generator)
            if Bool.random(using: &generator), position < bytes.count {
                bytes.remove(at: position)
            } else {
                bytes.insert(UInt8.random(in: 0x80...0xFF, using: &generator), at: position)
            }
        }
        return bytes
    }

    /// Scalars as hexadecimal, so that a failing text does not do in the test's log what it is meant to do.
    static func dump(_ text: String) -> String {
        text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
    }

    /// A text to hand to a test: only its dump is printed.
    struct Sample: ExpressibleByStringLiteral, CustomTestStringConvertible, Sendable {
        let text: String

        init(stringLiteral value: String) {
            text = value
        }

        var testDescription: String { dump(text) }
    }
}
