import EventCodec
import Foundation
import GRDB
import Testing
import WarRoom

@testable import EventLog

@Suite struct EventStoreTests {
    @Test func whatWasAppendedIsReadBack() throws {
        let test = try TestHome()
        let store = try test.open()
        let events = Make.mixed(1...7)
        try store.append(Array(events.prefix(3)))
        try store.append(Array(events.dropFirst(3)))
        #expect(store.head.sequence == 7)
        let read = try store.reader.events(after: 0, limit: 100)
        #expect(read.map(\.sequence) == Array(1...7))
        for (record, event) in zip(read, events) {
            var expected = try EventRecord(event)
            expected.hash = record.hash
            #expect(record == expected)
            #expect(record.hash.count == 32)
        }
        #expect(Set(read.map(\.hash)).count == 7)
        #expect(try store.reader.last(room: store.room) == store.head)
        #expect(read.last?.hash == store.head.hash)
    }

    @Test func theLogGoesOnWhereItEndedAfterOpeningItAgain() throws {
        let test = try TestHome()
        let first = try test.open()
        try first.append(Make.mixed(1...3))
        let head = first.head
        first.close()
        let (second, findings) = try EventStore.open(test.home, newRoom: { Make.id(99) })
        #expect(findings == EventStore.Findings())
        #expect(second.room == Make.room)
        #expect(second.head == head)
        try second.append([Make.note(4)])
        #expect(try second.reader.events(after: 0, limit: 9).map(\.sequence) == [1, 2, 3, 4])
        second.close()
        #expect(try test.verify().problem == nil)
    }

    @Test func aNewLogIsEmpty() throws {
        let test = try TestHome()
        let (store, findings) = try EventStore.open(test.home, newRoom: { Make.room })
        #expect(findings == EventStore.Findings())
        #expect(store.head == Head(room: Make.room, sequence: 0, hash: Chain.start(room: Make.room)))
        #expect(try store.reader.events(after: 0, limit: 9).isEmpty)
        #expect(try store.reader.newest(limit: 9).isEmpty)
        #expect(try store.reader.room() == Make.room)
        store.close()
        #expect(try test.verify() == Verification())
    }

    @Test func appendingNothingChangesNothing() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append([Make.note(1)])
        let head = store.head
        try store.append([] as [Event])
        #expect(store.head == head)
    }

    @Test func pagesAreCutByPositionLimitAndIncident() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append(Make.mixed(1...20))
        let reader = store.reader
        let incident = IncidentID(number: 1)
        #expect(try reader.events(after: 5, limit: 3).map(\.sequence) == [6, 7, 8])
        #expect(try reader.events(after: 18, limit: 9).map(\.sequence) == [19, 20])
        #expect(try reader.events(after: 20, limit: 9).isEmpty)
        #expect(try reader.events(after: .max, limit: 9).isEmpty)
        #expect(try reader.events(after: -5, limit: 2).map(\.sequence) == [1, 2])
        #expect(try reader.events(after: 3, limit: 2, incident: incident).map(\.sequence) == [6, 9])
        #expect(try reader.newest(limit: 3).map(\.sequence) == [18, 19, 20])
        #expect(try reader.newest(limit: 2, incident: incident).map(\.sequence) == [15, 18])
        #expect(try reader.newest(limit: 2, incident: IncidentID(number: 2)).isEmpty)
        #expect(try reader.newest(limit: 0).isEmpty)
    }

    @Test func anEventIsFoundByPositionAndById() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append(Make.mixed(1...5))
        #expect(try store.reader.event(.sequence(4))?.id == Make.id(4))
        #expect(try store.reader.event(.id(Make.id(2)))?.sequence == 2)
        #expect(try store.reader.event(.sequence(6)) == nil)
        #expect(try store.reader.event(.id(Make.id(6))) == nil)
        #expect(try store.reader.hash(at: 5) == store.head.hash)
        #expect(try store.reader.hash(at: 6) == nil)
        #expect(try store.reader.countByKind() == ["note.added": 4, "person.joined": 1])
    }

    @Test func readingOneByOneCrossesPages() throws {
        let test = try TestHome()
        let store = try test.open()
        let count = Int64(Limits.eventsPerPageMax + 5)
        try store.append((1...count).map { Make.note($0, "x") })
        var seen: Int64 = 3
        try store.reader.forEach(after: 3) { record in
            #expect(record.sequence == seen + 1)
            seen = record.sequence
        }
        #expect(seen == count)
        #expect(try test.verify().checked == count)
    }

    @Test func aNulInAnActorsNameDoesNotBreakTheChain() throws {
        let test = try TestHome()
        let store = try test.open()
        let envelope = Envelope(
            sequence: 1, id: Make.id(1), occurredAt: Make.start, recordedAt: Make.start,
            actor: Actor(principal: "uid:\u{0}1", person: "a\u{0}nn", via: ""))
        try store.append([Event(envelope: envelope, body: DaemonStarted(facts: .init(version: "\u{0}1")))])
        #expect(try store.reader.events(after: 0, limit: 1).first?.actor == envelope.actor)
        #expect(try test.verify().problem == nil)
    }

    @Test func theSameIdTwiceIsRefusedAndNothingOfItsBatchIsKept() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append(Make.mixed(1...3))
        let head = store.head
        let again = Event(
            envelope: Envelope(
                sequence: 5, id: Make.id(2), occurredAt: Make.start, recordedAt: Make.start, actor: Make.ann),
            body: NoteAdded(facts: .init(isPinned: false)))
        #expect(throws: LogError.duplicate(id: Make.id(2).description)) {
            try store.append([Make.note(4), again], outcomes: [(Make.id(50), [0x7B, 0x7D])])
        }
        #expect(store.head == head)
        #expect(try store.reader.outcome(of: Make.id(50)) == nil)
        try store.append([Make.note(4)])
        #expect(try store.reader.newest(limit: 2).map(\.sequence) == [3, 4])
        #expect(try test.verify().problem == nil)
    }

    @Test func everyCommitIsBroughtToTheDisk() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append([Make.note(1)])
        let (synchronous, mode, secure) = try store.pool.writeWithoutTransaction { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA synchronous"),
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA secure_delete")
            )
        }
        #expect(synchronous == 2)
        #expect(mode == "wal")
        #expect(secure == 1)
    }

    @Test func theLogAtRestIsOneFile() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append([Make.note(1)])
        #expect(try test.size(of: test.home.log + "-wal") > 0)
        store.close()
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: test.home.log + suffix) }
        let verification = try test.verify()
        #expect(verification.checked == 1)
        #expect(verification.problem == nil)
    }

    @Test func theLogIsReadWhileItIsWritten() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append([Make.note(1)])
        let other = try EventReader.open(test.home)
        #expect(try other.newest(limit: 5).map(\.sequence) == [1])
        try store.append([Make.note(2)])
        #expect(try other.newest(limit: 5).map(\.sequence) == [1, 2])
        #expect(try other.room() == Make.room)
        #expect(try test.verify().checked == 2)
    }

    /// The WAL is small again after every checkpoint, however much was written.
    @Test func theWalDoesNotGrowWithTheLog() throws {
        let test = try TestHome()
        let store = try test.open()
        for batch in 0..<150 {
            let first = Int64(batch * 200 + 1)
            try store.append((first..<first + 200).map { Make.note($0, String(repeating: "word ", count: 200)) })
        }
        #expect(try test.size(of: test.home.log) > 24 << 20)
        #expect(try test.size(of: test.home.log + "-wal") < 20 << 20)
    }
}
