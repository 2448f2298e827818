import EventCodec
import Foundation
import GRDB
import Testing
import WarRoom

@testable import EventLog

/// The head outside the log tells when the log has lost its end.
@Suite struct HeadTests {
    static func log(_ count: Int64 = 10) throws -> TestHome {
        let test = try TestHome()
        let store = try test.open()
        try store.appendNotes(upTo: count)
        store.close()
        return test
    }

    @Test(arguments: [Int64(1), 3, 10])
    func aLogThatLostItsEndSaysWhatIsLost(lost: Int64) throws {
        let test = try Self.log()
        try test.tamper(sql: "DELETE FROM events WHERE sequence > ?", [10 - lost])
        let verification = try test.verify()
        #expect(verification.firstBad == 11 - lost)
        #expect(
            verification.problem
                == "the log ends at #\(10 - lost), its head says #10: \(lost) acknowledged events are lost")
        let (store, findings) = try EventStore.open(test.home, newRoom: { Make.room })
        #expect(findings.lost == (11 - lost)...10)
        #expect(findings.problems.isEmpty)
        #expect(store.head.sequence == 10)
        store.close()
        #expect(try test.findings().lost == (11 - lost)...10, "still so when nothing was appended")
    }

    @Test func lostNumbersAreNeverUsedAgain() throws {
        let test = try Self.log()
        try test.tamper(sql: "DELETE FROM events WHERE sequence > 7")
        let store = try test.open()
        try store.append([Make.event(11, LogTruncationFound(facts: .init(from: 8, to: 10)))])
        try store.append([Make.note(12)])
        #expect(try store.reader.newest(limit: 3).map(\.sequence) == [7, 11, 12])
        store.close()
        #expect(try test.findings() == EventStore.Findings())
        let verification = try test.verify()
        #expect(verification.firstBad == 8)
        #expect(
            verification.problem == "the events to #10 were lost, which #11 says as well; the rest is whole")
        #expect(verification.checked == 9)
        #expect(verification.last == 12)
    }

    @Test func aGapOfAnySizeIsPassedOver() throws {
        let test = try Self.log()
        try test.tamper(sql: "UPDATE events SET sequence = ? WHERE sequence = 10", [Int64(1) << 53])
        let store = try test.open()
        var read: [Int64] = []
        try store.reader.forEachEvent(after: 0) { envelope, _ in read.append(envelope.sequence) }
        #expect(read == Array(1...9) + [1 << 53])
        store.close()
    }

    @Test func whatFollowsALossIsCheckedAsWell() throws {
        let test = try Self.log()
        try test.tamper(sql: "DELETE FROM events WHERE sequence > 7")
        let store = try test.open()
        try store.append([Make.event(11, LogTruncationFound(facts: .init(from: 8, to: 10)))])
        try store.append([Make.note(12), Make.note(13)])
        store.close()
        try test.tamper(sql: "UPDATE events SET person = 'eve' WHERE sequence = 12")
        #expect(try test.verify().firstBad == 12)
    }

    @Test(arguments: [(Int64(8), Int64(9)), (7, 10), (9, 10)])
    func aLossThatTheLogTellsOtherwiseIsNoKnownLoss(told: (Int64, Int64)) throws {
        let test = try Self.log()
        try test.tamper(sql: "DELETE FROM events WHERE sequence > 7")
        let store = try test.open()
        try store.append([Make.event(11, LogTruncationFound(facts: .init(from: told.0, to: told.1)))])
        store.close()
        let verification = try test.verify()
        #expect(verification.firstBad == 8)
        #expect(verification.problem == "the event is missing, #11 follows")
    }

    @Test func aMissingHeadIsReported() throws {
        let test = try Self.log()
        try FileManager.default.removeItem(atPath: test.home.head)
        #expect(try test.verify().problem == "the head file is missing or cannot be read")
        let findings = try test.findings()
        #expect(findings.lost == nil)
        #expect(findings.problems.count == 1)
    }

    @Test(arguments: [
        "", "garbage", "warroom-head 1\n", String(repeating: "x", count: 10_000),
        "warroom-head 1\n\(Make.room)\n9223372036854775807\n\(String(repeating: "0", count: 64))\n",
    ])
    func aHeadThatIsNoneIsReportedAndMended(text: String) throws {
        let test = try Self.log()
        try text.write(toFile: test.home.head, atomically: false, encoding: .utf8)
        #expect(try test.verify().problem != nil)
        let (store, findings) = try EventStore.open(test.home, newRoom: { Make.room })
        #expect(findings.lost == nil)
        #expect(findings.problems.count == 1)
        try store.append([Make.note(11)])
        store.close()
        #expect(try test.findings() == EventStore.Findings())
        #expect(try test.verify().problem == nil)
    }

    /// A position that was damaged must not send the log to a wrong number.
    @Test func everyDamagedByteOfTheHeadIsReported() throws {
        let test = try Self.log()
        let head = try Data(contentsOf: URL(fileURLWithPath: test.home.head))
        for index in head.indices {
            for bit in 0..<UInt8(8) {
                var bytes = head
                bytes[index] ^= 1 << bit
                let read = Head(text: String(decoding: bytes, as: UTF8.self))
                // Hex digits may change their case without meaning anything else.
                #expect(
                    read == nil || read == Head(text: String(decoding: head, as: UTF8.self)), "bit \(bit) of \(index)")
            }
        }
        for length in 0..<head.count {
            #expect(
                Head(text: String(decoding: head.prefix(length), as: UTF8.self)) == nil, "the first \(length) bytes")
        }
    }

    @Test func aHeadOfAnotherRoomIsReported() throws {
        let test = try Self.log()
        let other = Head(room: Make.id(5), sequence: 400, hash: [UInt8](repeating: 7, count: 32))
        try other.text.write(toFile: test.home.head, atomically: false, encoding: .utf8)
        #expect(try test.verify().problem == "the head file is of another room (\(Make.id(5)))")
        let findings = try test.findings()
        #expect(findings.lost == nil)
        #expect(findings.problems == ["the head file is of another room (\(Make.id(5)))"])
    }

    @Test func aHeadWithAnotherHashIsReported() throws {
        let test = try Self.log()
        let other = Head(room: Make.room, sequence: 9, hash: [UInt8](repeating: 7, count: 32))
        try other.text.write(toFile: test.home.head, atomically: false, encoding: .utf8)
        #expect(try test.verify().firstBad == 9)
        #expect(try test.findings().problems.first?.contains("event #9") == true)
    }

    /// The daemon died between the commit and the head.
    @Test func aHeadThatLagsByOneIsFine() throws {
        let test = try Self.log()
        let reader = try EventReader.open(test.home)
        let before = Head(room: Make.room, sequence: 9, hash: try #require(try reader.hash(at: 9)))
        try before.text.write(toFile: test.home.head, atomically: false, encoding: .utf8)
        #expect(try test.findings() == EventStore.Findings())
        #expect(try test.verify().problem == nil)
    }

    /// The main file had nothing yet when the WAL went away: not even the tables are left.
    @Test(arguments: [true, false])
    func aLogThatIsGoneAltogetherIsStillTheSameRoom(keepsEmptyFile: Bool) throws {
        let test = try Self.log()
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: test.home.log + suffix) }
        if keepsEmptyFile { #expect(FileManager.default.createFile(atPath: test.home.log, contents: nil)) }
        let (store, findings) = try EventStore.open(test.home, newRoom: { Make.id(99) })
        #expect(store.room == Make.room)
        #expect(findings.lost == 1...10)
        try store.append([Make.event(11, LogTruncationFound(facts: .init(from: 1, to: 10)))])
        store.close()
        #expect(try test.verify().problem == "the events to #10 were lost, which #11 says as well; the rest is whole")
    }

    @Test func theHeadIsWrittenBeforeAppendReturns() throws {
        let test = try TestHome()
        let store = try test.open()
        for sequence in Int64(1)...5 {
            try store.append([Make.note(sequence)])
            #expect(HeadFile.read(path: test.home.head) == store.head)
        }
        store.syncHead()
        #expect(HeadFile.read(path: test.home.head) == store.head)
    }

    /// The events are in the log, nobody was told so, and what comes next follows them.
    @Test func aHeadThatCannotBeWrittenIsSaidAndLosesNothing() throws {
        let test = try TestHome()
        try FileManager.default.createDirectory(atPath: test.home.head, withIntermediateDirectories: false)
        let store = try test.open()
        let error = #expect(throws: LogError.self) { try store.append([Make.note(1)]) }
        #expect(error == .unwritable(reason: "\(test.home.head): Is a directory"))
        #expect(store.head.sequence == 1)
        #expect(throws: LogError.self) { try store.probe() }
        try FileManager.default.removeItem(atPath: test.home.head)
        try store.probe()
        #expect(HeadFile.read(path: test.home.head) == store.head)
        try store.append([Make.note(2)])
        store.close()
        #expect(try test.findings() == EventStore.Findings())
        #expect(try test.verify().checked == 2)
    }

    /// `verify` may run beside the daemon: what is appended meanwhile is no loss.
    @Test func verifyingWhileSomebodyAppendsFindsNothingWrong() async throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append([Make.note(1)])
        let home = test.home
        let verifier = Task.detached {
            var problems: [String] = []
            for _ in 0..<40 { if let problem = try Verification.check(home).problem { problems.append(problem) } }
            return problems
        }
        try store.appendNotes(upTo: 500)
        #expect(try await verifier.value == [])
    }
}
