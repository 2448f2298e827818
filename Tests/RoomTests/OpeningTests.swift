import EventLog
import Foundation
import Testing

@testable import Room
@testable import WarRoom

/// A poisoned event stops the room once.
struct OpeningTests {
    static let now = Instant(milliseconds: 1_795_316_645_678)
    static let room = EventID(high: 0x7000, low: 1)

    /// A home whose log has notes and incidents.
    private final class Bench {
        let home: Home
        let events: [Event]

        init(count: Int64 = 12) throws {
            home = Home(path: "\(FileManager.default.temporaryDirectory.path)/warroom-\(UUID().uuidString)")
            try home.create()
            events = (1...count).map { sequence in
                let body: any EventBody =
                    sequence % 3 == 0
                    ? OnCallSet(facts: .init(person: "ann \(sequence)"))
                    : NoteAdded(facts: .init(tag: .finding, isPinned: false), text: .init(body: "note \(sequence)"))
                return Event(
                    envelope: Envelope(
                        sequence: sequence, id: EventID(high: 0x7000, low: UInt64(sequence) + 1),
                        occurredAt: OpeningTests.now,
                        recordedAt: OpeningTests.now, actor: .daemon), body: body)
            }
            let store = try EventStore.open(home) { OpeningTests.room }.store
            try store.append(events)
            store.close()
        }

        deinit { try? FileManager.default.removeItem(atPath: home.path) }

        /// The state of these events without some, applied one by one.
        func state(without leftOut: Int64...) -> RoomState {
            var state = RoomState()
            for event in events {
                let sequence = event.envelope.sequence
                if leftOut.contains(sequence) { state.leaveOut(sequence) } else { state.apply(event) }
            }
            return state
        }

        /// Opens the home as a daemon does, writes a snapshot where asked to, and closes it.
        func open(writingSnapshot: Bool = false) throws -> (state: RoomState, entries: [TimelineEntry]) {
            let store = try EventStore.open(home) { OpeningTests.room }.store
            defer { store.close() }
            var aftermath = try Aftermath(home, at: OpeningTests.now)
            let snapshots = SnapshotStore(home)
            let rows = try TimelineStore.open(home, room: store.room).store
            let opened = try aftermath.open(
                store, snapshots: snapshots, timeline: rows, home: home, now: OpeningTests.now)
            defer { opened.timeline.close() }
            if writingSnapshot { try snapshots.write(opened.state, at: store.head) }
            let again = try RoomOpening.state(
                of: store.reader, snapshots: snapshots, leavingOut: Set(opened.state.leftOut))
            #expect(again == opened.state)
            return (opened.state, try opened.timeline.page(.all, limit: 100))
        }

        func quarantine(_ event: Int64) throws {
            var quarantine = Quarantine(reading: home)
            try quarantine.add(event: event, at: OpeningTests.now, because: "it trapped")
            try quarantine.write(to: home)
        }
    }

    @Test func viewsWithAGapAreMadeAnew() throws {
        let bench = try Bench()
        let whole = try bench.open(writingSnapshot: true)
        let rows = try TimelineStore.open(bench.home, room: OpeningTests.room).store
        let first = try #require(whole.entries.first)
        var changed = first
        changed.sentence = "of before"
        try rows.write([.add(changed)], position: TimelineStore.gappedPosition)
        rows.close()
        #expect(try bench.open().entries == whole.entries)
    }

    @Test func anEventThatTrapsIsLeftOutAtTheNextStart() async throws {
        let bench = try Bench()
        await #expect(processExitsWith: .failure) { [path = bench.home.path as String] in
            let home = Home(path: path)
            let store = try EventStore.open(home) { OpeningTests.room }.store
            let aftermath = try Aftermath(home, at: OpeningTests.now)
            var opening = RoomOpening(
                store.reader, snapshots: SnapshotStore(home), hand: aftermath.hand, quarantine: aftermath.quarantine,
                now: OpeningTests.now
            ) { event, state in
                let none: [Int64] = []
                if event.envelope.sequence == 7 { _ = none[Int(CommandLine.argc)] }
                state.apply(event)
            }
            _ = try opening.open(timeline: try TimelineStore.open(home, room: store.room).store)
        }
        let (state, entries) = try bench.open()
        #expect(state == bench.state(without: 7))
        #expect(state.leftOut == [7])
        #expect(Quarantine(reading: bench.home).events == [7])
        #expect(entries.count == bench.events.count)
        let entry = try #require(entries.first { $0.sequence == 7 })
        #expect(entry.sentence == "event #7 could not be read and was left out: warroom log show 7")
        #expect(entry.category == .problem && entry.kind == TimelineEntry.leftOutKind)
        #expect(Aftermath.problems(of: state).count == 1)
        #expect(try Verification.check(bench.home).problem == nil)
    }

    @Test func theStateIsTheSameWithAndWithoutASnapshot() throws {
        for event in [Int64(1), 6, 12] {
            let bench = try Bench()
            try bench.quarantine(event)
            let expected = bench.state(without: event)
            #expect(try bench.open(writingSnapshot: true).state == expected)
            #expect(try bench.open().state == expected)
            try FileManager.default.removeItem(atPath: bench.home.snapshots)
            try bench.home.create()
            #expect(try bench.open().state == expected)
        }
    }

    @Test func rowsThatWereWrittenBeforeAreMadeAnewOnceAndBackAgain() throws {
        let bench = try Bench()
        let (whole, before) = try bench.open(writingSnapshot: true)
        #expect(whole == bench.state() && whole.leftOut.isEmpty)
        try bench.quarantine(4)
        let (without, entries) = try bench.open(writingSnapshot: true)
        #expect(without == bench.state(without: 4))
        #expect(entries.filter { $0.kind == TimelineEntry.leftOutKind }.map(\.sequence) == [4])
        #expect(try bench.open().entries == entries)
        var quarantine = Quarantine(reading: bench.home)
        #expect(quarantine.release(event: 4, at: Self.now) != nil)
        try quarantine.write(to: bench.home)
        let (again, after) = try bench.open()
        #expect(again == whole && after == before)
        #expect(Quarantine(reading: bench.home).rows.isEmpty)
    }

    @Test func anInputThatStoppedTheRoomIsReportedWithoutItsKeysAndRefused() async throws {
        let bench = try Bench(count: 1)
        let body = #"{"routing_key":"0123456789abcdef","summary":"x"}"#
        await #expect(processExitsWith: .failure) { [path = bench.home.path as String, body = body as String] in
            let aftermath = try Aftermath(Home(path: path), at: OpeningTests.now)
            let input = HeldInput(
                dialect: "pagerduty", target: "POST /v2/enqueue?key=abc", who: "sender:s", body: Array(body.utf8))
            input.held {
                let none: [Int] = []
                _ = none[Int(CommandLine.argc)]
            }
            withExtendedLifetime(aftermath.hand) {}
        }
        let aftermath = try Aftermath(bench.home, at: Self.now)
        let report = try #require(aftermath.report)
        #expect(report.source == "pagerduty" && report.sender == "sender:s" && report.target == "POST /v2/enqueue")
        #expect(report.body.contains("(removed)") && !report.body.contains("0123456789abcdef"))
        #expect(report.signal != nil)
        let refused = RefusedInputs(Quarantine(reading: bench.home).inputs)
        func input(_ body: String) -> HeldInput {
            HeldInput(dialect: "pagerduty", target: "POST /v2/enqueue?key=abc", who: "unknown", body: Array(body.utf8))
        }
        #expect(refused.contains(input(body)))
        #expect(!refused.contains(input(body + " ")))
        #expect(try Aftermath(bench.home, at: Self.now).report == nil, "it is told once")
    }
}
