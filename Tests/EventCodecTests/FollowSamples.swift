@testable import WarRoom

/// Messages of a followed room with everything that they can hold, and with all that may be absent absent.
enum FollowSamples {
    static let messages: [(name: String, message: FollowMessage)] = [
        ("view", .view(view)), ("emptyView", .view(emptyView)), ("change", .change(change)),
        ("emptyChange", .change(RoomChange())), ("heartbeat", .heartbeat(sequence: .max)),
        ("closed", .closed),
    ]

    static let entry = TimelineEntry(
        sequence: 214, id: Sample.entry, kind: "note.added", category: .note, occurredAt: Sample.start,
        recordedAt: Sample.later(3), who: "ann", actor: Sample.actor, incident: Sample.incident, sentence: Sample.words,
        tag: .impact, isPinned: true, isCorrected: true, isWithdrawn: true)

    static let alert = Alert(
        id: Sample.alert, episode: Sample.episode, phase: .acknowledged, severity: .error, labels: Sample.labels,
        annotations: ["summary": Sample.words], title: Sample.words, links: Sample.links, source: "alertmanager",
        sender: "1a2b3c4d5e6f", since: Sample.start, lastHeard: Sample.later(4), count: .max, endsAt: Sample.later(5),
        timeout: .minutes(5), expiresAt: Sample.later(6),
        ack: Acknowledgement(person: "ann", at: Sample.later(1), until: Sample.later(61), note: Sample.words),
        seenBy: "bob",
        silencedBy: [Sample.silence], incident: Sample.incident, clearedAt: Sample.later(7), clearedBySource: true,
        revision: 214, opened: 201)

    static let incident = Incident(
        id: Sample.incident, event: Sample.id(6), title: Sample.words, severity: .sev2, status: .closed,
        statusSince: Sample.later(90), openedAt: Sample.start, closedAt: Sample.later(90), declaredBy: "ann",
        roles: Role.allCases.map { RoleHolder(role: $0, person: "bob", since: Sample.later(2)) },
        participants: [Participant(person: "ann", since: Sample.start)], alerts: [Sample.reference], revision: 213,
        mergedInto: Sample.otherIncident)

    private static var overview: RoomOverview {
        var overview = RoomOverview(RoomState())
        overview.sequence = 214
        overview.counts.firing = 1
        overview.counts.acknowledged = 2
        overview.counts.silenced = 3
        overview.counts.returned = 4
        overview.counts.expired = 5
        overview.crowdCount = 12
        overview.crowd = [.init(name: "DiskFull", count: 12)]
        overview.onCall = OnCall(person: "ann", since: Sample.start, until: Sample.later(480), setBy: "bob")
        overview.working = [Worker(person: "ann", alert: Sample.words, alerts: 3, until: Sample.later(61))]
        overview.workingCount = 21
        overview.senders = [
            Sender(name: "1a2b3c4d5e6f", source: "alertmanager", lastHeard: Sample.later(4), refusals: 2)
        ]
        overview.incidents = [IncidentSummary(incident)]
        overview.lastCleared = LastCleared(
            name: "DiskFull", at: Sample.later(7), state: .returned, titled: Sample.reference)
        overview.truncation = Truncation(from: 42, to: 57, foundAt: Sample.start)
        overview.silenceCount = 1
        overview.nextSilenceEnd = Sample.later(60)
        return overview
    }

    private static let live = LiveStatus(
        present: [Presence(person: "ann", principal: "uid:1000", since: Sample.start)], alertsPerSecond: 9,
        listener: "127.0.0.1:9911", problems: ["the port is busy"], readOnly: "the disk is full")

    private static var view: RoomView {
        var view = RoomView(
            overview: overview, live: live, offset: 200, matching: 417, rows: [AlertRow(alert, in: RoomState())],
            entries: [entry], filterProblem: "expected a value after =")
        view.groups = [group]
        view.lines = 12
        view.groupedAt = 212
        view.silences = [silence]
        view.fitting = [FittingPlaybook(name: "disk-filling", alerts: 3)]
        return view
    }

    private static var silence: SilenceSummary {
        SilenceSummary(
            Silence(
                id: Sample.silence, matchers: Sample.matchers(), startsAt: Sample.start, endsAt: Sample.later(60),
                createdBy: "ann", comment: Sample.words, updatedAt: Sample.start, state: .active), hides: 3)
    }

    private static var group: AlertGroup {
        AlertGroup(
            name: "Disk \"data\"", severity: .critical, counts: overview.counts, newest: Sample.later(3), isOpen: true,
            line: 200, oldest: Sample.start, target: "db-1")
    }

    private static var emptyView: RoomView {
        RoomView(
            overview: RoomOverview(RoomState()), live: LiveStatus(), offset: 0, matching: 0, rows: [], entries: [])
    }

    private static var change: RoomChange {
        var change = RoomChange()
        change.overview = overview
        change.live = live
        change.offset = 1
        change.matching = 2
        change.order = [Sample.alert, Sample.otherAlert]
        change.rows = [AlertRow(alert, in: RoomState())]
        change.rows[0].inhibitedBy = [Sample.otherAlert]
        change.rows[0].under = "NodeDown \"eu\""
        change.entries = [entry]
        change.timelineIsGapped = true
        change.groups = [group]
        change.lines = 13
        change.groupedAt = 213
        change.silences = [silence]
        change.fitting = []
        return change
    }
}
