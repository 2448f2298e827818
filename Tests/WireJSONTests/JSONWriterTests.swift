import Testing
import WireJSON

@Suite struct JSONWriterTests {
    @Test func commasAndColonsStandWhereTheyBelong() {
        var writer = JSONWriter()
        writer.object {
            $0.member("text", "a")
            $0.member("long", Int64.max)
            $0.member("int", 5)
            $0.member("double", 0.25)
            $0.member("bool", true)
            $0.key("null")
            $0.null()
            $0.key("empty")
            $0.object { _ in }
            $0.key("list")
            $0.array {
                $0.int(1)
                $0.string("two")
                $0.array { _ in }
                $0.object { $0.member("three", 3) }
                $0.bool(false)
            }
            $0.member("last", "z")
        }
        let expected =
            #"{"text":"a","long":9223372036854775807,"int":5,"double":0.25,"bool":true,"null":null,"#
            + #""empty":{},"list":[1,"two",[],{"three":3},false],"last":"z"}"#
        #expect(writer.text == expected)
    }

    @Test func aMemberWithoutValueIsLeftOut() {
        var writer = JSONWriter()
        writer.object {
            $0.member("text", String?.none)
            $0.member("long", Int64?.none)
            $0.member("int", Int?.none)
            $0.member("kept", 1)
            $0.member("double", Double?.none)
            $0.member("bool", Bool?.none)
            $0.member("value", JSONValue?.none)
        }
        #expect(writer.text == #"{"kept":1}"#)
    }

    static let integers: [(Int64, String)] = [
        (0, "0"), (9, "9"), (10, "10"), (-1, "-1"), (-10, "-10"), (1_700_000_000_123, "1700000000123"),
        (.max, "9223372036854775807"), (.min, "-9223372036854775808"),
    ]

    @Test(arguments: integers)
    func integersAreWrittenInFull(number: Int64, text: String) {
        var writer = JSONWriter()
        writer.int(number)
        #expect(writer.text == text)
    }

    static let doubles: [(Double, String)] = [
        (1, "1.0"), (-0.0, "-0.0"), (0.1, "0.1"), (1e16, "1e+16"), (.leastNonzeroMagnitude, "5e-324"),
        (.infinity, "null"),
        (-.infinity, "null"), (.nan, "null"),
    ]

    @Test(arguments: doubles)
    func doublesReadBackAsTheSameNumber(number: Double, text: String) throws {
        var writer = JSONWriter()
        writer.double(number)
        #expect(writer.text == text)
        let value = try JSONDocument(parsing: text).root
        #expect(value.double?.bitPattern == (number.isFinite ? number.bitPattern : nil))
    }

    /// Swift takes these in no literal.
    private static let neverCharacters = String(
        String.UnicodeScalarView([0xFDD0, 0xFDEF, 0xFFFE, 0x1FFFF].compactMap { Unicode.Scalar(UInt32($0)) }))

    static let strings: [(text: String, plain: String, escaped: String)] = [
        ("", "", ""),
        ("plain ascii ~", "plain ascii ~", "plain ascii ~"),
        ("\"\\/", #"\"\\/"#, #"\"\\/"#),
        ("\u{8}\t\n\u{C}\r", #"\b\t\n\f\r"#, #"\b\t\n\f\r"#),
        ("\u{0}\u{1F}\u{1B}[2J", #"\u0000\u001f\u001b[2J"#, #"\u0000\u001f\u001b[2J"#),
        ("eight by eight, then a \" quote", #"eight by eight, then a \" quote"#, #"eight by eight, then a \" quote"#),
        ("\u{7F}\u{80}\u{9F}\u{A0}", "\u{7F}\u{80}\u{9F}\u{A0}", "\\u007f\\u0080\\u009f\u{A0}"),
        ("héllo 日本 👩🏽‍🚒", "héllo 日本 👩🏽‍🚒", "héllo 日本 👩🏽‍🚒"),
        ("a\u{202E}b\u{2066}c\u{61C}\u{200F}", "a\u{202E}b\u{2066}c\u{61C}\u{200F}", #"a\u202eb\u2066c\u061c\u200f"#),
        (
            "\u{AD}\u{34F}\u{180E}\u{200B}\u{2060}\u{FEFF}", "\u{AD}\u{34F}\u{180E}\u{200B}\u{2060}\u{FEFF}",
            #"\u00ad\u034f\u180e\u200b\u2060\ufeff"#
        ),
        ("\u{2028}\u{2029}\u{FFF9}", "\u{2028}\u{2029}\u{FFF9}", #"\u2028\u2029\ufff9"#),
        ("\u{E0041}", "\u{E0041}", #"\udb40\udc41"#),
        ("\u{E000}\u{F0000}\u{10FFFD}", "\u{E000}\u{F0000}\u{10FFFD}", #"\ue000\udb80\udc00\udbff\udffd"#),
        (neverCharacters, neverCharacters, #"\ufdd0\ufdef\ufffe\ud83f\udfff"#),
        ("\u{FFFD}\u{200C}\u{200D}\u{FE0F}", "\u{FFFD}\u{200C}\u{200D}\u{FE0F}", "\u{FFFD}\u{200C}\u{200D}\u{FE0F}"),
    ]

    @Test(arguments: strings)
    func stringsAreEscapedAsAsked(text: String, plain: String, escaped: String) throws {
        for (escapesInvisible, expected) in [(false, plain), (true, escaped)] {
            var writer = JSONWriter(escapingInvisible: escapesInvisible)
            writer.array {
                $0.string(text)
                $0.object { $0.member(text, 1) }
            }
            #expect(Array(writer.text.utf8) == Array("[\"\(expected)\",{\"\(expected)\":1}]".utf8))
            let root = try JSONDocument(parsing: writer.bytes, limits: .trusted).root
            #expect(root.elements.first { _ in true }?.string.map { Array($0.utf8) } == Array(text.utf8))
        }
    }

    /// The writer looks at eight bytes at a time: every byte in every place of such a word, and every neighbour.
    @Test(arguments: 0..<17)
    func everyASCIIByteIsWrittenRightInEveryPlace(place: Int) throws {
        for byte in UInt8(0)...0x7F {
            for filler in [UInt8(ascii: "a"), 0x20, 0x7F, 0x23, 0x5D] {
                var bytes = [UInt8](repeating: filler, count: 17)
                bytes[place] = byte
                let text = String(decoding: bytes, as: UTF8.self)
                var writer = JSONWriter()
                writer.string(text)
                #expect(try JSONDocument(parsing: writer.bytes, limits: .trusted).root.string == text)
            }
        }
    }

    @Test func rawValuesAreTakenAsTheyStand() {
        var writer = JSONWriter()
        writer.array {
            $0.raw(Array("{\"a\":1}".utf8))
            $0.raw("[2]")
            $0.int(3)
        }
        Array("null".utf8).withUnsafeBytes { writer.raw($0) }
        #expect(writer.text == #"[{"a":1},[2],3],null"#)
    }

    @Test func linesHoldOneTextEach() {
        var writer = JSONWriter()
        for number in 1...2 {
            writer.object { $0.member("line", number) }
            writer.newline()
        }
        #expect(writer.text == "{\"line\":1}\n{\"line\":2}\n")
        writer.removeAll()
        writer.int(1)
        #expect(writer.text == "1")
    }

    @Test func aValueOfADocumentIsWrittenAsAMember() throws {
        let labels = try JSONDocument(parsing: #"{"labels": {"b": [1, 2.50], "a": "\u0041"}}"#).root["labels"]
        var writer = JSONWriter()
        writer.object { $0.member("copy", labels) }
        #expect(writer.text == #"{"copy":{"b":[1,2.5],"a":"A"}}"#)
    }
}
