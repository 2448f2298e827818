import EventCodec
import EventLog
import Testing
import WarRoom

@testable import Room

/// Old words go by themselves where the configuration says so.
struct RetirementTests {
    private static let start = Instant(milliseconds: 1_764_000_000_000)

    private static func bench(_ test: TemporaryHome, _ clock: ClockWatchTests.HandClock, age: Milliseconds?) throws
        -> ErasureBench
    {
        var policy = Policy()
        policy.alertTextAge = age
        return try ErasureBench(test.home, policy: policy, clock: clock)
    }

    private static func age(_ clock: ClockWatchTests.HandClock, _ length: Milliseconds) {
        clock.advance(wall: length, uptime: length)
    }

    /// The state once a pass over old words has come to its end.
    private static func retired(_ bench: ErasureBench) async throws -> RoomState {
        for _ in 0..<100_000 {
            let state = await bench.writer.ask { $0 }
            if state.textRetiredTo != nil { return state }
            await Task.yield()
        }
        throw Refusal(.conflict, "nothing was retired")
    }

    @Test func theWordsOfAlertsThatAreGoneGoAndTheOthersStay() async throws {
        let test = try TemporaryHome()
        let clock = ClockWatchTests.HandClock()
        let bench = try Self.bench(test, clock, age: .days(30))
        await bench.hear(1, "gone-title-of-old", ["summary": "gone-words-of-old"])
        await bench.hear(2, "shown-title-of-old", ["summary": "shown-words-of-old"])
        try await bench.carryOut(Acknowledge(AlertSelection(ids: ["0000000000000001"]), note: "note-of-old"))
        await bench.hear(1, isFiring: false, "gone-title-of-old")
        try await bench.carryOut(AddNote("a note of old"))
        Self.age(clock, .days(31))
        let state = try await Self.retired(bench)
        #expect(state.alerts[AlertID(value: 1)]?.title == Erased.words)
        #expect(state.alerts[AlertID(value: 2)]?.annotations == ["summary": "shown-words-of-old"])
        #expect(try bench.found("a note of old") == ["a note of old"])
        #expect(try bench.found("erased").contains("(erased) on db-1 resolved"))
        await bench.stop()
        for words in ["gone-title-of-old", "gone-words-of-old", "note-of-old"] {
            #expect(bench.files(containing: words) == [], "\(words)")
        }
        #expect(try Verification.check(test.home).problem == nil)
        let again = try Self.bench(test, clock, age: nil)
        let reopened = await again.writer.ask { $0 }
        #expect(try again.replayed() == reopened)
        #expect(reopened.alerts[AlertID(value: 2)]?.title == "shown-title-of-old")
        await again.stop()
    }

    @Test func nothingGoesUnlessTheConfigurationSaysSo() async throws {
        let test = try TemporaryHome()
        let clock = ClockWatchTests.HandClock()
        let bench = try Self.bench(test, clock, age: nil)
        await bench.hear(1, "an old title")
        await bench.hear(1, isFiring: false, "an old title")
        Self.age(clock, .days(400))
        try await bench.carryOut(AddNote("later"))
        await bench.stop()
        #expect(!bench.files(containing: "an old title").isEmpty)
        let kinds = try EventReader.open(test.home).countByKind()
        #expect(kinds[TextRetired.kind] == nil)
    }

    @Test func anEventThatCannotBeReadKeepsNoOthersWords() throws {
        let test = try TemporaryHome()
        try test.home.create()
        let store = try EventStore.open(test.home) { EventID(high: 0x7000, low: 0) }.store
        func record(_ sequence: Int64, _ alert: UInt64) throws -> EventRecord {
            try EventRecord(
                Event(
                    envelope: Envelope(
                        sequence: sequence, id: EventID(high: 0x7001, low: UInt64(sequence)), occurredAt: Self.start,
                        recordedAt: Self.start, actor: .daemon),
                    body: AlertFired(
                        facts: AlertFired.Facts(
                            alert: AlertID(value: alert), rule: "F1", severity: .error, labels: .none, source: "test",
                            sender: "test", since: Self.start))))
        }
        var damaged = try record(1, 1)
        damaged.facts = Array("{}".utf8)
        #expect(throws: (any Error).self) { try damaged.event() }
        try store.append([damaged, try record(2, 2)])
        var retirement = Retirement(age: .days(30), at: Self.start)
        let now = Self.start + .days(31)
        #expect(retirement.next(store.reader, in: RoomState(), at: now) != nil)
        #expect(retirement.next(store.reader, in: RoomState(), at: now) == nil, "there are no more")
        store.close()
    }
}
