import EventLog
import Foundation
import Testing
import WarRoom

@testable import Room

/// A running room whose home is taken away.
struct HomeAbsenceTests {
    @Test func itWaitsForTheHomeButNotForEver() {
        var absence = HomeAbsence()
        let start = ContinuousClock.now
        let time = Duration.milliseconds(Limits.homeAbsenceTime.count)
        func isOver(_ isGone: Bool, isReplaced: Bool = false, after duration: Duration) -> Bool {
            absence.isOver(isGone: isGone, isReplaced: isReplaced, at: start + duration)
        }
        #expect(!isOver(true, after: .zero))
        #expect(!isOver(true, after: time - .milliseconds(1)))
        #expect(!isOver(false, after: time), "it is back")
        #expect(!isOver(true, after: time * 2), "gone once more: the time begins anew")
        #expect(!isOver(true, after: time * 3 - .milliseconds(1)))
        #expect(isOver(true, after: time * 3))
        var other = HomeAbsence()
        let isOverAtOnce = other.isOver(isGone: true, isReplaced: true, at: start)
        #expect(isOverAtOnce, "what another has does not come back")
        let isOverWhileThere = other.isOver(isGone: false, isReplaced: true, at: start)
        #expect(!isOverWhileThere)
    }

    @Test func commandsAndAlertsAreRefusedInWordsUntilTheHomeIsBack() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home)
        try await bench.carryOut(AddNote("before"))
        let elsewhere = test.home.path + "-moved"
        try FileManager.default.moveItem(atPath: test.home.path, toPath: elsewhere)
        let refusal = await #expect(throws: Refusal.self) { try await bench.carryOut(AddNote("into nothing")) }
        #expect(refusal.map { "\($0)".contains("the home \(test.home.path) is gone: ") } == true)
        let observation = AlertObservation(
            alert: AlertID(value: 1), isFiring: true, severity: .warning, labels: ["host": "db-1"], title: "Disk",
            source: "plain", sender: "prometheus")
        let answer = await bench.writer.submit([ObserveAlert(observation)], actor: ErasureBench.prometheus)
        guard case .unwritable = answer else {
            Issue.record("an alert was answered with \(answer)")
            return
        }
        try FileManager.default.moveItem(atPath: elsewhere, toPath: test.home.path)
        // Whatever comes next makes the writer look again.
        try await bench.carryOut(AddNote("after"))
        await bench.stop()
        #expect(try Verification.check(test.home).problem == nil)
    }

    /// Nothing is written, and it is noticed all the same.
    @Test func aRoomAtRestNoticesWhenItIsAsked() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home)
        try await bench.carryOut(AddNote("before"))
        #expect(bench.writer.checkHome() == nil)
        let elsewhere = test.home.path + "-moved"
        try FileManager.default.moveItem(atPath: test.home.path, toPath: elsewhere)
        #expect(bench.writer.checkHome() == .gone(path: test.home.path, home: test.home.path))
        #expect(bench.writer.currentStatus.unwritable?.contains("is gone: put it back") == true)
        try FileManager.default.moveItem(atPath: elsewhere, toPath: test.home.path)
        try await bench.carryOut(AddNote("after"))
        #expect(bench.writer.currentStatus.unwritable == nil)
        await bench.stop()
    }
}
