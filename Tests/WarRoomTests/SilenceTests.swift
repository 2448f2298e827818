import Testing
import WarRoom

@Suite struct SilenceTests {
    @Test func aChangeOfASilenceSaysWhichOneAndFromWhen() throws {
        var room = TestRoom()
        let made = CreateSilence(matchers: try MatcherSyntax.parse("service=s"), length: .hours(1), comment: "why")
        try room.perform(made)
        var longer = made
        longer.length = .hours(3)
        longer.replacing = room.state.silences.keys.first
        #expect(try room.perform(longer).sentence == "the silence service=\"s\" lasts 3 h from now on")
        let event = try #require(room.lastEvents.first)
        #expect(
            event.body.narration(in: room.state, as: event.envelope)?.sentence
                == "changed the silence service=\"s\": it lasts 3 h from now on")
    }

    private static func silence(
        _ matchers: String = "alertname=Disk", from startsAt: Instant? = nil, for length: Milliseconds? = .hours(2),
        until endsAt: Instant? = nil, why comment: String = "maintenance", replacing: EventID? = nil
    ) throws -> CreateSilence {
        CreateSilence(
            matchers: try MatcherSyntax.parse(matchers), startsAt: startsAt, endsAt: endsAt, length: length,
            comment: comment,
            replacing: replacing)
    }

    private static func onlySilence(in room: TestRoom) throws -> Silence {
        try #require(room.state.silences.values.first { $0.state != .expired })
    }

    @Test func aSilenceHidesWhatItMatchesAndShowsItAgainWhenItEnds() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.fire("Fan")
        let outcome = try room.perform(Self.silence())
        #expect(outcome.sentence == "silenced alertname=\"Disk\" for 2 h, which hides 1 alert now")
        #expect(room.alert("Disk")?.state == .silenced)
        #expect(room.alert("Fan")?.state == .firing)
        #expect(room.state.counts.silenced == 1)
        try room.wait(.hours(2))
        #expect(room.lastKinds == ["silence.ended"])
        #expect(room.alert("Disk")?.state == .firing)
        #expect(room.state.counts.silenced == 0)
        #expect(room.state.deadlines.count == 0)
    }

    @Test func whatFiresDuringASilenceIsHiddenFromTheStart() throws {
        var room = TestRoom()
        try room.perform(Self.silence())
        try room.fire("Disk")
        #expect(room.alert("Disk")?.state == .silenced)
        #expect(room.alert("Disk")?.phase == .firing)
        try room.clear("Disk")
        #expect(room.alert("Disk")?.phase == .resolved, "a silence counts as a look")
    }

    @Test func anAckedAlertStaysAckedWhileASilenceHidesIt() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Acknowledge(room.selection("Disk")))
        try room.perform(Self.silence())
        #expect(room.alert("Disk")?.state == .acknowledged)
        try room.wait(.hours(1))
        #expect(room.alert("Disk")?.state == .silenced)
    }

    @Test func ofTwoSilencesTheLastOneShowsTheAlertAgain() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Self.silence(for: .hours(1)))
        try room.perform(Self.silence("instance=~\"db-.\"", for: .hours(3)))
        #expect(room.alert("Disk")?.silencedBy.count == 2)
        try room.wait(.hours(1))
        #expect(room.alert("Disk")?.state == .silenced)
        try room.wait(.hours(2))
        #expect(room.alert("Disk")?.state == .firing)
    }

    @Test func aSilenceMadeAheadOfTimeBeginsAndEndsByItself() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Self.silence(from: room.now + .hours(1), for: .hours(2)))
        #expect(try Self.onlySilence(in: room).state == .pending)
        #expect(room.alert("Disk")?.state == .firing)
        try room.wait(.hours(1))
        #expect(room.lastKinds == ["silence.started"])
        #expect(room.lastEvents.last?.envelope.occurredAt == TestRoom.start + .hours(1))
        #expect(room.alert("Disk")?.state == .silenced)
        try room.wait(.hours(2))
        #expect(room.lastKinds == ["silence.ended"])
        #expect(room.alert("Disk")?.state == .firing)
    }

    @Test func aSilenceThatCameAndWentWhileTheRoomSleptHidesNothing() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Self.silence(from: room.now + .hours(1), for: .hours(2)))
        try room.wait(.days(1))
        #expect(room.lastKinds == ["silence.started", "silence.ended"])
        #expect(room.alert("Disk")?.state == .firing)
    }

    @Test func aSilenceEndedBeforeItBeganNeverBegins() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Self.silence(from: room.now + .hours(1)))
        try room.perform(EndSilence(silence: Self.onlySilence(in: room).id.description))
        try room.wait(.hours(4))
        #expect(room.lastKinds == [])
        #expect(room.state.deadlines.count == 0)
    }

    @Test func theSameMatchersChangeASilenceInPlace() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Self.silence())
        let old = try Self.onlySilence(in: room)
        room.now = room.now + .minutes(30)
        let outcome = try room.perform(Self.silence(for: .hours(5), why: "longer", replacing: old.id))
        #expect(room.lastKinds == ["silence.changed"])
        let new = try Self.onlySilence(in: room)
        #expect(new.id == old.id && new.startsAt == old.startsAt)
        #expect(new.endsAt == room.now + .hours(5) && new.comment == "longer")
        try room.undo(outcome)
        #expect(try Self.onlySilence(in: room).endsAt == old.endsAt)
        #expect(try Self.onlySilence(in: room).comment == old.comment)
    }

    @Test func otherMatchersEndASilenceAndMakeANewOne() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.fire("Fan")
        try room.perform(Self.silence())
        let old = try Self.onlySilence(in: room)
        let outcome = try room.perform(Self.silence("alertname=Fan", replacing: old.id))
        #expect(room.lastKinds == ["silence.ended", "silence.created"])
        #expect(room.alert("Disk")?.state == .firing)
        #expect(room.alert("Fan")?.state == .silenced)
        try room.undo(outcome)
        #expect(room.alert("Disk")?.state == .silenced)
        #expect(room.alert("Fan")?.state == .firing)
    }

    @Test func anEndedSilenceCanBeBroughtBack() throws {
        var room = TestRoom()
        try room.fire("Disk")
        for startsAt in [nil, room.now + .hours(1)] {
            try room.perform(Self.silence(from: startsAt))
            let old = try Self.onlySilence(in: room)
            let outcome = try room.perform(EndSilence(silence: String(old.id.description.prefix(35))), by: .bob)
            #expect(room.alert("Disk")?.state == .firing)
            try room.undo(outcome, by: .bob)
            let new = try Self.onlySilence(in: room)
            #expect(new.matchers == old.matchers && new.startsAt == old.startsAt && new.endsAt == old.endsAt)
            #expect(new.comment == old.comment && new.createdBy == "ann" && new.state == old.state)
            try room.perform(EndSilence(silence: new.id.description))
        }
    }

    /// Silences that are refused, and what the sentence says.
    @Test(arguments: [
        ("alertname=Disk", Milliseconds?.none, "why", "a silence needs an end: --for 2h"),
        ("alertname=Disk", .zero, "why", "a silence must end after it begins and in the future"),
        ("alertname=Disk", .hours(-1), "why", "a silence must end after it begins and in the future"),
        ("alertname=Disk", .days(366), "why", "a silence lasts at most 365 d, found 366 d"),
        ("alertname=Disk", .hours(1), " \n", "a silence's reason cannot be empty"),
        ("alertname=~\".*\"", .hours(1), "why", "these matchers would hide every alert there is"),
        ("alertname!=Disk,env=~\"|x\"", .hours(1), "why", "these matchers would hide every alert there is"),
        ("env=\"\"", .hours(1), "why", "these matchers would hide every alert there is"),
    ])
    func aSilenceThatMakesNoSenseIsRefused(matchers: String, length: Milliseconds?, why: String, sentence: String)
        throws
    {
        var room = TestRoom()
        let command = try Self.silence(matchers, for: length, why: why)
        let refused = refusal { () throws(Refusal) in try room.perform(command) }
        #expect(refused?.description.hasPrefix(sentence) ?? false, "\(refused?.description ?? "carried out")")
    }

    @Test func aSilenceHasOneToThirtyTwoMatchers() throws {
        var room = TestRoom()
        let matcher = try Matcher(name: "a", value: "b")
        for count in [0, Limits.matchersPerSilenceMax + 1] {
            let command = CreateSilence(
                matchers: Array(repeating: matcher, count: count), length: .hours(1), comment: "why")
            let refused = refusal { () throws(Refusal) in try room.perform(command) }
            #expect(refused?.description == "a silence has 1 to 32 matchers, found \(count)")
        }
    }

    @Test func aSilenceThatIsNotThereCannotBeEndedOrReplaced() throws {
        var room = TestRoom()
        for text in ["", "0194a2b3", "x"] {
            let refused = refusal { () throws(Refusal) in try room.perform(EndSilence(silence: text)) }
            #expect(refused?.reason == .notFound)
        }
        let command = try Self.silence(replacing: EventID(high: 1, low: 1))
        let refused = refusal { () throws(Refusal) in try room.perform(command) }
        #expect(refused?.reason == .notFound)
        try room.perform(Self.silence())
        try room.perform(Self.silence())
        let ambiguous = refusal { () throws(Refusal) in try room.perform(EndSilence(silence: "0")) }
        #expect(ambiguous == Refusal(.ambiguous, "2 silences' ids begin with 0: write more of it"))
    }

    @Test func endedSilencesAreForgottenTheOldestFirst() throws {
        var room = TestRoom()
        let matchers = try MatcherSyntax.parse("alertname=Disk")
        for number in 0..<(Limits.endedSilencesMax + 3) {
            let id = EventID(high: 1, low: UInt64(number))
            let facts = SilenceCreated.Facts(
                silence: id, matchers: matchers, startsAt: room.now, endsAt: room.now + .hours(1), createdBy: "ann")
            room.append(SilenceCreated(facts: facts, text: SilenceCreated.Words(comment: "why")))
            room.now = room.now + .seconds(1)
            room.append(SilenceEnded(facts: SilenceEnded.Facts(silence: id, byTime: false)))
        }
        #expect(room.state.silences.count == Limits.endedSilencesMax)
        #expect(room.state.silences[EventID(high: 1, low: 2)] == nil)
        #expect(room.state.silences[EventID(high: 1, low: 3)] != nil)
    }
}
