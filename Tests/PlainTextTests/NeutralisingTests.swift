import SeededRandom
import Testing

@testable import PlainText

/// The table of rules, row by row.
@Suite struct NeutralisingTests {
    struct Row: CustomTestStringConvertible {
        let name: String
        let raw: String
        let cell: String
        let line: String
        let json: String

        init(_ name: String, _ raw: String, cell: String, line: String? = nil, json: String) {
            self.name = name
            self.raw = raw
            self.cell = cell
            self.line = line ?? cell
            self.json = json
        }

        var testDescription: String { name }
    }

    static let rows = [
        Row("plain ASCII", "disk 91 % ~", cell: "disk 91 % ~", json: "disk 91 % ~"),
        Row("letters beyond ASCII", "Köln, 東京 ✓", cell: "Köln, 東京 ✓", json: "Köln, 東京 ✓"),
        Row("nothing", "", cell: "", json: ""),
        Row("NUL", "\u{0}", cell: "^@", line: "\\x00", json: "\\u0000"),
        Row("ESC", "\u{1B}[2J", cell: "^[[2J", line: "\\x1b[2J", json: "\\u001b[2J"),
        Row("unit separator", "\u{1F}", cell: "^_", line: "\\x1f", json: "\\u001f"),
        Row("DEL", "\u{7F}", cell: "^?", line: "\\x7f", json: "\\u007f"),
        Row("C1", "\u{9B}2J\u{85}", cell: "<9b>2J<85>", line: "\\u{9b}2J\\u{85}", json: "\\u009b2J\\u0085"),
        Row("CR", "over\rwrite", cell: "over\\rwrite", json: "over write"),
        Row("LF", "a\nb", cell: "a\\nb", json: "a b"),
        Row("TAB", "ab\tc", cell: "ab      c", line: "ab\\tc", json: "ab c"),
        Row("TAB on a stop", "12345678\tc", cell: "12345678        c", line: "12345678\\tc", json: "12345678 c"),
        Row("backslash", "C:\\new", cell: "C:\\new", line: "C:\\\\new", json: "C:\\new"),
        Row("our own notation, typed", "<U+202E>", cell: "<U+202E>", line: "<U\\+202E>", json: "<U+202E>"),
        Row("a plus elsewhere", "U+1 <+", cell: "U+1 <+", json: "U+1 <+"),
        Row("right-to-left override", "a\u{202E}b", cell: "a<U+202E>b", json: "a\\u202eb"),
        Row(
            "isolates and marks", "\u{2066}\u{200E}\u{61C}", cell: "<U+2066><U+200E><U+061C>",
            json: "\\u2066\\u200e\\u061c"),
        Row(
            "zero width", "\u{200B}\u{FEFF}\u{AD}\u{2028}", cell: "<U+200B><U+FEFF><U+00AD><U+2028>",
            json: "\\u200b\\ufeff\\u00ad\\u2028"),
        Row("tag letters", "\u{E0041}", cell: "<U+E0041>", json: "\\udb40\\udc41"),
        Row("Hangul filler", "\u{3164}", cell: "<U+3164>", json: "\\u3164"),
        Row("private use", "\u{E0B0}\u{F0000}", cell: "<U+E0B0><U+F0000>", json: "\\ue0b0\\udb80\\udc00"),
        Row("noncharacters", "\u{FFFE}\u{10FFFF}", cell: "<U+FFFE><U+10FFFF>", json: "\\ufffe\\udbff\\udfff"),
        Row("newer than the C library", "\u{1FAE8}", cell: "<U+1FAE8>", json: "\\ud83e\\udee8"),
        Row("two marks", "o\u{302}\u{323}!", cell: "o\u{302}\u{323}!", json: "o\u{302}\u{323}!"),
        Row(
            "six marks", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{302}x",
            cell: "e\u{301}\u{301}\u{301}\u{301}<+2>x", line: "e\u{301}\u{301}\u{301}\u{301}<U+0301><U+0302>x",
            json: "e\u{301}\u{301}\u{301}\u{301}\\u0301\\u0302x"),
        Row(
            "marks without a base", "\u{301}\u{301}a", cell: "\u{25CC}\u{301}\u{301}a", line: "<U+0301><U+0301>a",
            json: "\\u0301\\u0301a"),
        Row(
            "a mark after an escape", "x\u{1B}\u{301}", cell: "x^[\u{25CC}\u{301}", line: "x\\x1b<U+0301>",
            json: "x\\u001b\\u0301"),
        Row(
            "decomposed Hangul", "\u{1112}\u{1161}\u{11AB}", cell: "\u{1112}\u{1161}\u{11AB}",
            json: "\u{1112}\u{1161}\u{11AB}"),
        Row("emoji and selector", "⚠\u{FE0F}!", cell: "⚠!", line: "⚠\u{FE0F}!", json: "⚠\u{FE0F}!"),
        Row(
            "joined emoji", "👩\u{200D}💻", cell: "👩💻", line: "👩\u{200D}💻", json: "👩\u{200D}💻"),
        Row(
            "skin tone", "👍\u{1F3FD}.", cell: "👍.", line: "👍\u{1F3FD}.", json: "👍\u{1F3FD}."),
    ]

    @Test(arguments: rows)
    func aCellShowsIt(row: Row) {
        #expect(HostileText.dump(SafeText.cell(row.raw).string) == HostileText.dump(row.cell))
        #expect(HostileText.dump(SafeText.cell(bytes: Array(row.raw.utf8)).string) == HostileText.dump(row.cell))
    }

    @Test(arguments: rows)
    func aLineShowsIt(row: Row) {
        #expect(HostileText.dump(SafeText.line(row.raw).string) == HostileText.dump(row.line))
        #expect(HostileText.dump(SafeText.line(bytes: Array(row.raw.utf8)).string) == HostileText.dump(row.line))
    }

    @Test(arguments: rows)
    func aDocumentKeepsItsMeaning(row: Row) {
        #expect(HostileText.dump(SafeText.json(row.raw).string) == HostileText.dump(row.json))
    }

    @Test func aNameShowsItsJoiners() {
        #expect(SafeText.cell("ad\u{200C}min\u{200D}", isName: true).string == "ad<U+200C>min<U+200D>")
        #expect(SafeText.cell("ad\u{200C}min\u{200D}").string == "admin")
        #expect(SafeText.line("ad\u{200D}min", isName: true).string == "ad<U+200D>min")
        #expect(SafeText.line("ad\u{200D}min").string.unicodeScalars.elementsEqual("ad\u{200D}min".unicodeScalars))
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], "a<ff>b", "a\\xffb"),
            ([0x80], "<80>", "\\x80"),
            ([0xC0, 0xAF], "<c0><af>", "\\xc0\\xaf"),
            ([0xE2, 0x80], "<e2><80>", "\\xe2\\x80"),
            ([0xE2, 0x80, 0x41], "<e2><80>A", "\\xe2\\x80A"),
            ([0xED, 0xA0, 0x80], "<ed><a0><80>", "\\xed\\xa0\\x80"),
            ([0xF4, 0x90, 0x80, 0x80], "<f4><90><80><80>", "\\xf4\\x90\\x80\\x80"),
            ([0xC2, 0x9B, 0x9B], "<9b><9b>", "\\u{9b}\\x9b"),
            ([0xFF, 0xCC, 0x81], "<ff>\u{25CC}\u{301}", "\\xff<U+0301>"),
        ] as [([UInt8], String, String)])
    func bytesThatAreNotUTF8AreShownOneByOne(bytes: [UInt8], cell: String, line: String) {
        #expect(SafeText.cell(bytes: bytes).string == cell)
        #expect(SafeText.line(bytes: bytes).string == line)
    }

    @Test func bytesAndTextAreNeutralisedAlike() {
        for seed in HostileText.seeds {
            var generator = SplitMix64(seed: seed)
            for _ in 0..<400 {
                let raw = HostileText.random(using: &generator)
                let bytes = Array(raw.utf8)
                #expect(SafeText.cell(bytes: bytes) == SafeText.cell(raw), "seed \(seed): \(HostileText.dump(raw))")
                #expect(SafeText.line(bytes: bytes) == SafeText.line(raw), "seed \(seed): \(HostileText.dump(raw))")
            }
        }
    }

    @Test func whatStandsForSomethingElseIsSetApart() {
        func flags(_ text: SafeText) -> String { String(text.clusters.map { $0.isSubstitute ? "#" : "." }) }
        #expect(flags(.cell("a\u{1B}[b")) == ".##..")
        #expect(flags(.cell("^[b")) == "...")
        #expect(flags(.cell("\u{301}a\u{202E}")) == "#.########")
        #expect(flags(.cell("e\u{301}\u{301}\u{301}\u{301}\u{301}")) == ".####")
        #expect(flags(.cell("\t\r")) == "........##")
        #expect(SafeText.cell("^[") != SafeText.cell("\u{1B}"))
        #expect(SafeText.cell("\u{7}\u{7}").substitutes.count == 1)
        #expect(SafeText.cell("\u{7} ab").wrapped(to: 2) == [.cell("\u{7}"), "ab"])
        #expect(flags("x" + SafeText.cell("\u{7}\u{7}y") + "z") == ".####..")
        #expect(flags(SafeText.cell("ab\u{1B}cd").truncated(to: 4)) == "..#.")
        #expect(flags(SafeText.cell("ab\u{1B}cd").padded(to: 8, alignment: .right)) == "....##..")
        #expect(SafeText.cell("aaa \u{1B}\u{1B} b\u{1B}").wrapped(to: 4).map(flags) == ["...", "####", ".##"])
    }
}
