import SeededRandom
import Testing

@testable import PlainText

@Suite struct JSONTests {
    @Test func aDocumentOfPlainASCIIComesBackAsItIs() {
        let document = #"{"title":"disk \"/\" 91 %","count":3,"path":"C:\\n"}"#
        #expect(SafeText.json(document).string == document)
    }

    @Test func whitespaceBetweenTokensStaysWhitespace() {
        #expect(SafeText.json("{\r\n\t\"a\" : 1\n}\n").string == "{   \"a\" : 1 } ")
    }

    @Test(arguments: HostileText.seeds)
    func aStringMeansTheSameAfterwards(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<600 {
            let raw = HostileText.random(using: &generator)
            let document = Self.encoded(raw)
            let units = Self.decoded(SafeText.json(document).string)
            #expect(units == Array(raw.utf16), "seed \(seed): \(HostileText.dump(raw))")
        }
    }

    /// The shortest valid JSON string: only what the format demands is escaped.
    private static func encoded(_ raw: String) -> String {
        var document = "\""
        for scalar in raw.unicodeScalars {
            switch scalar {
            case "\"", "\\": document += "\\" + String(scalar)
            case "\n": document += "\\n"
            case "\u{0}"..."\u{1F}":
                document += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: document.unicodeScalars.append(scalar)
            }
        }
        return document + "\""
    }

    /// The UTF-16 units of a JSON string, or nil if it is not one.
    private static func decoded(_ document: String) -> [UInt16]? {
        var rest = Array(document.utf16)[...]
        guard rest.popFirst() == 0x22, rest.popLast() == 0x22 else { return nil }
        var units: [UInt16] = []
        while let unit = rest.popFirst() {
            guard unit >= 0x20, unit != 0x22 else { return nil }
            guard unit == 0x5C else {
                units.append(unit)
                continue
            }
            switch rest.popFirst() {
            case 0x22: units.append(0x22)
            case 0x5C: units.append(0x5C)
            case 0x6E: units.append(0x0A)
            case 0x75:
                guard let value = UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16) else {
                    return nil
                }
                units.append(value)
                rest = rest.dropFirst(4)
            default: return nil
            }
        }
        return units
    }
}
