import SeededRandom
import Testing

@testable import PlainText

/// What really happened to other programs, and random relatives of it, through every sink.
@Suite struct HostileTextTests {
    struct Attack: CustomTestStringConvertible {
        let testDescription: String
        let raw: String

        init(_ name: String, _ raw: String) {
            testDescription = name
            self.raw = raw
        }
    }

    static let attacks = [
        Attack("set and report the title", "\u{1B}]0;rm -rf ~\u{7}\u{1B}[21t"),
        Attack("title report as C1", "\u{9D}2;x\u{9C}\u{9B}21t"),
        Attack("DECRQSS reply", "\u{1B}P$q\nrm -rf ~\n\u{1B}\\"),
        Attack("DECRQSS as C1", "\u{90}$q\nid\n\u{9C}"),
        Attack("font reply", "\u{1B}]50;?\u{7}"),
        Attack("graphics reply", "\u{1B}G Q"),
        Attack("clipboard write", "\u{1B}]52;c;cm0gLXJmIH4=\u{7}"),
        Attack("hyperlink", "\u{1B}]8;;http://evil.example\u{1B}\\ok\u{1B}]8;;\u{1B}\\"),
        Attack("clear the screen", "\u{1B}[2J\u{1B}[H all clear"),
        Attack("clear the screen as C1", "\u{9B}2J"),
        Attack("full reset", "\u{1B}c"),
        Attack("unterminated OSC", "\u{1B}]0;swallows what follows"),
        Attack("unterminated DCS", "\u{1B}Pswallows what follows"),
        Attack("unterminated C1 strings", "\u{90}x\u{98}x\u{9D}x\u{9E}x\u{9F}"),
        Attack("line drawing set", "\u{1B}(0 \u{E}"),
        Attack("overwriting", "FAILED\rpassed\u{8}\u{8}\u{8}"),
        Attack("a line of our own", "ok\n[ACKNOWLEDGED] by you\r\n\u{B}\u{C}\u{85}\u{2028}"),
        Attack("bidirectional override", "access \u{202E}txt.exe\u{202C}\u{2066}\u{2069}"),
        Attack("invisible name", "\u{3164}\u{FFA0}\u{115F}\u{2063}\u{200B}"),
        Attack("hidden instructions", "ok\u{E0065}\u{E0076}\u{E0069}\u{E006C}"),
        Attack("bytes in variation selectors", "🔥" + String(repeating: "\u{E01EF}\u{FE00}", count: 500)),
        Attack("thousands of joiners", "a" + String(repeating: "\u{200D}", count: 3000)),
        Attack("thousands of marks on nothing", String(repeating: "\u{20DD}", count: 3000)),
        Attack("thousands of escapes", String(repeating: "x\u{1B}", count: 3000)),
    ]

    @Test(arguments: attacks, SafeOutput.Sink.allCases)
    func anAttackComesOutAsPlainText(attack: Attack, sink: SafeOutput.Sink) {
        let text = sink.neutralise(attack.raw)
        let fault = SafeOutput.fault(in: text, sink: sink)
        #expect(fault == nil)
        #expect(text.string.utf8.count <= attack.raw.utf8.count * 9)
    }

    /// The crash of CVE-2021-27135, and two megabytes in one `Character`.
    @Test func aMillionCombiningMarksAreCountedOrEscaped() {
        let raw = "e" + String(repeating: "\u{301}", count: 1_000_000)
        let kept = "e\u{301}\u{301}\u{301}\u{301}"
        let cell = SafeText.cell(raw)
        #expect(cell.string == kept + "<+999996>")
        #expect(cell.width == 10)
        let line = SafeText.line(raw)
        #expect(line.string == kept + String(repeating: "<U+0301>", count: 999_996))
        #expect(line.width == 1 + 8 * 999_996)
        #expect(SafeText.json(raw).string == kept + String(repeating: "\\u0301", count: 999_996))
    }

    @Test(arguments: attacks)
    func anAttackIsLaidOutWithinItsColumns(attack: Attack) {
        let lines = SafeText.lines(attack.raw, limit: 50)
        #expect(lines.count <= 50)
        for line in lines {
            #expect(SafeOutput.fault(in: line, sink: .cell) == nil)
            #expect(line.truncated(to: 20).width <= 20)
            #expect(line.wrapped(to: 20).allSatisfy { $0.width <= 20 })
        }
    }

    @Test(arguments: HostileText.seeds)
    func everySinkGivesOnlyAllowedOutput(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<600 {
            let raw = HostileText.random(using: &generator)
            for sink in SafeOutput.Sink.allCases {
                let fault = SafeOutput.fault(in: sink.neutralise(raw), sink: sink)
                #expect(fault == nil, "seed \(seed), \(sink): \(HostileText.dump(raw))")
            }
        }
    }

    @Test(arguments: HostileText.seeds)
    func rawBytesGiveOnlyAllowedOutput(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<600 {
            let raw = HostileText.randomBytes(using: &generator)
            for isName in [false, true] {
                let cell = SafeText.cell(bytes: raw, isName: isName)
                #expect(SafeOutput.fault(in: cell, sink: isName ? .name : .cell) == nil, "seed \(seed): \(raw)")
                let line = SafeText.line(bytes: raw, isName: isName)
                #expect(SafeOutput.fault(in: line, sink: isName ? .lineOfName : .line) == nil, "seed \(seed): \(raw)")
            }
        }
    }

    @Test(arguments: HostileText.seeds)
    func aCellNeutralisedAgainIsTheSame(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<600 {
            let raw = HostileText.random(using: &generator)
            for isName in [false, true] {
                let once = SafeText.cell(raw, isName: isName)
                let twice = SafeText.cell(once.string, isName: isName)
                #expect(
                    twice.string.utf8.elementsEqual(once.string.utf8) && twice.width == once.width,
                    "seed \(seed): \(HostileText.dump(raw))")
            }
        }
    }

    @Test(arguments: HostileText.seeds)
    func piecesPutTogetherAreSafe(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<300 {
            let parts = (0..<4).map { _ in SafeText.line(HostileText.random(using: &generator, pieces: 4)) }
            let whole = parts.joined(separator: .cell(HostileText.random(using: &generator, pieces: 2)))
            #expect(SafeOutput.fault(in: whole, sink: .line) == nil, "seed \(seed): \(HostileText.dump(whole.string))")
        }
    }

    @Test(arguments: HostileText.seeds)
    func aLineIsRestoredExactly(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<600 {
            let raw = HostileText.random(using: &generator)
            for isName in [false, true] {
                let restored = SafeText.restored(fromLine: SafeText.line(raw, isName: isName).string)
                #expect(
                    try #require(restored).unicodeScalars.elementsEqual(raw.unicodeScalars),
                    "seed \(seed): \(HostileText.dump(raw))")
            }
            let bytes = HostileText.randomBytes(using: &generator)
            #expect(SafeText.restoredBytes(fromLine: SafeText.line(bytes: bytes).string) == bytes, "seed \(seed)")
        }
    }

    @Test(arguments: HostileText.seeds)
    func whatIsReadAsALineIsWrittenAsThatLine(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var accepted = 0
        for _ in 0..<2000 {
            let line = HostileText.random(using: &generator, pieces: 5)
            guard let bytes = SafeText.restoredBytes(fromLine: line) else { continue }
            accepted += 1
            let written = [false, true].map { SafeText.line(bytes: bytes, isName: $0).string }
            #expect(written.contains { $0.utf8.elementsEqual(line.utf8) }, "seed \(seed): \(HostileText.dump(line))")
        }
        #expect(accepted > 0)
    }

    @Test(
        arguments: [
            "\\", "\\q", "\\x", "\\x1", "\\x1B", "\\x41", "\\u{41}", "\\u{9b", "\\u9b", "<U+", "<U+>", "<U+202e>",
            "<U+0041>",
            "<U+110000>", "<U+FFFFFFFFFF>", "<U+D800>", "\\+", "a\\+", "\n", "\u{202E}", "\u{301}",
        ] as [HostileText.Sample])
    func whatNoLineSaysIsNotRestored(line: HostileText.Sample) {
        #expect(SafeText.restoredBytes(fromLine: line.text) == nil)
    }

    @Test func rawBytesAreRestoredAsBytesOnly() {
        #expect(SafeText.restored(fromLine: "a\\xff") == nil)
        #expect(SafeText.restoredBytes(fromLine: "a\\xff") == [0x61, 0xFF])
    }
}
