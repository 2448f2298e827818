import EventLog
import Foundation
import SeededRandom
import Testing
import WarRoom

/// Entries change after they were written: the row, what is found, and what is shown.
@Suite struct TimelineAmendmentTests {
    static let first = IncidentID(number: 1)
    static let second = IncidentID(number: 2)

    static func fixture(isIndexed: Bool) throws -> TimelineFixture {
        let fixture = try TimelineFixture()
        try fixture.add((Int64(1)...5).map { TimelineFixture.entry($0, "disk number \($0)", incident: first) })
        if isIndexed { try fixture.indexAll() }
        return fixture
    }

    static func amend(_ fixture: TimelineFixture, _ amendments: TimelineAmendment...) throws {
        try fixture.store.write(amendments.map { .amend($0) }, position: 6)
    }

    @Test(arguments: [true, false])
    func aCorrectionChangesWhatIsFound(isIndexed: Bool) throws {
        let fixture = try Self.fixture(isIndexed: isIndexed)
        try Self.amend(fixture, .correct(Make.id(3), body: "the memory, not that", movedTo: nil))
        let entry = try #require(try fixture.store.entry(.sequence(3)))
        #expect(entry.sentence == "the memory, not that")
        #expect(entry.isCorrected)
        #expect(entry.incident == Self.first)
        #expect(try fixture.sequences("disk") == [1, 2, 4, 5])
        #expect(try fixture.sequences("memory") == [3])
        try Self.amend(fixture, .correct(Make.id(3), body: "disk again", movedTo: nil))
        try fixture.indexAll()
        #expect(try fixture.sequences("disk") == [1, 2, 3, 4, 5])
        #expect(try fixture.sequences("memory").isEmpty)
    }

    @Test(arguments: [true, false])
    func aMoveChangesTheIncidentAlone(isIndexed: Bool) throws {
        let fixture = try Self.fixture(isIndexed: isIndexed)
        try Self.amend(fixture, .correct(Make.id(3), body: nil, movedTo: Self.second))
        let entry = try #require(try fixture.store.entry(.sequence(3)))
        #expect(!entry.isCorrected)
        #expect(entry.sentence == "disk number 3")
        #expect(try fixture.sequences("disk", incident: Self.first) == [1, 2, 4, 5])
        #expect(try fixture.sequences("disk", incident: Self.second) == [3])
        #expect(try fixture.sequences("", incident: Self.second) == [3])
        try fixture.indexAll()
        #expect(try fixture.sequences("number", incident: Self.second) == [3])
    }

    @Test(arguments: [true, false])
    func whatIsMovedToTheRoomIsOfNoIncident(isIndexed: Bool) throws {
        let fixture = try Self.fixture(isIndexed: isIndexed)
        try Self.amend(fixture, .correct(Make.id(3), body: nil, movedTo: nil, toRoom: true))
        let entry = try #require(try fixture.store.entry(.sequence(3)))
        #expect(entry.incident == nil && !entry.isCorrected)
        #expect(try fixture.sequences("disk", incident: Self.first) == [1, 2, 4, 5])
        for text in ["", "disk", "di"] {
            let filter = TimelineFilter(text: text, isOfRoom: true)
            #expect(try fixture.store.page(filter, limit: 500).map(\.sequence) == [3], "\(text)")
            #expect(filter.matches(entry))
        }
        let other = try #require(try fixture.store.entry(.sequence(2)))
        #expect(!TimelineFilter(isOfRoom: true).matches(other))
    }

    @Test(arguments: [true, false])
    func aWithdrawnEntryIsNeverShown(isIndexed: Bool) throws {
        let fixture = try Self.fixture(isIndexed: isIndexed)
        try Self.amend(fixture, .withdraw(Make.id(3)))
        for search in ["", "disk", "di", "number 3", "!memory"] {
            #expect(try !fixture.sequences(search).contains(3), "\(search)")
        }
        #expect(try fixture.sequences("", incident: Self.first) == [1, 2, 4, 5])
        #expect(try fixture.store.entry(.sequence(3))?.isWithdrawn == true)
        try Self.amend(fixture, .correct(Make.id(3), body: "back?", movedTo: Self.second), .pin(Make.id(3), true))
        try fixture.indexAll()
        #expect(try fixture.sequences("back?").isEmpty)
        #expect(try fixture.sequences("", incident: Self.second).isEmpty)
    }

    @Test(arguments: [true, false])
    func aPinComesAndGoes(isIndexed: Bool) throws {
        let fixture = try Self.fixture(isIndexed: isIndexed)
        try Self.amend(fixture, .pin(Make.id(3), true))
        #expect(try fixture.store.page(.all, limit: 9).filter(\.isPinned).map(\.sequence) == [3])
        try Self.amend(fixture, .pin(Make.id(3), false))
        #expect(try fixture.store.page(.all, limit: 9).filter(\.isPinned).isEmpty)
        #expect(try fixture.sequences("disk") == [1, 2, 3, 4, 5])
    }

    @Test func anAmendmentOfAnEntryThatIsNotThereDoesNothing() throws {
        let fixture = try Self.fixture(isIndexed: true)
        let before = try fixture.store.page(.all, limit: 9)
        try Self.amend(fixture, .withdraw(Make.id(77)), .correct(Make.id(78), body: "x", movedTo: nil))
        #expect(try fixture.store.page(.all, limit: 9) == before)
        #expect(try fixture.store.position() == 6)
    }

    @Test func anEntryIsAmendedInTheBatchThatAddsIt() throws {
        let fixture = try Self.fixture(isIndexed: true)
        try fixture.store.write(
            [
                .add(TimelineFixture.entry(6, "first words")),
                .amend(.correct(Make.id(6), body: "second words", movedTo: nil)),
                .add(TimelineFixture.entry(7, "between")), .amend(.pin(Make.id(7), true)),
                .amend(.correct(Make.id(6), body: "third words", movedTo: Self.second)),
            ], position: 9)
        #expect(try fixture.store.page(.all, after: 5, limit: 9).map(\.sentence) == ["third words", "between"])
        #expect(try fixture.sequences("words") == [6])
        try fixture.indexAll()
        #expect(try fixture.sequences("third") == [6])
        #expect(try fixture.sequences("second").isEmpty)
    }

    /// Any order of additions, amendments and indexing leaves what the entries themselves say.
    @Test(arguments: UInt64(1)...15)
    func theStoreAgreesWithTheEntries(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let fixture = try TimelineFixture()
        var model: [TimelineEntry] = []
        let words = ["disk", "memory", "ÄRGER", "100%", "a\"b", "日本語", "cpu", "x"]
        func sentence() -> String {
            (0..<3).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
        }
        for _ in 0..<40 {
            var writes: [TimelineStore.Write] = []
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                let sequence = Int64(model.count + 1)
                if let target = model.randomElement(using: &generator), Bool.random(using: &generator) {
                    let amendments: [TimelineAmendment] = [
                        .correct(target.id, body: sentence(), movedTo: nil),
                        .correct(target.id, body: nil, movedTo: Self.second),
                        .withdraw(target.id), .pin(target.id, !target.isPinned),
                    ]
                    let amendment = amendments[Int.random(in: 0..<12, using: &generator) % 5 % 4]
                    writes.append(.amend(amendment))
                    model = model.map { $0.id == target.id ? $0.amended(by: amendment) : $0 }
                } else {
                    let entry = TimelineFixture.entry(sequence, sentence(), incident: Self.first)
                    writes.append(.add(entry))
                    model.append(entry)
                }
            }
            try fixture.store.write(writes, position: Int64(model.count))
            if Bool.random(using: &generator) { _ = try fixture.store.indexSome(limit: 3) }
        }
        for filter in words.flatMap({
            [TimelineFilter(text: $0), TimelineFilter(incident: Self.second, text: "!\($0)")]
        }) {
            let found = try fixture.store.page(filter, limit: 500)
            #expect(found == model.filter { filter.matches($0) }, "seed \(seed), \(filter)")
        }
    }
}
