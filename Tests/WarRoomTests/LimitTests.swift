import Testing
import WarRoom

@Suite struct LimitTests {
    private static func alert(_ number: Int) -> AlertID { AlertID(value: UInt64(number) &* 0x9E37_79B9_7F4A_7C15) }

    private static func fired(_ number: Int, group: String, by sender: String = "prometheus") -> AlertFired {
        AlertFired(
            facts: AlertFired.Facts(
                alert: alert(number), rule: "F1", severity: .warning, labels: ["alertname": group],
                source: "alertmanager",
                sender: sender, since: TestRoom.start),
            text: nil)
    }

    /// A room with exactly as many open alerts as the board takes.
    private static func fullRoom() -> TestRoom {
        var room = TestRoom()
        for number in 0..<Limits.openAlertsMax { room.append(fired(number, group: "Storm")) }
        return room
    }

    private static func observation(_ number: Int, isFiring: Bool = true) -> ObserveAlert {
        var observation = AlertObservation.named("Storm")
        observation.alert = alert(number)
        observation.labels = ["alertname": "Storm"]
        observation.isFiring = isFiring
        return ObserveAlert(observation)
    }

    @Test func alertsAboveTheLimitGoToTheCrowdUntilTheBoardHasRoom() throws {
        var room = Self.fullRoom()
        let above = Limits.openAlertsMax
        #expect(room.state.board.count == above && room.state.crowd.isEmpty)

        // The first above it is logged once, and its repeats are not.
        try room.perform(Self.observation(above), by: .prometheus)
        #expect(room.lastKinds == ["alert.fired"])
        #expect(room.state.crowd.groups == ["Storm": 1] && room.state.board.count == above)
        try room.perform(Self.observation(above), by: .prometheus)
        #expect(room.lastKinds == [] && room.ledger.isEmpty)
        try room.perform(Self.observation(above + 1), by: .prometheus)
        #expect(room.state.crowd.groups == ["Storm": 2])

        // Alerts of the board go on as ever.
        try room.perform(Self.observation(5), by: .prometheus)
        #expect(room.lastKinds == [] && !room.ledger.isEmpty)

        // An alert that the room remembers as gone is no exception.
        try room.perform(ResolveAlerts(AlertSelection(ids: [Self.alert(7).description])))
        try room.perform(Self.observation(above + 2), by: .prometheus)
        #expect(room.state.board.count == above)
        try room.perform(Self.observation(7), by: .prometheus)
        #expect(room.lastKinds == ["alert.fired"] && room.state.crowd.count == 3)
        try room.perform(Self.observation(7), by: .prometheus)
        #expect(room.lastKinds == [])
        try room.perform(Self.observation(7, isFiring: false), by: .prometheus)
        #expect(room.lastKinds == ["alert.resolved"] && room.state.crowd.count == 2)

        // The end of one in the crowd is logged once.
        try room.perform(Self.observation(above, isFiring: false), by: .prometheus)
        #expect(room.lastKinds == ["alert.resolved"] && room.state.crowd.groups == ["Storm": 1])
        try room.perform(Self.observation(above, isFiring: false), by: .prometheus)
        #expect(room.lastKinds == [])

        // With room on the board again, the next repeat brings one in from the crowd.
        try room.perform(ResolveAlerts(AlertSelection(ids: [Self.alert(8).description])))
        try room.perform(Self.observation(above + 1), by: .prometheus)
        #expect(room.lastKinds == ["alert.fired"] && room.state.crowd.isEmpty)
        #expect(room.state.alerts[Self.alert(above + 1)]?.phase == .firing)
        #expect(room.state.board.count == above && room.state.counts.total == above)
    }

    @Test func goneAlertsAreForgottenTheOldestFirst() throws {
        var room = TestRoom()
        for number in 0..<(Limits.goneAlertsMax + 5) {
            room.append(Self.fired(number, group: "Storm"))
            let episode = try #require(room.state.alerts[Self.alert(number)]?.episode)
            let facts = AlertResolved.Facts(
                alert: Self.alert(number), episode: episode, rule: "P1", to: .resolved, endedAt: room.now,
                bySource: false)
            room.append(AlertResolved(facts: facts))
        }
        #expect(room.state.alerts.count == Limits.goneAlertsMax)
        #expect(room.state.alerts[Self.alert(4)] == nil && room.state.alerts[Self.alert(5)] != nil)
        #expect(room.state.board.isEmpty && room.state.deadlines.count == 0)
        // One that fires again is not forgotten in the order of its first end.
        room.append(Self.fired(5, group: "Storm"))
        room.append(Self.fired(99_999, group: "Storm"))
        try room.perform(ResolveAlerts(AlertSelection(ids: [Self.alert(99_999).description])))
        #expect(room.state.alerts[Self.alert(5)]?.phase == .firing)
        #expect(RoomInvariants.violations(in: room.state) == [])
    }

    @Test func sendersAreCappedTheLongestUnheardFirst() throws {
        var room = TestRoom()
        for number in 0..<(Limits.sendersMax + 3) {
            room.now = TestRoom.start + .seconds(Int64(number))
            try room.perform(
                RefuseInput(source: "curl", sender: "cron-\(number)", items: 1, reason: "not JSON", body: ""),
                by: .prometheus)
        }
        #expect(room.state.senders.count == Limits.sendersMax)
        #expect(room.state.senders["cron-2"] == nil && room.state.senders["cron-3"] != nil)
    }

    @Test func anIncidentAndTheRoomTakeOnlySoMuch() throws {
        var room = TestRoom()
        for number in 0..<Limits.openIncidentsMax {
            let facts = IncidentDeclared.Facts(
                incident: IncidentID(number: Int64(number) + 1), severity: .sev3, alerts: [])
            room.append(IncidentDeclared(facts: facts, text: IncidentDeclared.Words(title: "One of many")))
        }
        let declare = refusal { () throws(Refusal) in try room.perform(DeclareIncident(title: "One too many")) }
        #expect(declare == Refusal(.limit, "1000 incidents are open already: close some first"))
    }

    @Test func anIncidentTakesTenThousandAlertsAndNotOneMore() throws {
        var room = TestRoom()
        for number in 0...Limits.alertsPerIncidentMax {
            room.append(Self.fired(number, group: number == 0 ? "First" : "Storm"))
        }
        let storm = AlertSelection(matchers: [try Matcher(name: "alertname", value: "Storm")])
        try room.perform(DeclareIncident(title: "Storm"))
        try room.perform(LinkAlerts(.onlyOpen, storm))
        #expect(room.lastKinds.count == Limits.alertsPerIncidentMax)
        let first = AlertSelection(matchers: [try Matcher(name: "alertname", value: "First")])
        let refused = refusal { () throws(Refusal) in try room.perform(LinkAlerts(.onlyOpen, first)) }
        #expect(refused == Refusal(.limit, "an incident holds at most 10000 alerts"))
        let all = AlertSelection(matchers: [try Matcher(name: "alertname", value: "x", isEqual: false)])
        let tooMany = refusal { () throws(Refusal) in try room.perform(Acknowledge(all)) }
        #expect(tooMany?.reason == .limit)
    }
}
