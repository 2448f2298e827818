import Foundation
import Testing
import WarRoom

@testable import EventLog

/// What is said of a log of which little or nothing is left.
struct LostLogTests {
    private func home(events: Int64) throws -> TestHome {
        let test = try TestHome()
        let store = try test.open()
        try store.appendNotes(upTo: events)
        store.close()
        for suffix in ["-wal", "-shm"] { unlink(test.home.log + suffix) }
        return test
    }

    @Test(arguments: [true, false]) func aLogThatIsGoneOrEmptyHasLostWhatItsHeadSays(_ isThere: Bool) throws {
        let test = try home(events: 5)
        #expect(unlink(test.home.log) == 0)
        if isThere { #expect(FileManager.default.createFile(atPath: test.home.log, contents: nil)) }
        let result = try test.verify()
        #expect(result.firstBad == 1 && result.checked == 0)
        #expect(result.problem?.contains("the events #1 to #5 are lost") == true)
        #expect(result.problem?.contains("accept-head") == true)
    }

    @Test func withoutAHeadThereIsNoLogYet() throws {
        let test = try TestHome()
        #expect(throws: LogError.self) { try test.verify() }
    }

    @Test(arguments: [0.5, 0.02]) func aLogThatWasCutOffIsDamaged(_ part: Double) throws {
        let test = try home(events: 400)
        let size = try test.size(of: test.home.log)
        #expect(truncate(test.home.log, Int(Double(size) * part)) == 0)
        do {
            let result = try test.verify()
            #expect(result.problem?.contains(LogError.salvageHint) == true, "\(result)")
        } catch LogError.damaged {
            // Where not even the room can be read.
        }
    }

    @Test func aFileThatIsNoDatabaseIsDamage() throws {
        let test = try home(events: 3)
        try Data(repeating: 0x41, count: 40_000).write(to: URL(fileURLWithPath: test.home.log))
        let error = #expect(throws: LogError.self) { try EventReader.open(test.home) }
        guard case .damaged? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
