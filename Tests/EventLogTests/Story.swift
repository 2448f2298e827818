import SeededRandom
import Testing

@testable import WarRoom

/// A room's history made by real commands, with every kind of thing in its state.
struct Story {
    private(set) var state = RoomState()
    private(set) var events: [Event] = []
    private var ids = EventIDSource(random: SplitMix64(seed: 1))
    private var now = Make.start
    private let prometheus = Actor(principal: "sender:1a2b3c4d5e6f", person: "prometheus", via: "sender")

    /// The whole story, and the state after each event.
    static func told() throws -> Story {
        var story = Story()
        try story.open()
        try story.alerts()
        try story.silences()
        try story.incidents()
        try story.notes()
        return story
    }

    /// The state after the first `count` events.
    func state(after count: Int) -> RoomState {
        var state = RoomState()
        for event in events.prefix(count) { state.apply(event) }
        return state
    }

    private mutating func open() throws {
        try perform(OpenRoom(version: "1.0.0"), by: .daemon)
        append(LogTruncationFound(facts: .init(from: 3, to: 4)))
        try perform(SetOnCall(person: "ann", until: now + .hours(8)))
        try perform(
            RefuseInput(source: "grafana", sender: "0a0b0c0d0e0f", items: 2, reason: "no labels", body: "{}"),
            by: .daemon)
    }

    private mutating func alerts() throws {
        for name in ["Disk", "Memory", "Load", "Latency", "Errors"] { try fire(name) }
        try fire("Short")
        try fire("Short", isFiring: false)
        try fire("Quiet") { $0.timeout = .seconds(30) }
        try perform(Acknowledge(selection("Disk"), length: .hours(2), note: "on \"it\""))
        try fire("Memory") { $0.severity = .critical }
        try perform(SeeAlerts(selection("Load")))
        try fire("Load", isFiring: false)
        now = now + .minutes(2)
        try perform(Tick(), by: .daemon)
    }

    private mutating func silences() throws {
        let errors = try Matcher(name: "alertname", value: "Err.*", isRegex: true)
        try perform(CreateSilence(matchers: [errors], length: .hours(1), comment: "known"))
        let disk = try Matcher(name: "instance", value: "db-2")
        try perform(CreateSilence(matchers: [disk], startsAt: now + .hours(3), length: .hours(1), comment: "later"))
        try perform(CreateSilence(matchers: [errors], length: .hours(2), comment: "ends soon"))
        let last = try #require(state.silences.values.first { $0.comment == "ends soon" })
        try perform(EndSilence(silence: last.id.description))
    }

    private mutating func incidents() throws {
        try perform(DeclareIncident(title: "Search \"down\"", severity: .sev2, alerts: selection("Disk", "Memory")))
        try perform(AssignRole(.onlyOpen, role: .commander, person: "bob"))
        try perform(AssignRole(.onlyOpen, role: .expert, person: "cat"))
        try perform(SetIncident(.onlyOpen, severity: .sev1, status: .identified, title: "Search is down"))
        try perform(DeclareIncident(title: "Over", severity: .sev4))
        try perform(SetIncident(.id(IncidentID(number: 2)), status: .closed))
    }

    private mutating func notes() throws {
        try perform(AddNote("it was the disk", tag: .finding))
        try perform(
            RecordChange(source: "ci", sender: "c1", summary: "deploy", details: ["v": "2"], links: [], at: nil))
        try perform(NoticeClockJump(by: .minutes(5)), by: .daemon)
    }

    private mutating func fire(
        _ name: String, isFiring: Bool = true, _ change: (inout AlertObservation) -> Void = { _ in }
    ) throws {
        let labels: Labels = ["alertname": name, "instance": "db-1"]
        var observation = AlertObservation(
            alert: Fingerprint.of(labels), isFiring: isFiring, severity: .warning, labels: labels,
            annotations: ["summary": "\(name) ä \u{1}"], title: "\(name) is wrong",
            links: [Link(title: "graph", address: "https://graph.example/\(name)")], source: "alertmanager",
            sender: "1a2b3c4d5e6f")
        change(&observation)
        try perform(ObserveAlert(observation), by: prometheus)
    }

    private func selection(_ names: String...) -> AlertSelection {
        AlertSelection(ids: names.map { Fingerprint.of(["alertname": $0, "instance": "db-1"]).description })
    }

    private mutating func perform(_ command: any Command, by actor: Actor = Make.ann) throws {
        now = now + .seconds(1)
        var decision = Decision(Situation(now: now, actor: actor), ids: ids)
        try command.decide(in: state, Situation(now: now, actor: actor), into: &decision)
        ids = decision.idSource
        for draft in decision.events {
            let event = draft.event(sequence: Int64(events.count) + 1, recordedAt: now)
            state.apply(event)
            events.append(event)
        }
    }

    private mutating func append(_ body: any EventBody) {
        let event = Event(
            envelope: Envelope(
                sequence: Int64(events.count) + 1, id: ids.next(at: now), occurredAt: now, recordedAt: now,
                actor: .daemon),
            body: body)
        state.apply(event)
        events.append(event)
    }
}
