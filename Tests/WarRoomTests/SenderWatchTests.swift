import Testing
import WarRoom

/// Senders that must be heard, and what the room says when they are not.
@Suite struct SenderWatchTests {
    private static func room(_ watching: [String: Milliseconds] = ["prometheus": .minutes(10)]) throws -> TestRoom {
        var room = TestRoom()
        try room.perform(OpenRoom(version: "1", watching: watching), by: .daemon)
        return room
    }

    /// Something is heard of a sender.
    private static func hear(_ sender: String, source: String = "ci", in room: inout TestRoom) throws {
        try room.perform(
            RecordChange(source: source, sender: sender, summary: "s", details: .none, links: [], at: nil),
            by: .prometheus)
    }

    @Test func aSenderThatFallsSilentRaisesAnAlertWhichEndsWhenItIsHeard() throws {
        var room = try Self.room()
        #expect(room.lastKinds == ["daemon.started", "sender.watched"])
        try room.wait(.minutes(9))
        try Self.hear("prometheus", in: &room)
        try room.wait(.minutes(9))
        #expect(room.lastKinds == [])
        try room.wait(.minutes(1))
        #expect(room.lastKinds == ["sender.silence_changed", "alert.fired"])
        let alert = try #require(room.silence)
        #expect(alert.source == "warroom" && alert.severity == .warning && alert.phase == .firing)
        #expect(alert.labels["sender"] == "prometheus")
        #expect(alert.title == "nothing was heard of prometheus for 10 min")
        try room.wait(.hours(2))
        #expect(room.lastKinds == [], "it is said once")
        try Self.hear("prometheus", in: &room)
        try room.wait(Milliseconds(0))
        #expect(room.lastKinds == ["sender.silence_changed", "alert.resolved"])
        try room.wait(.minutes(10))
        #expect(room.lastKinds == ["sender.silence_changed", "alert.fired"], "and again")
        #expect(room.replayed == room.state)
        #expect(RoomState(RoomSnapshot(room.state)) == room.state)
    }

    @Test func aSenderIsKnownByItsSourceToo() throws {
        var room = try Self.room(["nightly-backup": .minutes(10)])
        try room.wait(.minutes(9))
        try Self.hear("curl", source: "nightly-backup", in: &room)
        try Self.hear("other", source: "other", in: &room)
        try room.wait(.minutes(9))
        #expect(room.lastKinds == [])
        try room.wait(.minutes(1))
        #expect(room.silence != nil)
    }

    @Test func whatAPersonDidToTheAlertDoesNotStopTheWatch() throws {
        var room = try Self.room()
        try room.wait(.minutes(10))
        try room.perform(ResolveAlerts(try room.silenceSelection))
        try room.wait(.hours(1))
        #expect(room.lastKinds == [])
        try Self.hear("prometheus", in: &room)
        try room.wait(Milliseconds(0))
        #expect(room.lastKinds == ["sender.silence_changed"])
        try room.wait(.minutes(10))
        #expect(room.lastKinds == ["sender.silence_changed", "alert.fired"])
    }

    @Test(arguments: [true, false])
    func aRoomThatWasAwayGivesEverySenderItsWholeTimeAgain(isRestart: Bool) throws {
        var room = try Self.room()
        room.now = room.now + .hours(5)
        let back: any Command =
            isRestart
            ? OpenRoom(version: "1", watching: ["prometheus": .minutes(10)]) : NoticeClockJump(by: .hours(5))
        try room.perform(back, by: .daemon)
        #expect(!room.lastKinds.contains("sender.watched"), "nothing new is said")
        try room.wait(Milliseconds(Milliseconds.minutes(10).count - 1))
        #expect(room.lastKinds == [])
        try room.wait(Milliseconds(1))
        #expect(room.lastKinds == ["sender.silence_changed", "alert.fired"])
    }

    @Test func whatTheConfigurationNoLongerNamesIsNotWatchedAnyMore() throws {
        var room = try Self.room(["a": .minutes(10), "b": .minutes(10)])
        try room.wait(.minutes(10))
        #expect(room.state.counts.firing == 2)
        try room.perform(OpenRoom(version: "1", watching: ["b": .hours(1)]), by: .daemon)
        #expect(room.lastKinds == ["daemon.started", "sender.watched", "sender.watched", "alert.resolved"])
        #expect(room.state.watches.keys.sorted() == ["b"])
        #expect(room.state.counts.firing == 1, "b has still not been heard")
        #expect(room.replayed == room.state)
    }

    @Test func aFullBoardDoesNotKeepTheRoomBusy() throws {
        var room = try Self.room(["warroom": .minutes(1)])
        for _ in 0..<5 { try room.wait(.minutes(1)) }
        #expect(room.events.count < 40, "a watch of the room itself comes to an end each time")
    }
}

extension TestRoom {
    /// The room's own alert.
    fileprivate var silence: Alert? { state.alerts.values.first { $0.name == "SenderSilent" } }

    fileprivate var silenceSelection: AlertSelection {
        get throws {
            let alert = try #require(silence)
            return AlertSelection([AlertReference(alert: alert.id, episode: alert.episode)])
        }
    }
}
