import EventCodec
import Foundation
import SeededRandom
import Testing
import WarRoom

@testable import EventLog

/// Damage is never silent: after it the log says the same as before, or opening or verifying says what is wrong.
///
/// `WARROOM_THOROUGH=1` damages every byte; otherwise every so-manieth, so that the tests stay quick.
@Suite struct DamageTests {
    static var isThorough: Bool { ProcessInfo.processInfo.environment["WARROOM_THOROUGH"] == "1" }

    /// What a log says, read without trusting anything.
    struct Content: Equatable {
        var records: [EventRecord]
    }

    enum Verdict: Equatable {
        case same
        case reported
        case silent(String)
    }

    /// A home at rest with a part in the main file, and one whose writer was killed with all in the WAL.
    static func home(killed: Bool) async throws -> TestHome {
        if killed { return try await CrashTests.killed(after: 12) }
        let test = try TestHome()
        let store = try test.open()
        try store.append(Make.mixed(1...12))
        store.close()
        return test
    }

    @Test(arguments: [("", false, 101), ("-wal", true, 509)])
    func aFlippedByteIsHarmlessOrReported(suffix: String, isKilled: Bool, step: Int) async throws {
        let original = try await Self.home(killed: isKilled)
        let content = try Self.content(of: original.home)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: original.home.log + suffix)))
        #expect(content.records.count == 12)
        var generator = SplitMix64(seed: 7)
        var verdicts: [Bool: Int] = [:]
        for offset in stride(from: 0, to: bytes.count, by: Self.isThorough ? 1 : step) {
            let mask: UInt8 = 1 << UInt8.random(in: 0..<8, using: &generator)
            let verdict = try Self.verdict(of: original, content) { home in
                var damaged = bytes
                damaged[offset] ^= mask
                try Data(damaged).write(to: URL(fileURLWithPath: home.log + suffix))
            }
            verdicts[verdict == .same, default: 0] += 1
            if case .silent(let what) = verdict { Issue.record("log.db\(suffix) byte \(offset) ^ \(mask): \(what)") }
        }
        #expect(verdicts[false, default: 0] > 0)
    }

    @Test(arguments: [("", false), ("-wal", true), ("", true)])
    func aFileCutAnywhereIsHarmlessOrReported(suffix: String, isKilled: Bool) async throws {
        let original = try await Self.home(killed: isKilled)
        let content = try Self.content(of: original.home)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: original.home.log + suffix))
        for length in stride(from: 0, to: bytes.count, by: Self.isThorough ? 16 : max(1, bytes.count / 30)) {
            let verdict = try Self.verdict(of: original, content) { home in
                try bytes.prefix(length).write(to: URL(fileURLWithPath: home.log + suffix))
            }
            if case .silent(let what) = verdict { Issue.record("log.db\(suffix) cut at \(length): \(what)") }
        }
    }

    /// A page of zeros, or one that belongs elsewhere: what disks really do.
    @Test(arguments: [true, false])
    func aLostOrMisplacedPageIsHarmlessOrReported(isZeros: Bool) async throws {
        let original = try await Self.home(killed: false)
        let content = try Self.content(of: original.home)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: original.home.log)))
        let page = 4096
        for start in stride(from: 0, to: bytes.count, by: page) {
            let verdict = try Self.verdict(of: original, content) { home in
                var damaged = bytes
                let other = (start + page) % bytes.count
                damaged.replaceSubrange(
                    start..<start + page,
                    with: isZeros ? [UInt8](repeating: 0, count: page) : Array(bytes[other..<other + page]))
                try Data(damaged).write(to: URL(fileURLWithPath: home.log))
            }
            if case .silent(let what) = verdict { Issue.record("page at \(start): \(what)") }
        }
    }

    /// Damages a copy, opens it and verifies it. A trap would end the whole test run.
    static func verdict(of original: TestHome, _ content: Content, damage: (Home) throws -> Void) throws -> Verdict {
        let copy = try TestHome(copying: original.home)
        // What the killed writer left in memory is gone with it.
        try? FileManager.default.removeItem(atPath: copy.home.log + "-shm")
        try damage(copy.home)
        do {
            let (store, findings) = try EventStore.open(copy.home, newRoom: { Make.id(99) })
            _ = try? store.reader.newest(limit: 5)
            _ = try? store.reader.event(.id(Make.id(3)))
            _ = try? store.reader.outcome(of: Make.id(3))
            store.close()
            let verification = try copy.verify()
            if findings != EventStore.Findings() || verification.problem != nil { return .reported }
            let found = try Self.content(of: copy.home)
            return found == content ? .same : .silent("\(found.records.count) events of \(content.records.count)")
        } catch let error as LogError {
            return error.description.isEmpty ? .silent("no words") : .reported
        } catch {
            return .silent("not a sentence for people: \(error)")
        }
    }

    static func content(of home: Home) throws -> Content {
        Content(records: try EventReader.open(home).events(after: .min, limit: 1000))
    }
}
