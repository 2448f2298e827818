import Dialects
import Testing
import WarRoom

@Suite("JSON with the usual flaws")
struct ForeignJSONTests {
    /// Posts one alert with this annotation's bytes between the quotes, and returns what became of it.
    private func annotation(_ bytes: [UInt8]) -> String? {
        var room = TestRoom()
        let body = Array(#"[{"labels":{"a":"b"},"annotations":{"x":""#.utf8) + bytes + Array(#""}}]"#.utf8)
        #expect(room.send("POST", "/api/v2/alerts", bytes: body).status == 200)
        return room.onlyAlert?.annotations["x"]
    }

    @Test(arguments: [
        (#"a\u0000b"#, "a\u{FFFD}b"), (#"a\\u0000b"#, #"a\u0000b"#), (#"\ud83d"#, "\u{FFFD}"),
        (#"\udd34x"#, "\u{FFFD}x"),
        (#"\ud83d\ud83d\udd34"#, "\u{FFFD}🔴"), (#"\ud83d\udd34"#, "🔴"), (#"\u0000\ud83d\udd34"#, "\u{FFFD}🔴"),
    ])
    func brokenCharactersDoNotCostTheAlert(_ written: String, _ read: String) {
        #expect(annotation(Array(written.utf8)) == read)
    }

    @Test(
        arguments: [
            ([0x61, 0xE4, 0x62], "a\u{FFFD}b"), ([0xF0, 0x9F, 0x94], "\u{FFFD}"), ([0xC3, 0xA4], "ä"),
            ([0xFF, 0xFE], "\u{FFFD}\u{FFFD}"),
        ] as [([UInt8], String)])
    func bytesThatAreNoUTF8DoNotCostTheAlert(_ bytes: [UInt8], _ read: String) {
        #expect(annotation(bytes) == read)
    }

    @Test func aByteOrderMarkIsSkipped() {
        var room = TestRoom()
        #expect(room.send("POST", "/alerts", "\u{FEFF}{\"title\":\"T\"}").status == 200)
    }

    @Test(arguments: [
        ("18446744073709551615", "18446744073709551615"), ("-99999999999999999999", "-99999999999999999999"),
        ("1e999", "1e999"), ("9223372036854775807", "9223372036854775807"), ("1.50", "1.5"),
    ])
    func numbersOfAnySizeAreTaken(_ written: String, _ read: String) {
        var room = TestRoom()
        room.send(
            "POST", "/alerts", #"{"title":"T","labels":{"n":\#(written),"text":"12345678901234567890123"}}"#)
        #expect(room.onlyAlert?.labels["n"] == read)
    }

    @Test(arguments: ["{", "[1,]", "{'a':1}", "[\"\\u12G4\"]", "[\"\\", "nul", "[01]", "\u{0}", "[\"\\u00"])
    func whatIsNoJSONStaysRefused(_ body: String) {
        var room = TestRoom()
        #expect(room.send("POST", "/api/v2/alerts", body).status == 400)
        #expect(room.problems.count == 1)
    }

    @Test func depthIsLimited() {
        var room = TestRoom()
        let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
        #expect(room.send("POST", "/api/v2/alerts", deep).status == 400)
    }
}
