import Testing
import WarRoom

@Suite struct AlertStoryTests {
    @Test func aWorseSeverityOpensAnAckAgain() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Acknowledge(room.selection("Disk")))
        try room.fire("Disk") { $0.severity = .critical }
        let alert = try #require(room.alert("Disk"))
        #expect(alert.phase == .firing)
        #expect(alert.ack == nil)
        #expect(alert.severity == .critical)
        #expect(alert.count == 2)
        #expect(alert.seenBy == "ann")
        #expect(room.state.deadlines.count == 0)
    }

    @Test func aLowerSeverityKeepsTheAckAndMovesTheAlertDownTheBoard() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.fire("Fan") { $0.severity = .error }
        #expect(room.state.board.map(\.alert) == [room.alert("Fan")?.id, room.alert("Disk")?.id])
        try room.perform(Acknowledge(room.selection("Fan")))
        try room.fire("Fan") {
            $0.severity = .info
            $0.endsAt = TestRoom.start + .minutes(7)
        }
        #expect(room.alert("Fan")?.ack?.person == "ann")
        #expect(room.alert("Fan")?.endsAt == room.now + .minutes(7))
        #expect(room.state.board.map(\.alert) == [room.alert("Disk")?.id, room.alert("Fan")?.id])
    }

    @Test func anAckLastsAsLongAsItSaysAndEndsWhenItWasDue() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Acknowledge(room.selection("Disk"), length: .minutes(30), note: " on it ", person: "bob"))
        let ack = Acknowledgement(person: "bob", at: room.now, until: room.now + .minutes(30), note: "on it")
        #expect(room.alert("Disk")?.ack == ack)
        try room.wait(.minutes(29))
        #expect(room.lastKinds == [])
        try room.wait(.minutes(5))
        #expect(room.lastKinds == ["ack.expired"])
        #expect(room.lastEvents.last?.envelope.occurredAt == ack.until)
        #expect(room.lastEvents.last?.envelope.recordedAt == ack.until + .minutes(4))
        #expect(room.alert("Disk")?.phase == .firing)
    }

    @Test func withoutALengthTheConfiguredOneCounts() throws {
        var room = TestRoom()
        room.policy.ackLength = .minutes(10)
        try room.fire("Disk")
        let outcome = try room.perform(Acknowledge(room.selection("Disk")))
        #expect(room.alert("Disk")?.ack?.until == room.now + .minutes(10))
        #expect(outcome.sentence == "acknowledged Disk for 10 min")
    }

    @Test(arguments: [
        (Milliseconds.zero, nil, nil, "an ack lasts up to 7 d, found 0 s"),
        (.days(8), nil, nil, "an ack lasts up to 7 d, found 8 d"),
        (.hours(1), " ", nil, "an ack's note cannot be empty"),
        (.hours(1), nil, "\t", "a person's name cannot be empty"),
    ])
    func anAckThatMakesNoSenseIsRefused(length: Milliseconds, note: String?, person: String?, sentence: String) throws {
        var room = TestRoom()
        try room.fire("Disk")
        let ack = Acknowledge(room.selection("Disk"), length: length, note: note, person: person)
        let refused = refusal { () throws(Refusal) in try room.perform(ack) }
        #expect(refused?.description == sentence)
        #expect(refused?.reason == .invalid)
    }

    @Test func anAckByAnotherTakesTheAlertOver() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Acknowledge(room.selection("Disk")))
        try room.perform(Acknowledge(room.selection("Disk"), length: .minutes(5)), by: .bob)
        #expect(room.alert("Disk")?.ack?.person == "bob")
        #expect(room.state.deadlines.count == 1)
        #expect(room.state.deadlines.soonest?.due == room.now + .minutes(5))
    }

    @Test func acknowledgingWhatHadClearedOnlySeesIt() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.fire("Fan")
        try room.fire("Net") { $0.timeout = .minutes(5) }
        try room.clear("Fan")
        try room.wait(.minutes(5))
        let outcome = try room.perform(Acknowledge(room.selection("Disk", "Fan", "Net")))
        #expect(
            outcome.sentence
                == "acknowledged Disk for 1 h; saw Fan, which had cleared; saw Net, whose source fell silent")
        #expect(outcome.undo.count == 1)
        #expect(room.alert("Fan")?.phase == .resolved && room.alert("Net")?.phase == .resolved)
    }

    @Test func aRepeatChangesNothingUntilItsSummary() throws {
        var room = TestRoom()
        try room.fire("Disk") { $0.timeout = .minutes(5) }
        let before = room.state
        room.now = room.now + .minutes(1)
        for _ in 0..<3 {
            try room.fire("Disk") {
                $0.timeout = .minutes(5)
                $0.endsAt = TestRoom.start + .minutes(6)
                $0.annotations = ["summary": "worse"]
            }
        }
        #expect(room.events.count == 1)
        #expect(room.state == before)
        #expect(room.ledger.due == TestRoom.start + Limits.repeatSummaryInterval)

        try room.summarise()
        let alert = try #require(room.alert("Disk"))
        #expect(room.lastKinds == ["alert.repeated"])
        #expect(room.ledger.isEmpty)
        #expect(alert.count == 4)
        #expect(alert.lastHeard == room.now)
        #expect(alert.endsAt == room.now + .minutes(5))
        #expect(alert.expiresAt == room.now + .minutes(5))
        #expect(alert.annotations == ["summary": "worse"])
        #expect(room.state.deadlines[.alertExpiry(alert.id)] == alert.expiresAt)
        #expect(alert.phase == .firing)
        #expect(room.replayed == room.state)
    }

    @Test func wordsThatChangedBackBeforeTheSummaryStayAsTheyWere() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.fire("Disk") { $0.title = "Disk is wronger" }
        try room.fire("Disk")
        try room.summarise()
        #expect(room.alert("Disk")?.title == "Disk is wrong")
        #expect(room.alert("Disk")?.count == 3)
    }

    @Test func aSummaryOfAnEpisodeThatIsOverIsForgotten() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.fire("Disk")
        try room.perform(ResolveAlerts(room.selection("Disk")))
        try room.fire("Disk")
        try room.summarise()
        #expect(room.alert("Disk")?.count == 1)
    }

    @Test func aThousandRepeatsAnEventAreSummedUp() throws {
        var room = TestRoom()
        for _ in 0..<2 {
            for number in 0..<2500 { try room.fire("A\(number)") }
        }
        #expect(room.events.count == 2500)
        try room.summarise()
        #expect(room.lastKinds == ["alert.repeated", "alert.repeated", "alert.repeated"])
        #expect(room.lastEvents.compactMap { ($0.body as? AlertRepeated)?.facts.alerts.count } == [1000, 1000, 500])
        #expect(room.ledger.isEmpty && room.ledger.due == nil)
        #expect(room.state.alerts.values.allSatisfy { $0.count == 2 })
    }

    @Test func anAlertThatClearedUnseenStaysUntilSomebodyLooks() throws {
        var room = TestRoom()
        try room.fire("Disk")
        room.now = room.now + .minutes(3)
        try room.clear("Disk") { $0.endsAt = TestRoom.start + .minutes(2) }
        let alert = try #require(room.alert("Disk"))
        #expect(alert.state == .returned)
        #expect(alert.clearedAt == room.now - .minutes(1))
        #expect(room.state.counts.returned == 1)
        #expect(room.state.lastCleared?.name == "Disk")
        try room.wait(.hours(23))
        #expect(room.alert("Disk")?.phase == .returned)
        try room.perform(SeeAlerts(room.selection("Disk")), by: .bob)
        #expect(room.alert("Disk")?.phase == .resolved)
        #expect(room.alert("Disk")?.seenBy == "bob")
        #expect(room.state.board.isEmpty)
    }

    @Test func anEndThatIsToldLateCanStillBeSeenForADay() throws {
        var room = TestRoom()
        try room.clear("Disk") {
            $0.startsAt = TestRoom.start - .days(5)
            $0.endsAt = TestRoom.start - .days(4)
        }
        #expect(room.lastKinds == ["alert.fired", "alert.resolved"])
        try room.wait(.hours(23))
        #expect(room.alert("Disk")?.phase == .returned)
        try room.wait(.hours(1))
        #expect(room.alert("Disk")?.phase == .resolved)
        #expect(
            room.lastEvents.last?.body.narration(in: room.state, as: room.events[2].envelope)?.sentence
                == "Disk on db-1, which had cleared: nobody looked for 1 d")
    }

    @Test func whatClearedAndFiredAgainIsANewEpisode() throws {
        var room = TestRoom()
        try room.fire("Disk") { $0.startsAt = TestRoom.start }
        let old = room.reference("Disk")
        try room.clear("Disk")
        room.now = room.now + .minutes(1)
        try room.fire("Disk") { $0.startsAt = TestRoom.start + .minutes(1) }
        let alert = try #require(room.alert("Disk"))
        #expect(alert.phase == .firing)
        #expect(alert.episode != old.episode)
        #expect(alert.seenBy == nil && alert.clearedAt == nil && alert.count == 1)
        let refused = refusal { () throws(Refusal) in try room.perform(Acknowledge(AlertSelection([old]))) }
        #expect(refused?.reason == .conflict)
        #expect(refused?.description == "Disk has cleared and fired again since you looked: look again, then act")
    }

    @Test(arguments: [AlertPhase.returned, .resolved])
    func aLateCopyDoesNotOpenWhatItsSourceEnded(phase: AlertPhase) throws {
        var room = try AlertScenes.room(in: phase)
        let before = room.state
        for startsAt in [AlertScenes.began, AlertScenes.began - .hours(1)] {
            try room.fire(AlertScenes.name) { $0.startsAt = startsAt }
            #expect(room.state == before)
        }
        try room.fire(AlertScenes.name) { $0.startsAt = AlertScenes.began + Milliseconds(1) }
        #expect(room.alert(AlertScenes.name)?.phase == .firing)
    }

    @Test(arguments: [AlertPhase.firing, .acknowledged, .expired])
    func theEndOfAnEarlierEpisodeEndsNothing(phase: AlertPhase) throws {
        var room = try AlertScenes.room(in: phase)
        let before = room.state
        try room.clear(AlertScenes.name) {
            $0.startsAt = AlertScenes.began - .hours(2)
            $0.endsAt = AlertScenes.began - .hours(1)
        }
        #expect(room.state == before)
        try room.clear(AlertScenes.name) {
            $0.startsAt = AlertScenes.began - .hours(2)
            $0.endsAt = AlertScenes.began + .seconds(1)
        }
        #expect(room.alert(AlertScenes.name)?.clearedAt == AlertScenes.began + .seconds(1))
    }

    @Test func aSourceThatPromisesMoreThanEverIsNoLateCopy() throws {
        var room = TestRoom()
        let promised = TestRoom.start + .minutes(4)
        try room.fire("Disk") {
            $0.startsAt = AlertScenes.began
            $0.endsAt = promised
        }
        try room.clear("Disk") { $0.endsAt = TestRoom.start }
        let before = room.state
        try room.fire("Disk") {
            $0.startsAt = AlertScenes.began
            $0.endsAt = promised
        }
        #expect(room.state == before)
        try room.fire("Disk") {
            $0.startsAt = AlertScenes.began
            $0.endsAt = promised + Milliseconds(1)
        }
        #expect(room.alert("Disk")?.phase == .firing)
    }

    @Test func whatAPersonResolvedFiresAnewIfItsSourceStillSaysSo() throws {
        var room = TestRoom()
        try room.fire("Disk") { $0.startsAt = TestRoom.start }
        let outcome = try room.perform(ResolveAlerts(room.selection("Disk")))
        #expect(outcome.sentence == "resolved Disk; if the source still sends it, it fires anew")
        try room.fire("Disk") { $0.startsAt = TestRoom.start }
        #expect(room.lastKinds == ["alert.fired"])
        #expect(rule(of: try #require(room.lastEvents.last)) == "F10")
    }

    @Test func aBeginningInTheFutureCountsAsNow() throws {
        var room = TestRoom()
        try room.fire("Disk") { $0.startsAt = TestRoom.start + .days(2) }
        #expect(room.alert("Disk")?.since == room.now)
        try room.clear("Disk") { $0.endsAt = TestRoom.start + .days(1) }
        #expect(room.alert("Disk")?.clearedAt == room.now)
    }

    @Test func aSenderMayAcknowledgeWhatFiresIfTheConfigurationLetsIt() throws {
        var room = TestRoom()
        try room.fire("Disk")
        let command = AcknowledgeBySender(alert: room.reference("Disk").alert, person: "pagerduty")
        room.policy.sendersMayAct = false
        let refused = refusal { () throws(Refusal) in try room.perform(command, by: .prometheus) }
        #expect(refused?.reason == .forbidden)
        room.policy.sendersMayAct = true
        try room.perform(command, by: .prometheus)
        #expect(room.alert("Disk")?.ack?.person == "pagerduty")
        try room.perform(command, by: .prometheus)
        #expect(room.lastKinds == [])
        try room.perform(AcknowledgeBySender(alert: AlertID(value: 7), person: "pagerduty"), by: .prometheus)
        #expect(room.lastKinds == [])
    }
}
