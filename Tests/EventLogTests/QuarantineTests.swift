import Foundation
import Testing

@testable import EventLog
@testable import WarRoom

/// What stopped the room is remembered, and can be let go.
struct QuarantineTests {
    private static let now = Make.start

    @Test func whatIsAddedIsReadAgain() throws {
        let test = try TestHome()
        #expect(Quarantine(reading: test.home).rows.isEmpty)
        var quarantine = Quarantine()
        try quarantine.add(event: 7, at: Self.now, because: "it \"traps\"\nhere")
        try quarantine.add(event: 7, at: Self.now + .seconds(1), because: "again")
        quarantine.add(HandMarkTests.input, at: Self.now, because: "so")
        quarantine.add(HandMarkTests.input, at: Self.now, because: "so")
        try quarantine.write(to: test.home)
        let read = Quarantine(reading: test.home)
        #expect(read == quarantine && read.rows.count == 2)
        #expect(read.events == [7] && read.inputs == [HandMarkTests.input.digest])
        #expect(read.rows.last?.who == "sender:curl" && read.rows.last?.dialect == "plain")
        let mode = try FileManager.default.attributesOfItem(atPath: test.home.quarantine)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func whatIsLetGoIsTakenInAgainAndThenForgotten() throws {
        var quarantine = Quarantine()
        try quarantine.add(event: 7, at: Self.now, because: "so")
        quarantine.add(HandMarkTests.input, at: Self.now, because: "so")
        #expect(quarantine.release(event: 8, at: Self.now) == nil)
        #expect(quarantine.release(input: "xyz", at: Self.now) == nil)
        #expect(!quarantine.hasReleasedEvents)
        #expect(quarantine.release(event: 7, at: Self.now)?.event == 7)
        #expect(quarantine.release(event: 7, at: Self.now) == nil)
        #expect(quarantine.hasReleasedEvents && quarantine.events.isEmpty)
        let digest = HandMarkTests.input.digest
        #expect(quarantine.release(input: String(digest.prefix(8)), at: Self.now)?.input == digest)
        #expect(quarantine.inputs.isEmpty && quarantine.rows.count == 2)
        quarantine.forgetReleased()
        #expect(quarantine.rows.isEmpty && !quarantine.hasReleasedEvents)
    }

    @Test func itIsCappedAndNeverForgetsAnEvent() throws {
        var quarantine = Quarantine()
        for number in 0..<Limits.quarantineMax {
            quarantine.add(
                HeldInput(dialect: "d", target: "t\(number)", who: "w", body: []), at: Self.now, because: "so")
        }
        for number in 1...Int64(Limits.quarantineMax) {
            try quarantine.add(event: number, at: Self.now, because: "so")
            #expect(quarantine.rows.count == Limits.quarantineMax)
        }
        #expect(quarantine.events.count == Limits.quarantineMax && quarantine.inputs.isEmpty)
        #expect(throws: LogError.self) { try quarantine.add(event: 5000, at: Self.now, because: "so") }
    }

    @Test func linesThatCannotBeReadArePassedOver() throws {
        let test = try TestHome()
        let lines = [
            "{", "7", #"{"event":0,"since":"2025-01-01T00:00:00.000Z","reason":"x"}"#,
            #"{"since":"2025-01-01T00:00:00.000Z","reason":"neither"}"#, "\u{1}", "",
        ]
        var quarantine = Quarantine()
        try quarantine.add(event: 9, at: Self.now, because: "so")
        try quarantine.write(to: test.home)
        let good = try String(contentsOfFile: test.home.quarantine, encoding: .utf8)
        try (lines.joined(separator: "\n") + "\n" + good).write(
            toFile: test.home.quarantine, atomically: false, encoding: .utf8)
        #expect(Quarantine(reading: test.home) == quarantine)
    }

    @Test func aSnapshotIsOnlyUsedWhereTheSameEventsAreLeftOut() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try SnapshotTests.home(story)
        var state = RoomState()
        for event in story.events {
            if event.envelope.sequence == 5 { state.leaveOut(5) } else { state.apply(event) }
        }
        try snapshots.write(state, at: store.head)
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == nil)
        #expect(snapshots.newest(of: store.reader, leavingOut: [5, 6]).map(RoomState.init) == nil)
        let later = store.head.sequence + 1
        #expect(snapshots.newest(of: store.reader, leavingOut: [5, later]).map(RoomState.init) == state)
        #expect(snapshots.newest(of: store.reader, leavingOut: [5])?.leftOut == [5])
        withExtendedLifetime(test) {}
    }
}
