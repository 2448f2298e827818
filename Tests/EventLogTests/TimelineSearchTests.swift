import EventLog
import Foundation
import Testing
import WarRoom

@Suite struct TimelineSearchTests {
    static let sentences = [
        "the Disk is full", "disks OR memory", "NEAR(a b) is 100% of it", "a_b and a-b", "back\\slash",
        "say \"when\" twice",
        "ÄRGER in Zürich", "star* (and) brackets^2", "memory AND cpu NOT disk", "ab", "日本語のディスク",
        "it's; DROP TABLE timeline",
        "e\u{301}cole \u{301}\"mark", "%%% percent", "___ lines", "column:name", "", "tab\tand\nline",
    ]

    /// What a person may type: each must find exactly what the filter itself finds, indexed or not.
    static let searches = [
        "disk", "DISK", "dis", "di", "d", "full disk", "disk !full", "!disk", "!di", "!disk !memory", "or", "OR", "and",
        "AND",
        "not", "near", "near(", "near(a", "\"", "\"when\"", "\"\"", "when\" ", "100%", "%", "%%", "%%%", "_", "__",
        "___", "a_b",
        "a-b", "\\", "back\\", "\\slash", "*", "star*", "sta*", "(", ")", "(and)", "^2", "brackets^", "ärger", "ÄRGER",
        "!ärger",
        "zür", "ZÜRICH", "日本語", "本語", "ディスク", "'", "it's;", "drop", "--", ";", "école", "e\u{301}cole", "\"\u{301}",
        "\u{301}\"mark", "column:name", "name:", "{", "sentence:disk", "who:ann", "ann", "AN", "!ann", "bob", "!", "!!",
        "!!disk",
        "tab\tand", "\u{0}", "x\u{0}y", "!\u{0}", "!x\u{0}y", "disk*", "\"disk", "a b", "   ",
        "memory cpu disk !full !or",
    ]

    @Test(arguments: searches, [true, false])
    func aSearchFindsWhatTheFilterFinds(search: String, isIndexed: Bool) throws {
        let fixture = try TimelineFixture(Self.sentences, isIndexed: isIndexed)
        try Self.expectSame(fixture, search)
    }

    @Test(arguments: searches)
    func aSearchFindsInRowsThatAreNotIndexedYetAsWell(search: String) throws {
        let fixture = try TimelineFixture(Array(Self.sentences.prefix(9)), isIndexed: true)
        try fixture.add(
            Self.sentences.dropFirst(9).enumerated().map { TimelineFixture.entry(Int64($0.offset + 10), $0.element) })
        try Self.expectSame(fixture, search)
    }

    @Test(arguments: [true, false])
    func tagsAreFoundByTheirBeginning(isIndexed: Bool) throws {
        let fixture = try TimelineFixture()
        let tags: [NoteTag?] = [.finding, .decision, nil, .action, .impact, .question]
        try fixture.add(
            tags.enumerated().map { TimelineFixture.entry(Int64($0.offset + 1), "a thing", tag: $0.element) })
        if isIndexed { try fixture.indexAll() }
        let searches = [
            "finding", "find", "fi", "f", "inding", "FIND", "!finding", "!f", "i", "a", "!a", "_inding", "%",
            "findings",
        ]
        for search in searches { try Self.expectSame(fixture, search) }
    }

    @Test func aSearchInAnIncidentStaysThere() throws {
        let fixture = try TimelineFixture()
        try fixture.add(
            (Int64(1)...9).map {
                TimelineFixture.entry($0, "disk \($0)", incident: $0 % 2 == 0 ? IncidentID(number: 1) : nil)
            })
        #expect(try fixture.sequences("disk", incident: IncidentID(number: 1)) == [2, 4, 6, 8])
        try fixture.indexAll()
        #expect(try fixture.sequences("disk", incident: IncidentID(number: 1)) == [2, 4, 6, 8])
        #expect(try fixture.sequences("disk !4 !8", incident: IncidentID(number: 1)) == [2, 6])
        let filter = TimelineFilter(text: "disk")
        #expect(try fixture.store.page(filter, before: 5, limit: 2).map(\.sequence) == [3, 4])
        #expect(try fixture.store.page(filter, after: 5, limit: 2).map(\.sequence) == [6, 7])
    }

    @Test func indexingCanBeInterruptedAnywhere() throws {
        let fixture = try TimelineFixture(Self.sentences, isIndexed: false)
        var rounds = 0
        while try fixture.store.indexSome(limit: 2) {
            rounds += 1
            for search in ["disk", "memory", "!disk", "日本語"] { try Self.expectSame(fixture, search) }
        }
        #expect(rounds >= Self.sentences.count / 2)
    }

    @Test func endlessSearchesAreAnswered() throws {
        let fixture = try TimelineFixture(Self.sentences, isIndexed: true)
        let manyWords = (0..<3000).map { "w\($0)" }.joined(separator: " ")
        #expect(try fixture.sequences(manyWords).isEmpty)
        #expect(
            try fixture.sequences((0..<3000).map { "!w\($0)" }.joined(separator: " ")).count == Self.sentences.count)
        #expect(try fixture.sequences(String(repeating: "long", count: 30_000)).isEmpty)
        #expect(try fixture.sequences("!" + String(repeating: "%_", count: 40_000)).count == Self.sentences.count)
    }

    private static func expectSame(_ fixture: TimelineFixture, _ search: String) throws {
        let filter = TimelineFilter(text: search)
        let expected = try fixture.store.page(.all, limit: 500).filter { filter.matches($0) }.map(\.sequence)
        #expect(try fixture.sequences(search) == expected, "searching \(search.debugDescription)")
    }
}
