import Foundation
import GRDB
import Testing
import WarRoom

@testable import EventLog

@Suite struct TimelineStoreTests {
    @Test func anEntryComesBackWhole() throws {
        let fixture = try TimelineFixture()
        var full = TimelineFixture.entry(
            1, "a \"quoted\" ä\u{1B}[31m\nline", who: "bob", tag: .impact, incident: IncidentID(number: 3))
        full.isPinned = true
        full.isCorrected = true
        let bare = TimelineFixture.entry(2, "")
        try fixture.add([full, bare])
        #expect(try fixture.store.page(.all, limit: 9) == [full, bare])
        #expect(try fixture.store.entry(.sequence(1)) == full)
        #expect(try fixture.store.entry(.id(Make.id(2))) == bare)
        #expect(try fixture.store.entry(.sequence(3)) == nil)
        #expect(try fixture.store.entry(.id(Make.id(3))) == nil)
    }

    /// Entries of fired alerts are in no index by id, and are found and pinned all the same.
    @Test(arguments: ["note.added", "alert.fired"])
    func anEntryIsFoundByItsIDWhateverItsKind(_ kind: String) throws {
        let fixture = try TimelineFixture()
        let other = TimelineFixture.entry(1, "x")
        try fixture.add([
            other,
            TimelineEntry(
                sequence: 2, id: Make.id(2), kind: kind, category: .alertFired, occurredAt: other.occurredAt,
                recordedAt: other.recordedAt, who: "alert", actor: other.actor, incident: nil, sentence: "y", tag: nil),
        ])
        #expect(try fixture.store.entry(.id(Make.id(2)))?.kind == kind)
        try fixture.store.write([.amend(.pin(Make.id(2), true))], position: 3)
        #expect(try fixture.store.entry(.sequence(2))?.isPinned == true)
        #expect(try fixture.store.entry(.sequence(1))?.isPinned == false)
    }

    @Test(arguments: Narration.Category.allCases)
    func everyCategoryComesBack(category: Narration.Category) throws {
        let fixture = try TimelineFixture()
        var entry = TimelineFixture.entry(1, "x")
        entry.category = category
        try fixture.add([entry])
        #expect(try fixture.store.page(.all, limit: 9) == [entry])
    }

    @Test func pagesGoBothWays() throws {
        let fixture = try TimelineFixture()
        let incident = IncidentID(number: 1)
        // With holes, as events that tell nothing leave them.
        try fixture.add((Int64(1)...30).map { .init(2 * $0, incident: $0 % 3 == 0 ? incident : nil) })
        let store = fixture.store
        func page(
            _ filter: TimelineFilter = .all, before: Int64? = nil, after: Int64? = nil, limit: Int
        ) throws -> [Int64] {
            try store.page(filter, before: before, after: after, limit: limit).map(\.sequence)
        }
        #expect(try page(limit: 3) == [56, 58, 60])
        #expect(try page(before: 56, limit: 3) == [50, 52, 54])
        #expect(try page(before: 7, limit: 9) == [2, 4, 6])
        #expect(try page(before: 2, limit: 3).isEmpty)
        #expect(try page(after: 0, limit: 3) == [2, 4, 6])
        #expect(try page(after: 7, limit: 2) == [8, 10])
        #expect(try page(after: 60, limit: 2).isEmpty)
        #expect(try page(before: 12, after: 6, limit: 9) == [8, 10])
        #expect(try page(before: .min, limit: 9).isEmpty)
        #expect(try page(after: .max, limit: 9).isEmpty)
        let mine = TimelineFilter(incident: incident)
        #expect(try page(mine, limit: 2) == [54, 60])
        #expect(try page(mine, before: 54, limit: 2) == [42, 48])
        #expect(try page(mine, after: 6, limit: 2) == [12, 18])
        #expect(try page(TimelineFilter(incident: IncidentID(number: 9)), limit: 2).isEmpty)
        for limit in [0, -1, .min] { #expect(try page(limit: limit).isEmpty) }
    }

    @Test func aPageIsNeverLongerThanTheLimit() throws {
        let fixture = try TimelineFixture()
        try fixture.add((Int64(1)...Int64(Limits.timelineRowsMax + 20)).map { .init($0) })
        #expect(try fixture.store.page(.all, limit: .max).count == Limits.timelineRowsMax)
    }

    @Test func thePositionSurvivesOpening() throws {
        let fixture = try TimelineFixture(["one", "two"], isIndexed: true)
        #expect(try fixture.store.position() == 2)
        // Events that add no entry move the position as well.
        try fixture.store.write([], position: 9)
        fixture.store.close()
        let (again, isNew) = try TimelineStore.open(fixture.test.home, room: Make.room)
        #expect(!isNew)
        #expect(try again.position() == 9)
        #expect(try again.page(.all, limit: 9).map(\.sentence) == ["one", "two"])
        #expect(try !again.indexSome(limit: 9))
    }

    @Test func aNewTimelineIsEmptyAndSaysSo() throws {
        let test = try TestHome()
        let (store, isNew) = try TimelineStore.open(test.home, room: Make.room)
        #expect(isNew)
        #expect(try store.position() == 0)
        #expect(try store.page(.all, limit: 9).isEmpty)
        #expect(try !store.indexSome(limit: 9))
    }

    @Test(arguments: [
        "PRAGMA user_version = 99", "PRAGMA user_version = 0", "DROP TABLE room", "UPDATE room SET value = 'x'",
        "DELETE FROM room", "DROP TABLE progress",
    ])
    func aTimelineThatIsNotThisRoomsIsMadeAnew(sql: String) throws {
        let fixture = try TimelineFixture(["one"], isIndexed: true)
        fixture.store.close()
        let queue = try DatabaseQueue(path: fixture.test.home.views)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
        try Self.expectNew(fixture.test)
    }

    @Test(arguments: [0, 1, 100, 4096, 5000, 40_000])
    func garbageInPlaceOfTheTimelineIsMadeAnew(length: Int) throws {
        let fixture = try TimelineFixture(["one"], isIndexed: true)
        fixture.store.close()
        try Data(repeating: 0x5A, count: length).write(to: URL(fileURLWithPath: fixture.test.home.views))
        try Self.expectNew(fixture.test)
    }

    @Test func aRoomsTimelineIsNotAnothers() throws {
        let fixture = try TimelineFixture(["one"], isIndexed: true)
        fixture.store.close()
        let (store, isNew) = try TimelineStore.open(fixture.test.home, room: Make.id(5))
        #expect(isNew)
        #expect(try store.page(.all, limit: 9).isEmpty)
    }

    /// What a power cut may leave behind, since nothing waits for the disk here: errors, never a trap.
    @Test func aDamagedTimelineNeverTraps() throws {
        let fixture = try TimelineFixture((1...40).map { "sentence number \($0)" }, isIndexed: true)
        fixture.store.close()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: fixture.test.home.views)))
        var answers = 0
        for offset in stride(from: 16, to: bytes.count, by: 211) {
            var damaged = bytes
            damaged[offset] ^= 1 << UInt8(offset % 8)
            try Data(damaged).write(to: URL(fileURLWithPath: fixture.test.home.views))
            guard let store = try? TimelineStore.open(fixture.test.home, room: Make.room).store else { continue }
            if (try? store.page(.all, limit: 500)) != nil { answers += 1 }
            _ = try? store.page(TimelineFilter(text: "number !sentence ab"), limit: 500)
            _ = try? store.entry(.id(Make.id(7)))
            _ = try? store.write(
                [.add(TimelineFixture.entry(41, "x")), .amend(.correct(Make.id(7), body: "y", movedTo: nil))],
                position: 41)
            _ = try? store.indexSome(limit: 100)
            store.close()
        }
        #expect(answers > 10)
    }

    private static func expectNew(_ test: TestHome) throws {
        let (store, isNew) = try TimelineStore.open(test.home, room: Make.room)
        #expect(isNew)
        #expect(try store.position() == 0)
        #expect(try store.page(.all, limit: 9).isEmpty)
        try store.write([.add(TimelineFixture.entry(1, "again"))], position: 1)
        while try store.indexSome(limit: 9) {}
        #expect(try store.page(TimelineFilter(text: "again"), limit: 9).map(\.sequence) == [1])
        store.close()
        #expect(try !TimelineStore.open(test.home, room: Make.room).isNew)
    }
}

extension TimelineEntry {
    fileprivate init(_ sequence: Int64, incident: IncidentID? = nil) {
        self = TimelineFixture.entry(sequence, "entry \(sequence)", incident: incident)
    }
}
