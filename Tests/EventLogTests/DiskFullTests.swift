import Foundation
import GRDB
import Testing
import WarRoom

@testable import EventLog

/// Nothing can be written for a while: what was acknowledged stays, nothing else is there, and it goes on by itself.
@Suite struct DiskFullTests {
    @Test func aFullDatabaseIsSaidAndLosesNothing() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.appendNotes(upTo: 5)
        try store.limit(toPages: try store.pages())
        let big = String(repeating: "x", count: 8000)
        var failure: LogError?
        while failure == nil {
            let head = store.head
            do {
                try store.append([Make.note(head.sequence + 1, big)], outcomes: [(Make.id(900), [0x7B, 0x7D])])
                #expect(store.head.sequence == head.sequence + 1)
            } catch let error as LogError {
                failure = error
                #expect(store.head == head)
            }
        }
        #expect(failure == .unwritable(reason: "the disk is full: free some space, the room goes on by itself"))
        let acknowledged = store.head
        #expect(try store.reader.last(room: store.room) == acknowledged)
        #expect(throws: LogError.self) { try store.probe() }
        try store.limit(toPages: 1 << 20)
        try store.probe()
        #expect(store.head == acknowledged)
        try store.appendNotes(upTo: acknowledged.sequence + 3)
        store.close()
        let verification = try test.verify()
        #expect(verification.checked == acknowledged.sequence + 3)
        #expect(verification.problem == nil)
    }

    @Test func aBatchThatDoesNotFitIsWhollyAbsent() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.appendNotes(upTo: 5)
        try store.limit(toPages: try store.pages() + 2)
        let batch = (Int64(6)...200).map { Make.note($0, String(repeating: "x", count: 500)) }
        #expect(throws: LogError.self) { try store.append(batch, outcomes: [(Make.id(900), [0x7B, 0x7D])]) }
        #expect(store.head.sequence == 5)
        #expect(try store.reader.last(room: store.room).sequence == 5)
        #expect(try store.reader.outcome(of: Make.id(900)) == nil)
        try store.limit(toPages: 1 << 20)
        try store.append(batch)
        #expect(store.head.sequence == 200)
        store.close()
        #expect(try test.verify().problem == nil)
    }

    /// Files may not grow any more, as on a full disk: here the commit itself fails, in a process of its own.
    @Test func aFileThatCannotGrowIsSaidAndLosesNothing() async throws {
        let test = try TestHome()
        await #expect(processExitsWith: .success) { [path = test.home.path as String] in
            let fileSize = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
            signal(SIGXFSZ, SIG_IGN)
            let store = try EventStore.open(Home(path: path), newRoom: { Make.room }).store
            try store.appendNotes(upTo: 5)
            var old = rlimit()
            getrlimit(fileSize, &old)
            for round in Int64(1)...3 {
                let wal = try FileManager.default.attributesOfItem(atPath: path + "/log.db-wal")[.size] as? UInt64 ?? 0
                var tight = rlimit(rlim_cur: UInt(wal + 9000), rlim_max: old.rlim_max)
                setrlimit(fileSize, &tight)
                var failures = 0
                while failures == 0 {
                    let head = store.head
                    do {
                        try store.append([Make.note(head.sequence + 1, String(repeating: "x", count: 3000))])
                    } catch LogError.unwritable {
                        failures += 1
                        precondition(store.head == head)
                    }
                }
                precondition((try? store.probe()) == nil)
                setrlimit(fileSize, &old)
                try store.probe()
                try store.appendNotes(upTo: store.head.sequence + round)
            }
            let line = Array("\(store.head.sequence)".utf8)
            let descriptor = open(path + "/acknowledged", O_WRONLY | O_CREAT, 0o600)
            precondition(write(descriptor, line, line.count) == line.count)
            exit(EXIT_SUCCESS)
        }
        let text = try String(contentsOfFile: test.home.path + "/acknowledged", encoding: .utf8)
        let verification = try test.verify()
        #expect(verification.problem == nil)
        #expect(verification.checked == Int64(text))
    }
}

extension EventStore {
    fileprivate func pages() throws -> Int {
        try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    }

    /// Lets the database have no more pages: SQLite then answers as on a full disk.
    fileprivate func limit(toPages count: Int) throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") }
    }
}
