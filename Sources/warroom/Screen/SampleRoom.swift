import WarRoom

/// A room in memory with something of every kind in it: a real one's rules, no log and no daemon.
struct SampleRoom {
    /// When it is in the room: a quarter past three in the night.
    static let now = Instant(milliseconds: 1_795_317_137_000)

    private var state = RoomState()
    private var entries: [TimelineEntry] = []
    private var ids = EventIDSource()
    private var now = SampleRoom.now

    init() throws {
        try fireAlerts()
        try openIncident()
        try act()
        try writeNotes()
    }

    /// What its daemon would show.
    var view: RoomView {
        let window = BoardWindow(of: state, filter: .all, offset: 0, length: 100)
        let people = ["ada", "bo", "kim", "lin"].map { Presence(person: $0, principal: "", since: SampleRoom.now) }
        return RoomView(
            overview: RoomOverview(state),
            live: LiveStatus(
                present: people, listener: "127.0.0.1:9911",
                problems: ["port 9911 is taken by another program; senders are not heard"]),
            offset: window.offset, matching: window.matching, rows: window.rows, entries: entries)
    }

    private mutating func fireAlerts() throws {
        try fire("CertExpiry", on: "edge-1", .warning, minutesAgo: 300)
        try fire("BackupOld", on: "nas-1", .warning, minutesAgo: 95, timeout: .minutes(40))
        try fire("DiskWillFill", on: "db-1", .warning, minutesAgo: 62)
        try fire("PaymentErrorRate", on: "pay-7", .error, minutesAgo: 48)
        try fire("QueueDepth", on: "q-main", .error, minutesAgo: 44)
        try fire("CheckoutLatencyHigh", on: "api-3", .critical, minutesAgo: 42)
        try fire("DeployFinished", on: "api", .info, minutesAgo: 31)
        try fire("DBReplicaLag", on: "db-2", .critical, minutesAgo: 4)
    }

    private mutating func openIncident() throws {
        try perform(SetOnCall(person: "ada", until: SampleRoom.now + .hours(30)), by: "lin", minutesAgo: 41)
        try perform(
            DeclareIncident(
                title: "Checkout latency above 2 s", severity: .sev2, alerts: selection("CheckoutLatencyHigh")),
            by: "ada", minutesAgo: 40)
        try perform(AssignRole(.onlyOpen, role: .commander, person: "lin"), by: "lin", minutesAgo: 39)
        try perform(AssignRole(.onlyOpen, role: .scribe, person: "kim"), by: "lin", minutesAgo: 38)
    }

    private mutating func act() throws {
        try perform(
            CreateSilence(
                matchers: [Matcher(name: "alertname", value: "DiskWillFill")], length: .hours(2),
                comment: "known, growing slowly"), by: "bo", minutesAgo: 20)
        try perform(Tick(), by: "warroom", minutesAgo: 19)
        try clear("QueueDepth", on: "q-main", .error, minutesAgo: 15)
        try perform(Acknowledge(selection("CheckoutLatencyHigh")), by: "ada", minutesAgo: 12)
    }

    private mutating func writeNotes() throws {
        try perform(
            AddNote("pool exhausted on db-1, connections 500/500", tag: .finding, isPinned: true), by: "bo",
            minutesAgo: 9)
        try perform(AddNote("is the replica safe to promote?", tag: .question), by: "ada", minutesAgo: 7)
        try perform(AddNote("fail over to db-2", tag: .decision), by: "lin", minutesAgo: 5)
        try perform(AddNote("writes are frozen", tag: .action), by: "bo", minutesAgo: 3)
        try perform(AddNote("one checkout in five fails", tag: .impact), by: "kim", minutesAgo: 1)
    }

    private mutating func fire(
        _ name: String, on instance: String, _ severity: AlertSeverity, minutesAgo: Int64, timeout: Milliseconds? = nil
    ) throws {
        var observation = observation(name, instance, severity, minutesAgo)
        observation.startsAt = SampleRoom.now - .minutes(minutesAgo)
        observation.timeout = timeout
        try perform(ObserveAlert(observation), by: "prometheus", minutesAgo: minutesAgo)
    }

    private mutating func clear(
        _ name: String, on instance: String, _ severity: AlertSeverity, minutesAgo: Int64
    ) throws {
        var observation = observation(name, instance, severity, minutesAgo)
        observation.isFiring = false
        try perform(ObserveAlert(observation), by: "prometheus", minutesAgo: minutesAgo)
    }

    private func observation(
        _ name: String, _ instance: String, _ severity: AlertSeverity, _ minutesAgo: Int64
    ) -> AlertObservation {
        let labels: Labels = ["alertname": name, "instance": instance]
        return AlertObservation(
            alert: Fingerprint.of(labels), isFiring: true, severity: severity, labels: labels,
            title: "\(name) on \(instance)", source: "alertmanager", sender: "prometheus")
    }

    private func selection(_ name: String) throws -> AlertSelection {
        try AlertSelection(matchers: [Matcher(name: "alertname", value: name)])
    }

    private mutating func perform(_ command: any Command, by person: String, minutesAgo: Int64) throws {
        now = SampleRoom.now - .minutes(minutesAgo)
        let isSender = person == "prometheus"
        let actor = Actor(
            principal: isSender ? "sender:1a2b3c4d5e6f" : "uid:1000", person: person,
            via: isSender ? "sender" : "account")
        let situation = Situation(now: now, actor: actor)
        var decision = Decision(situation, ids: ids)
        try command.decide(in: state, situation, into: &decision)
        ids = decision.idSource
        for draft in decision.events {
            let event = draft.event(sequence: Int64(entries.count) + 1, recordedAt: now)
            state.apply(event)
            if let entry = TimelineEntry(event, in: state) { entries.append(entry) }
        }
    }
}
