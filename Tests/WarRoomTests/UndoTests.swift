import Testing
import WarRoom

/// What an undo must bring back: who has what, not when it was said.
private struct Digest: Equatable {
    var alerts: [AlertID: String] = [:]
    var incidents: [IncidentID: String] = [:]
    var silences: [String] = []
    var onCall: String?

    init(_ state: RoomState) {
        for alert in state.alerts.values {
            let ack = alert.ack.map { "\($0.person) until \($0.until) \($0.note ?? "")" } ?? "nobody"
            alerts[alert.id] = "\(alert.state) \(ack) \(alert.incident?.description ?? "")"
        }
        for incident in state.openIncidents {
            let roles = incident.roles.map { "\($0.role) \($0.person)" }.sorted()
            let linked = incident.alerts.map(\.alert.description).sorted()
            incidents[incident.id] = "\(incident.title) \(incident.severity) \(incident.status) \(roles) \(linked)"
        }
        silences = state.silences.values.filter { $0.state != .expired }
            .map { "\($0.state) \($0.matchers) \($0.startsAt) \($0.endsAt) \($0.createdBy) \($0.comment)" }.sorted()
        onCall = state.onCall.map { "\($0.person) \($0.until?.description ?? "")" }
    }
}

@Suite struct UndoTests {
    private static let first = IncidentID(number: 1)
    private static let second = IncidentID(number: 2)

    /// A busy room: alerts in several phases, two incidents with roles, two silences, somebody on call.
    private static func room() throws -> TestRoom {
        var room = TestRoom()
        for name in ["Firing", "Acked", "Returned", "Linked", "Silenced"] { try room.fire(name) }
        try room.clear("Returned")
        try room.perform(Acknowledge(room.selection("Acked"), length: .minutes(20), note: "on it"), by: .bob)
        try room.perform(DeclareIncident(title: "One", severity: .sev2, alerts: room.selection("Linked")))
        try room.perform(DeclareIncident(title: "Two"), by: .bob)
        try room.perform(AssignRole(.id(first), role: .commander, person: "ann"))
        try room.perform(AssignRole(.id(first), role: .scribe, person: "bob"))
        try room.perform(AssignRole(.id(first), role: .expert, person: "bob"))
        try room.perform(silence("alertname=Silenced", until: room.now + .hours(1)))
        try room.perform(silence("alertname=Later", from: room.now + .hours(1), until: room.now + .hours(2)))
        try room.perform(SetOnCall(person: "cat", until: room.now + .hours(8)))
        return room
    }

    private static func silence(
        _ matchers: String, from startsAt: Instant? = nil, until endsAt: Instant, replacing: EventID? = nil
    ) throws -> CreateSilence {
        CreateSilence(
            matchers: try MatcherSyntax.parse(matchers), startsAt: startsAt, endsAt: endsAt, comment: "why",
            replacing: replacing)
    }

    /// Every command that can be taken back, in the ways that differ.
    private static func commands(in room: TestRoom) throws -> [(name: String, command: any PersonCommand)] {
        let active = try #require(room.state.silences.values.first { $0.state == .active })
        let pending = try #require(room.state.silences.values.first { $0.state == .pending })
        let later = room.now + .hours(5)
        return [
            ("ack", Acknowledge(room.selection("Firing"))),
            ("ack again", Acknowledge(room.selection("Acked"), length: .hours(3), note: "mine")),
            ("ack several", Acknowledge(room.selection("Firing", "Acked", "Linked"), person: "cat")),
            ("unack", Unacknowledge(room.selection("Acked"))),
            ("silence", try silence("instance=~\"db.*\"", until: later)),
            ("silence changed", try silence("alertname=Silenced", until: later, replacing: active.id)),
            ("silence replaced", try silence("alertname=Firing", until: later, replacing: active.id)),
            (
                "silence ahead changed",
                try silence("alertname=Later", from: pending.startsAt, until: later, replacing: pending.id)
            ),
            ("silence ahead replaced", try silence("alertname=Firing", until: later, replacing: pending.id)),
            ("unsilence", EndSilence(silence: active.id.description)),
            ("unsilence ahead", EndSilence(silence: pending.id.description)),
            ("declare", DeclareIncident(title: "Three")),
            (
                "declare with alerts",
                DeclareIncident(title: "Three", alerts: room.selection("Linked", "Firing", "Acked"))
            ),
            ("set", SetIncident(.id(first), severity: .sev1, status: .resolved, title: "Renamed")),
            ("close", SetIncident(.id(first), status: .closed)),
            ("link", LinkAlerts(.id(first), room.selection("Firing"))),
            ("move", LinkAlerts(.id(second), room.selection("Linked", "Firing"))),
            ("unlink", LinkAlerts(.id(first), room.selection("Linked"), isLinked: false)),
            ("assign", AssignRole(.id(second), role: .commander)),
            ("assign to another", AssignRole(.id(first), role: .commander, person: "cat")),
            ("assign to a scribe", AssignRole(.id(first), role: .commander, person: "bob")),
            ("assign expert", AssignRole(.id(first), role: .expert, person: "cat")),
            ("take over", AssignRole(.id(first), role: .scribe, person: "cat", from: "bob")),
            ("release", ReleaseRole(.id(first), role: .scribe, person: "bob")),
            ("join", JoinIncident(.id(second))),
            ("leave", JoinIncident(.id(first), isJoined: false)),
            ("oncall", SetOnCall(person: "dan")),
        ]
    }

    @Test func everythingThatCanBeTakenBackComesBackAsItWas() throws {
        let start = try Self.room()
        let before = Digest(start.state)
        for (name, command) in try Self.commands(in: start) {
            var room = start
            let outcome = try room.perform(command)
            #expect(!outcome.undo.isEmpty, "\(name)")
            let isSeenInDigest = !["join"].contains(name)
            #expect((Digest(room.state) != before) == isSeenInDigest, "\(name) changed nothing")
            try room.undo(outcome)
            let after = Digest(room.state)
            #expect(after == before, "\(name)")
            #expect(RoomInvariants.violations(in: room.state) == [], "\(name)")
            #expect(room.replayed == room.state, "\(name)")
        }
    }

    @Test func everyCommandThatHasAnUndoIsTriedHere() throws {
        let tried = Set(try Self.commands(in: try Self.room()).map { type(of: $0.command).name })
        // Seeing, resolving, merging, redacting and accepting a loss have no way back; entries of the timeline are not part of the state; steps are in PlaybookTests.
        let others: Set<String> = [
            "resolve", "see", "note", "correct", "withdraw", "pin", "redact", "startPlaybook", "completeStep",
            "skipStep",
            "reopenStep", "stopPlaybook", "acceptHead", "merge",
        ]
        #expect(tried.union(others) == Set(CommandTable.types.map { $0.name }))
        #expect(tried.isDisjoint(with: others))
    }

    @Test func aFewSecondsLaterAnAckComesBackWithinThoseSeconds() throws {
        var room = try Self.room()
        let until = try #require(room.alert("Acked")?.ack?.until)
        let outcome = try room.perform(Acknowledge(room.selection("Acked")))
        room.now = room.now + Limits.undoLength
        try room.undo(outcome)
        let ack = try #require(room.alert("Acked")?.ack)
        #expect(ack.person == "bob" && ack.note == "on it")
        #expect((Milliseconds.zero...Limits.undoLength).contains(ack.until - until))
    }
}
