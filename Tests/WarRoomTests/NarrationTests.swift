import Testing
import WarRoom

@Suite struct NarrationTests {
    /// A night in the room; every line of its timeline.
    @Test func aNightReadsAsPeopleWouldTellIt() throws {
        var room = TestRoom()
        try room.perform(OpenRoom(version: "1.0"), by: .daemon)
        try room.perform(SetOnCall(person: "bob", until: room.now + .hours(8)))
        try room.fire("DiskFull") { $0.timeout = .minutes(5) }
        try room.perform(Acknowledge(room.selection("DiskFull"), length: .minutes(30), note: "on it"), by: .bob)
        try room.perform(
            DeclareIncident(title: "Checkout is down", severity: .sev2, alerts: room.selection("DiskFull")), by: .bob)
        try room.perform(AssignRole(.onlyOpen, role: .commander, person: "ann"), by: .bob)
        try room.perform(AddNote("it is the disk", tag: .finding), by: .cat)
        try room.perform(
            CreateSilence(matchers: MatcherSyntax.parse("instance=db-1"), length: .hours(1), comment: "rebuilding"))
        try room.fire("DiskFull") { $0.severity = .critical }
        try room.wait(.minutes(5))
        try room.clear("DiskFull")
        try room.fire("FanStopped")
        try room.perform(LinkAlerts(.onlyOpen, room.selection("FanStopped")))
        try room.perform(Acknowledge(room.selection("FanStopped"), length: .minutes(1), person: "cat"))
        try room.perform(AssignRole(.onlyOpen, role: .commander, person: "bob", from: "ann"), by: .bob)
        try room.wait(.minutes(1))
        try room.perform(ResolveAlerts(room.selection("FanStopped")), by: .cat)
        try room.perform(SetIncident(.onlyOpen, severity: .sev3, status: .monitoring, title: "Checkout was down"))
        try room.perform(ReleaseRole(.onlyOpen, role: .commander, person: "bob"))
        try room.perform(JoinIncident(.onlyOpen, isJoined: false), by: .cat)
        try room.perform(SetIncident(.onlyOpen, status: .closed))
        try room.perform(EndSilence(silence: try #require(room.state.silences.keys.first).description))
        try room.wait(.hours(9))
        try room.wait(.hours(24))
        var state = RoomState()
        var spoken: [String] = []
        for event in room.events {
            state.apply(event)
            guard let narration = event.body.narration(in: state, as: event.envelope) else { continue }
            spoken.append("\(narration.who): \(narration.sentence)")
        }
        #expect(spoken == Self.night)
    }

    private static let night = [
        "warroom: the room opened (warroom 1.0)",
        "ann: bob is on call for 8 h",
        "alert: DiskFull fired on db-1 (DiskFull is wrong)",
        "bob: acknowledged DiskFull on db-1 for 30 min: on it",
        "bob: declared INC-1, SEV2: Checkout is down",
        "bob: made ann commander of INC-1",
        "cat: joined INC-1",
        "cat: it is the disk",
        "ann: silenced instance=\"db-1\" for 1 h: rebuilding",
        "alert: DiskFull on db-1 went from warning to critical",
        "alert: DiskFull on db-1 expired: its source was silent for 5 min",
        "alert: DiskFull on db-1 resolved",
        "alert: FanStopped fired on db-1 (FanStopped is wrong)",
        "ann: linked FanStopped on db-1 to INC-1",
        "ann: acknowledged FanStopped on db-1 for cat for 1 min",
        "bob: is now commander of INC-1, after ann",
        "alert: the ack of FanStopped on db-1 by cat ran out, it still fires",
        "cat: resolved FanStopped on db-1",
        "ann: changed INC-1 from SEV2 to SEV3",
        "ann: moved INC-1 to monitoring",
        "ann: renamed INC-1: Checkout was down",
        "ann: released bob as commander of INC-1",
        "cat: left INC-1",
        "ann: closed INC-1",
        "ann: ended a silence: instance=\"db-1\"",
        "warroom: bob is no longer on call, and nobody follows",
    ]

    @Test func whatOneNameMeansInSeveralPlacesIsToldApart() throws {
        var room = TestRoom()
        let targets = ["db-1", "db-2"]
        func selection() -> AlertSelection {
            AlertSelection(room.state.alerts.values.map { AlertReference(alert: $0.id, episode: $0.episode) })
        }
        for target in targets {
            try room.fire("Disk") {
                $0.labels = ["alertname": "Disk", "instance": target]
                $0.alert = Fingerprint.of($0.labels)
            }
        }
        try room.perform(Acknowledge(selection()))
        try room.perform(Unacknowledge(selection()))
        try room.perform(ResolveAlerts(selection()))
        var state = RoomState()
        var spoken: Set<String> = []
        for event in room.events {
            state.apply(event)
            if let narration = event.body.narration(in: state, as: event.envelope) { spoken.insert(narration.sentence) }
        }
        for target in targets {
            #expect(spoken.contains("acknowledged Disk on \(target) for 1 h"), "\(spoken)")
            #expect(spoken.contains("took back the ack of Disk on \(target)"), "\(spoken)")
            #expect(spoken.contains("resolved Disk on \(target)"), "\(spoken)")
        }
    }

    @Test func whatIsCalledAfterItsPlaceSaysItOnce() throws {
        var room = TestRoom()
        try room.fire("db-1")
        try room.perform(ResolveAlerts(room.selection("db-1")))
        let event = try #require(room.lastEvents.last)
        #expect(event.body.narration(in: room.state, as: event.envelope)?.sentence == "resolved db-1")
    }
}
