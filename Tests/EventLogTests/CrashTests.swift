import EventCodec
import Foundation
import SeededRandom
import Testing
import WarRoom

@testable import EventLog

/// The writer is killed; what it acknowledged is there, or its loss is said.
@Suite struct CrashTests {
    /// A home whose writer was killed after appending `count` notes in one transaction each: the WAL holds them all.
    static func killed(after count: Int64) async throws -> TestHome {
        let test = try TestHome()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = test.home.path as String, count = count as Int64] in
            let store = try EventStore.open(Home(path: path), newRoom: { Make.room }).store
            try store.appendNotes(upTo: count)
            kill(getpid(), SIGKILL)
        }
        return test
    }

    @Test func whatWasAcknowledgedIsThereAfterAKill() async throws {
        let test = try await Self.killed(after: 25)
        #expect(try test.size(of: test.home.log + "-wal") > 0)
        let verification = try test.verify()
        #expect(verification.checked == 25)
        #expect(verification.problem == nil)
        #expect(try test.findings() == EventStore.Findings())
    }

    @Test func aWalThatWasCutIsFoundOut() async throws {
        let killed = try await Self.killed(after: 25)
        let length = try killed.size(of: killed.home.log + "-wal")
        var shorter = 0
        for cut in stride(from: 0, to: length, by: length / 40) {
            let test = try TestHome(copying: killed.home)
            try FileHandle(forWritingTo: URL(fileURLWithPath: test.home.log + "-wal")).truncate(atOffset: UInt64(cut))
            try FileManager.default.removeItem(atPath: test.home.log + "-shm")
            let (store, findings) = try EventStore.open(test.home, newRoom: { Make.id(99) })
            #expect(store.room == Make.room)
            let last = try store.reader.last(room: store.room).sequence
            #expect(findings.lost == (last == 25 ? nil : (last + 1)...25), "cut at \(cut)")
            if last < 25 { shorter += 1 }
            #expect(store.head.sequence == 25)
            try store.append([Make.event(26, LogTruncationFound(facts: .init(from: last + 1, to: 25)))])
            store.close()
            #expect(try test.verify().firstBad == (last == 25 ? nil : last + 1), "cut at \(cut)")
        }
        #expect(shorter > 30)
    }

    @Test func aWalThatIsGoneIsFoundOut() async throws {
        let test = try await Self.killed(after: 25)
        for suffix in ["-wal", "-shm"] { try FileManager.default.removeItem(atPath: test.home.log + suffix) }
        let (store, findings) = try EventStore.open(test.home, newRoom: { Make.id(99) })
        #expect(store.room == Make.room)
        #expect(findings.lost?.upperBound == 25)
        store.close()
    }

    /// A backup was put back, or the disk went back in time.
    @Test func anOlderLogUnderItsNewerHeadIsFoundOut() throws {
        let test = try TestHome()
        let first = try test.open()
        try first.appendNotes(upTo: 5)
        first.close()
        let backup = try TestHome(copying: test.home)
        let second = try test.open()
        try second.appendNotes(upTo: 12)
        second.close()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: test.home.log + suffix)
            try? FileManager.default.copyItem(atPath: backup.home.log + suffix, toPath: test.home.log + suffix)
        }
        #expect(try test.verify().firstBad == 6)
        #expect(try test.findings().lost == 6...12)
    }

    @Test func theWalOfAnotherLogIsFoundOut() async throws {
        let test = try await Self.killed(after: 25)
        let other = try await Self.killed(after: 25)
        for suffix in ["-wal", "-shm"] { try FileManager.default.removeItem(atPath: test.home.log + suffix) }
        try FileManager.default.copyItem(atPath: other.home.log + "-wal", toPath: test.home.log + "-wal")
        let findings = try test.findings()
        let verification = try test.verify()
        #expect(findings != EventStore.Findings())
        #expect(verification.problem != nil)
    }

    /// The child is killed at a moment that nobody chose, in the middle of its appends.
    @Test(arguments: UInt64(1)...8)
    func nothingAcknowledgedIsLostWhenTheWriterIsKilledAnywhere(seed: UInt64) async throws {
        let test = try TestHome()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = test.home.path as String, seed = seed as UInt64] in
            var generator = SplitMix64(seed: seed)
            let store = try EventStore.open(Home(path: path), newRoom: { Make.room }).store
            let acknowledged = open(path + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
            let delay = UInt32.random(in: 1000...60_000, using: &generator)
            Thread.detachNewThread {
                usleep(delay)
                kill(getpid(), SIGKILL)
            }
            while true {
                let size = Int64.random(in: 1...5, using: &generator)
                try store.append((1...size).map { Make.note(store.head.sequence + $0) })
                let line = Array("\(store.head.sequence)\n".utf8)
                write(acknowledged, line, line.count)
            }
        }
        let text = (try? String(contentsOfFile: test.home.path + "/acknowledged", encoding: .utf8)) ?? ""
        let acknowledged = text.split(separator: "\n").last.flatMap { Int64($0) } ?? 0
        let verification = try test.verify()
        #expect(verification.problem == nil, "seed \(seed)")
        #expect(verification.last >= acknowledged, "seed \(seed)")
        #expect(verification.last <= acknowledged + 5, "seed \(seed)")
        #expect(try test.findings() == EventStore.Findings(), "seed \(seed)")
    }
}
