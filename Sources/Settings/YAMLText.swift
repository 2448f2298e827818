/// Writes single values as YAML.
enum YAMLText {
    /// The text as a scalar: plain where no reader can take it for anything else, else in double quotes with the
    /// escapes of YAML 1.2.2, 5.7.
    static func scalar(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    /// The text in double quotes.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case " "..."~": result.unicodeScalars.append(scalar)
            default: result += escape(scalar.value)
            }
        }
        return result + "\""
    }

    /// Letters, digits and what stands inside addresses and paths; it begins and ends with neither.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return (isWordByte(first) || first == UInt8(ascii: "/")) && isWordByte(last)
            && text != "null" && text.utf8.allSatisfy { isWordByte($0) || [0x2D, 0x2E, 0x2F, 0x3A, 0x5F].contains($0) }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        let (letter, width) =
            switch value {
            case ...0xFF: ("x", 2)
            case ...0xFFFF: ("u", 4)
            default: ("U", 8)
            }
        return "\\" + letter + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
