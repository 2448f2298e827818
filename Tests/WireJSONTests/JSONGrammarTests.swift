import Testing
import WireJSON

@Suite struct JSONGrammarTests {
    static let wellFormed: [(text: String, compact: String)] = [
        ("null", "null"),
        (" true\n", "true"),
        ("false", "false"),
        (#""""#, #""""#),
        ("[]", "[]"),
        ("{}", "{}"),
        ("\t[ 1 ,\r\n2 ] ", "[1,2]"),
        (#"{ "b" : 1, "a" : { } }"#, #"{"b":1,"a":{}}"#),
        (#"{"":{"":""}}"#, #"{"":{"":""}}"#),
        (#"["\u0061\/\b\f\n\r\t\"\\"]"#, #"["a/\b\f\n\r\t\"\\"]"#),
        (#""\u00e9\u65e5\u202E""#, "\"é日\u{202E}\""),
        (#""\ud83d\ude92\uD83D\uDE92""#, #""🚒🚒""#),
        (#""\u007f\u001f\u0001""#, "\"\u{7F}\\u001f\\u0001\""),
        (#"[[[["deep"]]],[null]]"#, #"[[[["deep"]]],[null]]"#),
        (#"{"a":[{"b":[]},{}],"c":null}"#, #"{"a":[{"b":[]},{}],"c":null}"#),
        ("\"\u{FEFF}\"", "\"\u{FEFF}\""),
    ]

    @Test(arguments: wellFormed)
    func aWellFormedTextIsReadAndWrittenCompactly(text: String, compact: String) throws {
        var writer = JSONWriter()
        try JSONDocument(parsing: text).root.write(to: &writer)
        #expect(writer.text == compact)
    }

    static let malformed: [(text: String, reason: String, offset: Int)] = [
        ("nul!", "expected true, false or null", 3),
        ("yes", "expected a value", 0),
        ("[1 2]", "expected , or ] after the element", 3),
        ("[1,]", "expected a value", 3),
        ("[,1]", "expected a value", 1),
        ("[1}", "expected , or ] after the element", 2),
        ("1 2", "more text follows after the value", 2),
        ("{}{}", "more text follows after the value", 2),
        ("]", "expected a value", 0),
        ("{\"a\":1,}", "expected a key in double quotes", 7),
        ("{a:1}", "expected a key in double quotes", 1),
        ("{1:1}", "expected a key in double quotes", 1),
        ("{'a':1}", "expected a key in double quotes", 1),
        ("{\"a\" 1}", "expected : after the key", 5),
        ("{\"a\":}", "expected a value", 5),
        ("{\"a\":1 \"b\":2}", "expected , or } after the member", 7),
        ("// note\n1", "expected a value", 0),
        ("[1] é", "more text follows after the value", 4),
        (#""\x""#, #"this escape is not known; write a backslash as \\"#, 1),
        (#""\u12g4""#, #"expected four hexadecimal digits after \u"#, 5),
        ("\"a\nb\"", #"a control character stands in a string; write it as \u00XX"#, 2),
        ("\"a\u{0}b\"", #"a control character stands in a string; write it as \u00XX"#, 2),
        (#"["\ud83d"]"#, #"this \u escape is half of a surrogate pair"#, 2),
        (#"["\ude92"]"#, #"this \u escape is half of a surrogate pair"#, 2),
        (#""\ud83d\n""#, #"this \u escape is half of a surrogate pair"#, 1),
        (#""\ud83d\u0061""#, #"this \u escape is half of a surrogate pair"#, 1),
        (#""\ud83d\ud83d""#, #"this \u escape is half of a surrogate pair"#, 1),
        ("01", "a number must not start with 0", 1),
        ("-01", "a number must not start with 0", 2),
        ("[+1]", "expected a value", 1),
        ("[.5]", "expected a value", 1),
        ("[-]", "expected a digit", 2),
        ("[1.]", "expected a digit after the decimal point", 3),
        ("[1e]", "expected a digit in the exponent", 3),
        ("[1e+]", "expected a digit in the exponent", 4),
        ("[0x10]", "expected , or ] after the element", 2),
        ("NaN", "expected a value", 0),
        ("Infinity", "expected a value", 0),
    ]

    @Test(arguments: malformed)
    func aMalformedTextIsRefusedWithReasonAndPlace(text: String, reason: String, offset: Int) {
        #expect(throws: JSONError.malformed(reason: reason, offset: offset)) { try JSONDocument(parsing: text) }
    }

    @Test(arguments: [
        "[", "[1", "[1,", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "\"a", "\"\\", "\"\\u00", "tru", "-", "1e",
        "1.",
    ])
    func aTextThatStopsEndsEarlyAtItsEnd(text: String) {
        #expect(throws: JSONError.endsEarly(offset: text.utf8.count)) { try JSONDocument(parsing: text) }
    }

    @Test(arguments: ["", " ", "\n\t\r "])
    func nothingIsEmpty(text: String) {
        #expect(throws: JSONError.empty) { try JSONDocument(parsing: text) }
        #expect(throws: JSONError.empty) { try JSONDocument(parsing: UnsafeRawBufferPointer(start: nil, count: 0)) }
    }

    static let notUTF8: [(bytes: [UInt8], offset: Int)] = [
        ([0x22, 0x80, 0x22], 1),  // a continuation alone
        ([0x22, 0xC3, 0x22], 1),  // a character cut short
        ([0x22, 0xC0, 0xAF, 0x22], 1),  // overlong, two bytes
        ([0x22, 0xE0, 0x80, 0xAF, 0x22], 1),  // overlong, three bytes
        ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),  // a surrogate
        ([0x22, 0x61, 0xF4, 0x90, 0x80, 0x80, 0x22], 2),  // beyond U+10FFFF
        ([0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22], 1),  // five bytes
        ([0x22, 0xFF, 0x22], 1),
        ([0x5B, 0x31, 0x5D, 0xFF], 3),  // outside of a string
        ([0x22, 0xE6, 0x97], 1),  // cut short by the end
    ]

    @Test(arguments: notUTF8)
    func bytesThatAreNotUTF8AreRefusedWithTheirPlace(bytes: [UInt8], offset: Int) {
        #expect(throws: JSONError.notUTF8(reason: "this is not UTF-8", offset: offset)) {
            try JSONDocument(parsing: bytes)
        }
    }

    static let otherEncodings: [(bytes: [UInt8], hint: String)] = [
        ([0xEF, 0xBB, 0xBF] + Array("{}".utf8), "byte order mark"),
        ([0xFE, 0xFF, 0x00, 0x7B, 0x00, 0x7D], "UTF-16"),
        ([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], "UTF-16"),
        ([0x7B, 0x00, 0x7D, 0x00], "UTF-16"),
        ([0x00, 0x7B, 0x00, 0x7D], "UTF-16"),
        ([0x00, 0x00, 0x00, 0x7B, 0x00, 0x00, 0x00, 0x7D], "UTF-32"),
    ]

    @Test(arguments: otherEncodings)
    func byteOrderMarksAndWiderEncodingsAreNamed(bytes: [UInt8], hint: String) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes) }
        #expect(error?.description.contains(hint) == true)
        #expect(error?.offset == 0)
    }

    @Test func anErrorIsASentenceWithItsPlace() {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: "[1 2]") }
        #expect(error?.description == "the JSON is not well formed at byte 3: expected , or ] after the element")
    }
}
