import Testing

@testable import PlainText

@Suite struct SafeTextTests {
    @Test func ourOwnWordsAreTakenAsTheyAre() {
        let words: SafeText = "3 am — you are on call"
        #expect(words.string == "3 am — you are on call")
        #expect(words.width == 22)
        #expect(words.description == words.string)
        #expect(SafeText().isEmpty && SafeText("").width == 0)
    }

    @Test func literalsAreFilledInWithSafeTextAndNumbersOnly() {
        let team = SafeText.cell("pay\u{1B}ments")
        let text: SafeText = "\(-3) alerts for \(team)."
        #expect(text.string == "-3 alerts for pay^[ments.")
        #expect(text.width == 25)
        #expect(text == .number(-3) + " alerts for " + team + ".")
    }

    @Test func glyphsAreRepeated() {
        #expect(SafeText.repeating("─", count: 3).string == "───")
        #expect(SafeText.repeating("東", count: 3).width == 6)
        #expect(SafeText.repeating("─", count: 0).isEmpty)
        #expect(SafeText.repeating("─", count: -1).isEmpty)
    }

    @Test func textsAreJoined() {
        #expect(["a", "b", "c"].joined(separator: " · ").string == "a · b · c")
        #expect([SafeText]().joined().isEmpty)
        #expect(["東", "京"].joined() as SafeText == "東京")
    }

    @Test func aTextIsCutIntoClusters() {
        let clusters = Array(SafeText.line("ae\u{301}\u{323}東⚠\u{FE0F}").clusters)
        #expect(clusters.map(\.base) == ["a", "e", "東", "⚠"])
        #expect(clusters.map(\.marks) == [[], ["\u{301}", "\u{323}"], [], []])
        #expect(clusters.map(\.width) == [1, 1, 2, 1])
        #expect(clusters.allSatisfy { !$0.isSubstitute })
    }

    @Test(
        arguments: [
            ("", 5, []),
            ("\n", 5, [""]),
            ("one", 5, ["one"]),
            ("one\ntwo\n", 5, ["one", "two"]),
            ("one\r\ntwo\r\n\r\nfour", 5, ["one", "two", "", "four"]),
            ("over\rwrite\n\r", 5, ["over\\rwrite", "\\r"]),
            ("\r\r\n", 5, ["\\r"]),
            ("a\tb\n\tc", 5, ["a       b", "        c"]),
            ("1\n2\n3", 3, ["1", "2", "3"]),
            ("1\n2\n3\n4", 3, ["1", "2", "… 2 more lines"]),
            ("1\n2\n3\n4\n5\n", 3, ["1", "2", "… 3 more lines"]),
            ("1\n2", 1, ["… 2 more lines"]),
            ("1\n2", 0, []),
            ("1\n2", -1, []),
        ] as [(HostileText.Sample, Int, [String])])
    func linesAreSplitAtLineFeeds(raw: HostileText.Sample, limit: Int, expected: [String]) {
        #expect(SafeText.lines(raw.text, limit: limit).map(\.string) == expected)
        #expect(SafeText.lines(bytes: Array(raw.text.utf8), limit: limit).map(\.string) == expected)
    }
}
