import Canvas
import SeededRandom
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
    private static func decode(_ bytes: [UInt8], expiring: Bool = true) -> [InputEvent] {
        var decoder = InputDecoder(escapeDelay: .milliseconds(25))
        var events: [InputEvent] = []
        for byte in bytes { decoder.take(byte, into: &events) }
        if expiring { decoder.expire(into: &events) }
        return events
    }

    private static func decode(_ text: String, expiring: Bool = true) -> [InputEvent] {
        decode(Array(text.utf8), expiring: expiring)
    }

    @Test(arguments: [
        ("j", Key.character("j")), ("G", .character("G")), (" ", .character(" ")), ("ß", .character("ß")),
        ("界", .character("界")),
        ("🚨", .character("🚨")), ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace),
        ("\u{8}", .backspace),
        ("\u{1}", .control("a")), ("\u{1A}", .control("z")), ("\u{0}", .control("@")), ("\u{1C}", .control("\\")),
        ("\u{1B}", .escape), ("\u{1B}x", .alt("x")), ("\u{1B}é", .alt("é")), ("\u{1B} ", .alt(" ")),
    ])
    func aKeyByItself(bytes: String, key: Key) {
        #expect(InputDecoderTests.decode(bytes) == [.key(key)])
    }

    @Test(arguments: [
        // Arrows in normal and application mode
        ("[A", Key.up), ("[B", .down), ("[C", .right), ("[D", .left), ("OA", .up), ("OB", .down), ("OC", .right),
        ("OD", .left),
        // Home and End of xterm, the VT220, tmux, rxvt
        ("[H", .home), ("OH", .home), ("[1~", .home), ("[7~", .home), ("[F", .end), ("OF", .end), ("[4~", .end),
        ("[8~", .end),
        ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown), ("[Z", .backTab),
        // F1 of xterm, rxvt, the Linux console; F5 of xterm and the console; the rest
        ("OP", .function(1)), ("[11~", .function(1)), ("[[A", .function(1)), ("[15~", .function(5)),
        ("[[E", .function(5)),
        ("OS", .function(4)), ("[17~", .function(6)), ("[21~", .function(10)), ("[24~", .function(12)),
        ("[25~", .function(13)),
        ("[34~", .function(20)), ("[1;2P", .function(13)), ("[24;2~", .function(24)),
        // Shift makes no difference to keys that have no capital
        ("[1;2A", .up), ("[5;2~", .pageUp), ("[1;1B", .down),
        // The keypad
        ("OM", .enter), ("Oq", .character("1")), ("Ok", .character("+")),
    ])
    func aSequenceIsItsKey(rest: String, key: Key) {
        #expect(InputDecoderTests.decode("\u{1B}" + rest, expiring: false) == [.key(key)])
    }

    @Test(arguments: [
        "[99;5X", "[1;5A", "[3;5~", "[2~", "[?1;2c", "[>0;10;1c", "[12;40R", "[?2026;2$y", "[;;;;;;u", "[97;5u",
        "[200x",
        "]11;rgb:0000/0000/0000\u{7}", "]11;rgb:ffff/ffff/ffff\u{1B}\\", "P1$r0m\u{1B}\\", "_kitty\u{1B}\\",
        "]52;c;AAAA\u{18}",
        "[<64;1M", "[<0;0;0M", "[<128;3;3M", "[<35;3;3M", "[M\u{1}\u{1}\u{1}", "Oz", "[[Z", "[1\u{3A}2A", "\r",
        "\u{7F}",
    ])
    func anUnknownSequenceIsSwallowedWhole(rest: String) {
        #expect(InputDecoderTests.decode("\u{1B}" + rest + "q", expiring: false) == [.key(.character("q"))])
    }

    @Test func aBrokenSequenceGivesWayToWhatBreaksIt() {
        #expect(InputDecoderTests.decode("\u{1B}[12\u{1B}[A") == [.key(.up)])
        #expect(InputDecoderTests.decode("\u{1B}[1\r") == [.key(.enter)])
        #expect(InputDecoderTests.decode("\u{1B}]0;title\u{1B}[B") == [.key(.down)])
        #expect(InputDecoderTests.decode([0xE7, 0x95, 0x6A]) == [.key(.character("j"))])
        #expect(InputDecoderTests.decode("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
    }

    @Test func bytesThatAreNoTextBecomeNothing() {
        #expect(InputDecoderTests.decode([0x80, 0x9B, 0xC0, 0xAF, 0xF5, 0xFF, 0xC2, 0x9B, 0xED, 0xA0, 0x80]) == [])
        #expect(InputDecoderTests.decode([0xF4, 0x90, 0x80, 0x80]) == [])
    }

    @Test func pastedTextIsOneEventAndItsLineEndsAreNotEnter() {
        #expect(
            InputDecoderTests.decode("\u{1B}[200~one\rtwo\r\nthree\nq\u{1B}[201~k", expiring: false)
                == [.paste("one\ntwo\nthree\nq"), .key(.character("k"))])
        #expect(InputDecoderTests.decode("\u{1B}[200~\u{1B}[201~") == [.paste("")])
        #expect(InputDecoderTests.decode("\u{1B}[201~q") == [.key(.character("q"))])
        #expect(
            InputDecoderTests.decode([0x1B, 0x5B, 0x32, 0x30, 0x30, 0x7E, 0xFF] + Array("\u{1B}[201~".utf8)) == [
                .paste("\u{FFFD}")
            ])
    }

    @Test func sequencesInsideAPasteAreText() {
        #expect(
            InputDecoderTests.decode("\u{1B}[200~\u{1B}[2\u{1B}[20\u{1B}\u{1B}[A\u{1B}[201~", expiring: false)
                == [.paste("\u{1B}[2\u{1B}[20\u{1B}\u{1B}[A")])
    }

    @Test func aPasteWithoutEndIsDeliveredWhenItStops() {
        #expect(InputDecoderTests.decode("\u{1B}[200~half", expiring: false) == [])
        #expect(InputDecoderTests.decode("\u{1B}[200~half") == [.paste("half")])
    }

    @Test func aPasteIsCutAtItsLimit() throws {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: InputDecoder.pasteLimit + 10)
        let events = InputDecoderTests.decode(
            Array("\u{1B}[200~".utf8) + long + Array("\u{1B}[201~q".utf8), expiring: false)
        guard case .paste(let text)? = events.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == InputDecoder.pasteLimit)
        #expect(events.dropFirst() == [.key(.character("q"))])
    }

    @Test(arguments: [
        ("[<0;1;1M", MouseEvent(.press(.left), at: Point(column: 0, row: 0))),
        ("[<0;300;40m", MouseEvent(.release(.left), at: Point(column: 299, row: 39))),
        ("[<1;5;6M", MouseEvent(.press(.middle), at: Point(column: 4, row: 5))),
        ("[<34;5;6M", MouseEvent(.drag(.right), at: Point(column: 4, row: 5))),
        ("[<64;5;6M", MouseEvent(.wheelUp, at: Point(column: 4, row: 5))),
        ("[<65;5;6M", MouseEvent(.wheelDown, at: Point(column: 4, row: 5))),
        ("[<4;5;6M", MouseEvent(.press(.left), at: Point(column: 4, row: 5))),
        ("[M !!", MouseEvent(.press(.left), at: Point(column: 0, row: 0))),
        ("[M#%&", MouseEvent(.release(.left), at: Point(column: 4, row: 5))),
        ("[M`%&", MouseEvent(.wheelUp, at: Point(column: 4, row: 5))),
    ])
    func theMouseSpeaksItsNewFormAndItsOld(rest: String, event: MouseEvent) {
        #expect(InputDecoderTests.decode("\u{1B}" + rest, expiring: false) == [.mouse(event)])
    }

    @Test func theFocusComesAndGoes() {
        #expect(InputDecoderTests.decode("\u{1B}[O\u{1B}[I", expiring: false) == [.focus(false), .focus(true)])
    }

    @Test func onlyWhatIsUnfinishedIsWaitedFor() {
        var decoder = InputDecoder(escapeDelay: .milliseconds(7))
        var events: [InputEvent] = []
        #expect(decoder.patience == nil)
        decoder.take(0x1B, into: &events)
        #expect(decoder.patience == .milliseconds(7))
        decoder.take(UInt8(ascii: "["), into: &events)
        #expect(decoder.patience == .milliseconds(250))
        decoder.take(UInt8(ascii: "A"), into: &events)
        #expect(decoder.patience == nil)
        #expect(events == [.key(.up)])
    }

    @Test(arguments: UInt64(1)...200) func anyBytesAreTakenAndTheNextKeyIsHeard(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var decoder = InputDecoder(escapeDelay: .milliseconds(25))
        let favourites =
            Array("\u{1B}[O]<;0123456789~MmPq\u{7}\\ \u{1B}[200~\u{1B}[201~".utf8) + [0xC3, 0xE7, 0xF0, 0x80, 0xFF]
        var events: [InputEvent] = []
        for _ in 0..<2000 {
            let byte: UInt8 =
                Bool.random(using: &generator)
                ? favourites.randomElement(using: &generator) ?? 0 : .random(in: 0...255, using: &generator)
            decoder.take(byte, into: &events)
        }
        decoder.expire(into: &events)
        #expect(decoder.patience == nil)
        events = []
        decoder.take(UInt8(ascii: "q"), into: &events)
        #expect(events == [.key(.character("q"))], "seed \(seed)")
    }
}
