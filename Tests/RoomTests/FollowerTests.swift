import EventCodec
import Testing
import WarRoom

@testable import Room

struct FollowerTests {
    private static func view(_ sequence: Int64, entries: [TimelineEntry] = []) -> RoomView {
        var state = RoomState()
        state.apply(
            Event(
                envelope: Envelope(
                    sequence: sequence, id: EventID(high: 0, low: UInt64(sequence)),
                    occurredAt: Instant(milliseconds: 0),
                    recordedAt: Instant(milliseconds: 0), actor: .daemon),
                body: DaemonStopped(facts: .init(reason: "test"))))
        return RoomView(
            overview: RoomOverview(state), live: LiveStatus(), offset: 0, matching: 0, rows: [], entries: entries)
    }

    private static func entry(_ sequence: Int64) -> TimelineEntry {
        TimelineEntry(
            sequence: sequence, id: EventID(high: 1, low: UInt64(sequence)), kind: "note.added", category: .note,
            occurredAt: Instant(milliseconds: sequence), recordedAt: Instant(milliseconds: sequence), who: "ada",
            actor: .daemon, incident: nil, sentence: "note \(sequence)", tag: nil)
    }

    private static func follower(timelineLength: Int = 3) -> Follower {
        Follower(
            ViewRequest(length: 10, timelineLength: timelineLength),
            presence: Presence(person: "ada", principal: "uid:1", since: Instant(milliseconds: 0)))
    }

    private static func next(_ lines: inout AsyncStream<[UInt8]>.Iterator) async throws -> FollowMessage? {
        try await lines.next().flatMap { try FollowCodec.decode(Array($0.dropLast())) }
    }

    @Test func entriesThatCameWhileTheFirstViewWasReadAreInItOnce() async throws {
        let follower = Self.follower()
        var lines = follower.lines.makeAsyncIterator()
        follower.note([Self.entry(2), Self.entry(3)])
        follower.begin(Self.view(3, entries: [Self.entry(1), Self.entry(2)]), at: .zero)
        guard case .view(let view)? = try await Self.next(&lines) else {
            Issue.record("expected a view")
            return
        }
        #expect(view.entries.map(\.sequence) == [1, 2, 3])
    }

    @Test func aSlowReaderGetsTheNewestTruthAndNotEveryStep() async throws {
        let follower = Self.follower()
        var lines = follower.lines.makeAsyncIterator()
        follower.begin(Self.view(1), at: .zero)
        for sequence in 2...50 as ClosedRange<Int64> {
            follower.note([Self.entry(sequence)])
            follower.update(Self.view(sequence), at: .seconds(sequence))
        }
        #expect(!follower.isReady)
        _ = try await Self.next(&lines)
        _ = try await Self.next(&lines)
        _ = follower.wrote()
        _ = follower.wrote()
        follower.update(Self.view(51), at: .seconds(51))
        guard case .change(let change)? = try await Self.next(&lines) else {
            Issue.record("expected a change")
            return
        }
        #expect(change.overview?.sequence == 51)
        #expect(change.timelineIsGapped)
        #expect(change.entries.map(\.sequence) == [48, 49, 50])
    }

    @Test func nothingIsSentWhereNothingChanged() async throws {
        let follower = Self.follower()
        var lines = follower.lines.makeAsyncIterator()
        follower.begin(Self.view(1), at: .zero)
        _ = try await Self.next(&lines)
        _ = follower.wrote()
        follower.update(Self.view(1), at: .seconds(1))
        follower.beat(sequence: 1, at: .seconds(2))
        follower.beat(sequence: 1, at: .seconds(9))
        #expect(try await Self.next(&lines) == .heartbeat(sequence: 1))
    }

    @Test func aClosedRoomIsTheLastThatIsTold() async throws {
        let follower = Self.follower()
        var lines = follower.lines.makeAsyncIterator()
        follower.begin(Self.view(1), at: .zero)
        follower.close()
        _ = try await Self.next(&lines)
        #expect(try await Self.next(&lines) == .closed)
        #expect(await lines.next() == nil)
    }

    @Test func aFilterThatCannotBeReadShowsAllAndSaysWhy() {
        let follower = Follower(
            ViewRequest(filter: "severity=\"critical"),
            presence: Presence(person: "ada", principal: "uid:1", since: Instant(milliseconds: 0)))
        #expect(follower.filter.isAll)
        #expect(follower.filterProblem?.contains("closing quote") == true)
    }
}

extension FollowerTests {
    @Test func windowsAroundDifferentAlertsAreNotShared() {
        func follower(_ anchor: AlertID?) -> Follower {
            Follower(
                ViewRequest(length: 10, anchor: anchor),
                presence: Presence(person: "ada", principal: "uid:1", since: Instant(milliseconds: 0)))
        }
        #expect(follower(AlertID(value: 1)).seesTheSameBoard(as: follower(AlertID(value: 1))))
        #expect(!follower(AlertID(value: 1)).seesTheSameBoard(as: follower(AlertID(value: 2))))
        #expect(!follower(AlertID(value: 1)).seesTheSameBoard(as: follower(nil)))
    }
}
