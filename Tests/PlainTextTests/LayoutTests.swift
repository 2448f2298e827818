import SeededRandom
import Testing

@testable import PlainText

@Suite struct LayoutTests {
    @Test(
        arguments: [
            ("checkout", 8, "checkout"), ("checkout", 7, "checko…"), ("checkout", 1, "…"), ("checkout", 0, ""),
            ("checkout", -3, ""), ("", 0, ""), ("東京都", 6, "東京都"), ("東京都", 5, "東京…"), ("東京都", 4, "東…"), ("東京都", 2, "…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ])
    func aTruncatedTextEndsInAnEllipsis(raw: String, columns: Int, expected: String) {
        #expect(SafeText.cell(raw).truncated(to: columns).string == expected)
    }

    @Test func theEllipsisCanBeChosenAndIsLeftOutWhereItDoesNotFit() {
        #expect(SafeText.cell("checkout").truncated(to: 6, ellipsis: "...").string == "che...")
        #expect(SafeText.cell("checkout").truncated(to: 2, ellipsis: "...").string == "ch")
        #expect(SafeText.cell("checkout").truncated(to: 3, ellipsis: "").string == "che")
        #expect(SafeText.cell("東京").truncated(to: 1, ellipsis: "...").string == "")
    }

    @Test(
        arguments: [
            ("ab", 5, .left, "ab   "), ("ab", 5, .right, "   ab"), ("ab", 5, .center, " ab  "),
            ("ab", 2, .center, "ab"),
            ("東京", 3, .left, "東…"), ("東京", 2, .right, " …"), ("abc", 0, .left, ""), ("abc", -1, .right, ""),
        ] as [(String, Int, SafeText.Alignment, String)])
    func aPaddedTextIsExactlyAsWide(raw: String, columns: Int, alignment: SafeText.Alignment, expected: String) {
        // "東京" to two columns: the ellipsis alone would leave one column, which is filled.
        #expect(SafeText.cell(raw).padded(to: columns, alignment: alignment).string == expected)
    }

    @Test(
        arguments: [
            ("", 5, [""]),
            ("one two", 7, ["one two"]),
            ("one two three", 7, ["one two", "three"]),
            ("one two three", 8, ["one two", "three"]),
            ("one two three", 3, ["one", "two", "thr", "ee"]),
            ("one   two", 4, ["one", "two"]),
            ("  indented text", 10, ["  indented", "text"]),
            ("          x", 4, ["x"]),
            ("word    ", 5, ["word"]),
            ("        ", 5, [""]),
            ("a supercalifragilistic b", 10, ["a", "supercalif", "ragilistic", "b"]),
            ("東京都庁", 5, ["東京", "都庁"]),
            ("ok東京 is", 5, ["ok東", "京 is"]),
            ("a東b", 1, ["a", "…", "b"]),
            ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
            ("any", 0, []),
            ("any", -1, []),
        ])
    func aWrappedTextBreaksBetweenWords(raw: String, columns: Int, expected: [String]) {
        #expect(SafeText.cell(raw).wrapped(to: columns).map(\.string) == expected)
    }

    @Test(arguments: HostileText.seeds)
    func noLayoutIsWiderThanItMayBe(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<25 {
            let text = SafeText.line(HostileText.random(using: &generator, pieces: 12))
            let faults = (-1...(text.width + 2)).compactMap { Self.fault(layingOut: text, in: $0) }
            #expect(faults.isEmpty, "seed \(seed): \(HostileText.dump(text.string))")
        }
    }

    private static func fault(layingOut text: SafeText, in columns: Int) -> String? {
        let truncated = text.truncated(to: columns)
        if truncated.width > max(columns, 0) { return "truncated to \(truncated.width) columns instead of \(columns)" }
        if columns >= text.width, truncated != text { return "changed what fits into \(columns)" }
        if columns <= text.width, truncated.width < columns - 1 { return "truncated more than needed for \(columns)" }
        if let fault = SafeOutput.fault(in: truncated, sink: .line) { return fault }
        for alignment in [SafeText.Alignment.left, .right, .center] {
            let padded = text.padded(to: columns, alignment: alignment)
            if padded.width != max(columns, 0) { return "padded to \(padded.width) columns instead of \(columns)" }
            if let fault = SafeOutput.fault(in: padded, sink: .line) { return fault }
        }
        return nil
    }

    @Test(arguments: HostileText.seeds, [2, 3, 5, 8, 13, 40, 200])
    func wrappingLosesNothingButSpaces(seed: UInt64, columns: Int) {
        func letters(_ texts: [SafeText]) -> [SafeText.Cluster] { texts.flatMap(\.clusters).filter { $0.base != " " } }
        var generator = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let text = SafeText.cell(HostileText.random(using: &generator, pieces: 60))
            let lines = text.wrapped(to: columns)
            let spelled = HostileText.dump(text.string)
            #expect(lines.allSatisfy { $0.width <= columns }, "seed \(seed): \(spelled)")
            #expect(letters(lines) == letters([text]), "seed \(seed): \(spelled)")
            let faults = lines.compactMap { SafeOutput.fault(in: $0, sink: .cell) }
            #expect(faults.isEmpty, "seed \(seed): \(spelled)")
        }
    }
}

/// Taking a text apart.
@Suite struct SplitTests {
    @Test func theSeparatorIsLeftOutAndMarkedOrNeutralisedOnesAreNone() {
        func pieces(_ text: String) -> [String] { SafeText.cell(text).split(at: "`").map(\.string) }
        #expect(pieces("") == [""])
        #expect(pieces("see `psql` now") == ["see ", "psql", " now"])
        #expect(pieces("`a`") == ["", "a", ""])
        #expect(pieces("a`\u{301}b").count == 1)
        let text = SafeText.cell("日本`x")
        #expect(text.split(at: "`").map(\.width) == [4, 1])
    }
}
