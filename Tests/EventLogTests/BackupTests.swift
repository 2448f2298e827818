import EventCodec
import Foundation
import Testing
import WarRoom

@testable import EventLog

/// A backup is one moment of the log, with what is wrong with it.
@Suite struct BackupTests {
    @Test func aCopyIsMadeWhileTheLogIsWritten() async throws {
        let (test, copy) = (try TestHome(), try TestHome())
        let store = try test.open()
        try store.append(Make.mixed(1...50), outcomes: [(Make.id(500), Array("{}".utf8))])
        let (source, target) = (test.home, copy.home)
        let backup = Task.detached { try LogBackup.run(of: source, to: target) }
        try store.appendNotes(upTo: 300)
        let (head, verification) = try await backup.value
        #expect(verification.problem == nil && verification.last == head.sequence)
        #expect((50...300).contains(head.sequence))
        let rows = try copy.home.rows
        #expect(try rows == Array(test.home.rows.prefix(rows.count)))
        #expect(HeadFile.read(path: copy.home.head) == head)
        // The copy goes on by itself.
        let (second, findings) = try EventStore.open(copy.home, newRoom: { Make.id(99) })
        #expect(findings == EventStore.Findings() && second.head == head)
        #expect(try second.reader.outcome(of: Make.id(500)) == Array("{}".utf8))
        try second.appendNotes(upTo: head.sequence + 3)
        second.close()
        #expect(try copy.verify().problem == nil)
    }

    @Test func theCopyIsOneFileAndItsOwnersAlone() throws {
        let (test, copy) = (try TestHome(), try TestHome())
        let store = try test.open()
        try store.append(Make.mixed(1...5))
        _ = try LogBackup.run(of: test.home, to: copy.home)
        let names = try FileManager.default.contentsOfDirectory(atPath: copy.home.path)
        #expect(Set(names) == ["log.db", "head", "snapshots"])
        for name in ["log.db", "head"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(copy.home.path)/\(name)")
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        withExtendedLifetime(store) {}
    }

    /// Whatever the log's head says against the log, the copy's head says against the copy.
    @Test(arguments: [
        "DELETE FROM events WHERE sequence > 7", "UPDATE events SET person = 'eve' WHERE sequence = 3",
        "UPDATE events SET hash = zeroblob(32) WHERE sequence = 10",
        "UPDATE facts SET value = '\(Make.id(77))' WHERE name = 'room'",
    ])
    func whatIsWrongWithTheLogIsWrongWithTheCopy(sql: String) throws {
        let (test, copy) = (try HeadTests.log(), try TestHome())
        try test.tamper(sql: sql)
        let expected = try test.verify()
        #expect(expected.problem != nil)
        #expect(try LogBackup.run(of: test.home, to: copy.home).verification == expected)
    }

    @Test func aCopyOfALogWithoutAHeadGetsOne() throws {
        let (test, copy) = (try HeadTests.log(), try TestHome())
        try FileManager.default.removeItem(atPath: test.home.head)
        let (head, verification) = try LogBackup.run(of: test.home, to: copy.home)
        #expect(head.sequence == 10 && verification.problem == nil)
    }

    @Test func whereThereIsNoLogNothingIsLeftBehind() throws {
        let (test, copy) = (try TestHome(), try TestHome())
        #expect(throws: LogError.self) { try LogBackup.run(of: test.home, to: copy.home) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: copy.home.path) == ["snapshots"])
    }
}
