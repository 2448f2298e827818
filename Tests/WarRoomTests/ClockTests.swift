import Testing
import WarRoom

@Suite struct ClockTests {
    @Test func aTickTakesDeadlinesInTheirOrderAndSaysWhenTheyWereDue() throws {
        var room = TestRoom()
        try room.fire("Late") { $0.timeout = .minutes(9) }
        try room.fire("Early") { $0.timeout = .minutes(3) }
        try room.fire("Acked")
        try room.perform(Acknowledge(room.selection("Acked"), length: .minutes(6)))
        try room.perform(SetOnCall(person: "bob", until: room.now + .minutes(1)))
        try room.wait(.minutes(20))
        #expect(room.lastKinds == ["oncall.ended", "alert.expired", "ack.expired", "alert.expired"])
        let dues = room.lastEvents.map { $0.envelope.occurredAt - TestRoom.start }
        #expect(dues == [.minutes(1), .minutes(3), .minutes(6), .minutes(9)])
        #expect(room.lastEvents.allSatisfy { $0.envelope.recordedAt == room.now && $0.envelope.actor == .daemon })
        #expect(room.state.onCall == nil)
    }

    @Test func aTickTakesAtMostAThousandDeadlines() throws {
        var room = TestRoom()
        for number in 0..<2200 { try room.fire("A\(number)") { $0.timeout = .minutes(1) } }
        try room.wait(.minutes(1))
        #expect(room.lastKinds.count == 1000)
        try room.perform(Tick(), by: .daemon)
        #expect(room.lastKinds.count == 1000)
        try room.perform(Tick(), by: .daemon)
        #expect(room.lastKinds.count == 200)
        try room.perform(Tick(), by: .daemon)
        #expect(room.lastKinds == [])
        #expect(room.state.counts.expired == 2200)
    }

    /// Minutes after which the ack runs out and the source counts as silent; both are over when the clock strikes.
    @Test(arguments: [(5, 7), (7, 5), (6, 6)] as [(Int64, Int64)])
    func anAlertWhoseAckAndSourceRanOutTogetherStaysExpired(ack: Int64, timeout: Int64) throws {
        var room = TestRoom()
        try room.fire("Disk") { $0.timeout = .minutes(timeout) }
        try room.perform(Acknowledge(room.selection("Disk"), length: .minutes(ack)))
        try room.wait(.minutes(10))
        let first = try #require(room.lastEvents.first)
        #expect(room.lastKinds.count == 1)
        try room.perform(Tick(), by: .daemon)
        #expect(room.alert("Disk")?.phase == .expired)
        if ack < timeout {
            #expect(rule(of: first) == "A6")
            #expect(rule(of: try #require(room.lastEvents.first)) == "E1")
        } else {
            #expect(rule(of: first) == "E2")
            #expect(room.lastKinds == [])
        }
        #expect(RoomInvariants.violations(in: room.state) == [])
    }

    @Test func beforeAnythingIsDueATickDoesNothing() throws {
        var room = TestRoom()
        try room.fire("Disk") { $0.timeout = .minutes(5) }
        try room.wait(.minutes(5) - 1)
        #expect(room.lastKinds == [])
        try room.wait(Milliseconds(1))
        #expect(room.lastKinds == ["alert.expired"])
    }

    /// The two ways in which a room finds that time went by without it.
    @Test(arguments: [true, false])
    func aRoomThatWasAwayGivesSilentSourcesTheirWholeTimeoutAgain(isRestart: Bool) throws {
        var room = TestRoom()
        try room.fire("Disk") { $0.timeout = .minutes(5) }
        try room.fire("Acked") { $0.timeout = .minutes(5) }
        try room.fire("Forever")
        try room.perform(Acknowledge(room.selection("Acked"), length: .minutes(30)))
        room.now = room.now + .minutes(60)
        let back: any Command = isRestart ? OpenRoom(version: "1.0") : NoticeClockJump(by: .minutes(60))
        try room.perform(back, by: .daemon)
        #expect(room.lastKinds == [isRestart ? "daemon.started" : "clock.jumped"])
        try room.perform(Tick(), by: .daemon)
        #expect(room.lastKinds == ["ack.expired"], "a person's promise runs out all the same")
        try room.wait(.minutes(5) - 1)
        #expect(room.lastKinds == [])
        try room.wait(Milliseconds(1))
        #expect(room.lastKinds == ["alert.expired", "alert.expired"])
        #expect(room.alert("Forever")?.phase == .firing)
        #expect(room.replayed == room.state)
    }

    @Test func aClockThatWentBackDelaysNothingForLong() throws {
        var room = TestRoom()
        try room.fire("Disk") { $0.timeout = .minutes(5) }
        room.now = room.now - .days(1)
        try room.perform(NoticeClockJump(by: .days(-1)), by: .daemon)
        #expect(room.alert("Disk")?.expiresAt == room.now + .minutes(5))
        let jump = try #require(room.lastEvents.last)
        #expect(jump.body.narration(in: room.state, as: jump.envelope)?.sentence == "the clock jumped back by 1 d")
        try room.wait(.minutes(5))
        #expect(room.alert("Disk")?.phase == .expired)
    }

    @Test func aLogThatLostItsEndSaysSoBeforeTheRoomOpens() throws {
        var room = TestRoom()
        try room.perform(OpenRoom(version: "1.0", lost: 7...9), by: .daemon)
        #expect(room.lastKinds == ["log.truncation_found", "daemon.started"])
        #expect(room.state.truncation?.from == 7 && room.state.truncation?.to == 9)
        #expect(room.state.truncation?.foundAt == room.now)
        try room.perform(CloseRoom(reason: "asked to"), by: .daemon)
        #expect(room.lastKinds == ["daemon.stopped"])
    }

    @Test func nobodyEndsTheOnCallTime() throws {
        var room = TestRoom()
        #expect(try room.perform(SetOnCall(person: "nobody")).sentence == "nobody is on call as it is")
        #expect(room.lastKinds == [] && room.state.onCall == nil)
        try room.perform(SetOnCall(person: "bob", until: room.now + .hours(8)))
        let until = SetOnCall(person: "nobody", until: room.now + .hours(1))
        #expect(refusal { () throws(Refusal) in try room.perform(until) }?.reason == .invalid)
        let outcome = try room.perform(SetOnCall(person: "nobody"))
        #expect(outcome.sentence == "bob is no longer on call, and nobody follows")
        #expect(room.lastKinds == ["oncall.ended"] && room.state.onCall == nil)
        try room.undo(outcome)
        #expect(room.state.onCall?.person == "bob" && room.state.onCall?.until == room.now + .hours(8))
    }

    @Test func onCallIsSetByHandAndEndsByItself() throws {
        var room = TestRoom()
        #expect(try room.perform(SetOnCall(person: " bob ")).sentence == "bob is on call")
        let outcome = try room.perform(SetOnCall(person: "cat", until: room.now + .hours(8)))
        #expect(room.state.onCall?.person == "cat" && room.state.onCall?.setBy == "ann")
        try room.undo(outcome)
        #expect(room.state.onCall?.person == "bob" && room.state.onCall?.until == nil)
        try room.wait(.hours(9))
        #expect(room.lastKinds == [])
        let refused = refusal { () throws(Refusal) in try room.perform(SetOnCall(person: "cat", until: room.now)) }
        #expect(refused?.reason == .invalid)
    }
}

/// A millisecond less.
private func - (length: Milliseconds, milliseconds: Int64) -> Milliseconds {
    Milliseconds(length.count - milliseconds)
}
