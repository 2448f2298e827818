import EventLog
import Foundation
import GRDB
import Testing
import WarRoom

@Suite struct TimelineErasureTests {
    private static let secret = "hunter2-correct-horse"

    private static func fixture() throws -> TimelineFixture {
        var sentences = (1...40).map { "note number \($0) about the disk" }
        sentences[16] = "the password is \(secret)"
        return try TimelineFixture(sentences, isIndexed: true)
    }

    /// How many entries the index knows with three letters in a row.
    private static func count(_ letters: String, in test: TestHome) throws -> Int {
        let queue = try DatabaseQueue(path: test.home.views)
        defer { try? queue.close() }
        return try queue.write { database in
            try database.execute(sql: "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'row')")
            return try Int.fetchOne(database, sql: "SELECT doc FROM words WHERE term = ?", arguments: [letters]) ?? 0
        }
    }

    @Test func whatAnEntrySaidIsInNoFileAndNoIndex() throws {
        let fixture = try Self.fixture()
        #expect(try fixture.sequences(Self.secret) == [17])
        #expect(try Self.count("r2-", in: fixture.test) == 1)
        try fixture.store.erase([.retell(.sequence(17), sentence: "redacted by lin: a password")])
        #expect(try fixture.store.emptyWriteAheadLog())
        #expect(try fixture.test.files(containing: Self.secret) == [])
        #expect(try fixture.store.entry(.sequence(17))?.sentence == "redacted by lin: a password")
        #expect(try fixture.sequences("hunter") == [])
        #expect(try fixture.sequences("redacted by lin") == [17])
        #expect(try Self.count("r2-", in: fixture.test) == 0)
        #expect(try Self.count("dis", in: fixture.test) == 0, "all words are indexed anew")
        try fixture.indexAll()
        #expect(try Self.count("r2-", in: fixture.test) == 0)
        #expect(try Self.count("dis", in: fixture.test) == 39)
        #expect(try fixture.sequences("redacted") == [17])
        #expect(try fixture.sequences("number 3").count == 13)
    }

    /// An amendment of before has moved the row within the file.
    @Test func whatWasAmendedBeforeLeavesNothingEither() throws {
        let fixture = try Self.fixture()
        for length in [900, 3, 2000, 40] {
            let words = String(repeating: "x", count: length) + Self.secret
            try fixture.store.write([.amend(.correct(Make.id(17), body: words, movedTo: nil))], position: 40)
            _ = try fixture.store.indexSome(limit: 7)
        }
        try fixture.store.erase([.retell(.id(Make.id(17)), sentence: "redacted by lin: a password")])
        #expect(try fixture.store.emptyWriteAheadLog())
        #expect(try fixture.test.files(containing: Self.secret) == [])
        #expect(try fixture.store.entry(.sequence(17))?.isCorrected == false)
    }

    @Test func viewsAreMadeAnewWhereThatIsAskedFor() throws {
        let fixture = try Self.fixture()
        fixture.store.close()
        let (kept, isNew) = try TimelineStore.open(fixture.test.home, room: Make.room)
        #expect(!isNew)
        #expect(try kept.position() == 40)
        kept.close()
        let (anew, isAnew) = try TimelineStore.open(fixture.test.home, room: Make.room, anew: true)
        #expect(isAnew)
        #expect(try anew.position() == 0)
        #expect(try fixture.test.files(containing: Self.secret) == [])
        anew.close()
    }

    @Test func everySnapshotIsRemoved() throws {
        let test = try TestHome()
        let snapshots = SnapshotStore(test.home)
        for sequence in [Int64(3), 9] {
            try snapshots.write(RoomState(), at: Head(room: Make.room, sequence: sequence, hash: [1]))
        }
        try Data().write(to: URL(fileURLWithPath: test.home.snapshots + "/12.snapshot.new"))
        #expect(snapshots.removeAll())
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.home.snapshots).isEmpty)
    }
}
