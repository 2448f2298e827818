import SeededRandom
import WarRoom

extension Actor {
    static let ann = Actor(principal: "uid:1000", person: "ann", via: "account")
    static let bob = Actor(principal: "uid:1001", person: "bob", via: "account")
    static let cat = Actor(principal: "uid:1002", person: "cat", via: "account")
    static let prometheus = Actor(principal: "sender:1a2b3c4d5e6f", person: "prometheus", via: "sender")
}

/// A room without log, clock and daemon: decides commands, gives their events numbers, applies them, and keeps them.
struct TestRoom {
    static let start = Instant(milliseconds: 1_764_000_000_000)

    private(set) var state = RoomState()
    /// Every event so far, as the log would hold it.
    private(set) var events: [Event] = []
    /// Resends that no summary has written down yet.
    private(set) var ledger = ResendLedger(since: TestRoom.start)
    var now = TestRoom.start
    var policy = Policy()
    /// The entry of the timeline that the next commands name.
    var entry: TimelineSubject?
    private var ids: EventIDSource
    /// How many events the last command made.
    private(set) var lastCount = 0

    init(seed: UInt64 = 1) {
        ids = EventIDSource(random: SplitMix64(seed: seed))
    }

    /// The state that the events alone give.
    var replayed: RoomState {
        var state = RoomState()
        for event in events { state.apply(event) }
        return state
    }

    /// The events of the last command.
    var lastEvents: ArraySlice<Event> { events.suffix(lastCount) }
    var lastKinds: [String] { lastEvents.map(\.kind) }

    /// Carries a command out as the writer would, and shows every event with the state right after it.
    @discardableResult
    mutating func perform(
        _ command: any Command, by actor: Actor = .ann, at instant: Instant? = nil,
        onEach: (Event, RoomState) -> Void = { _, _ in }
    ) throws(Refusal) -> Outcome {
        if let instant { now = instant }
        lastCount = 0
        var situation = Situation(now: now, actor: actor, policy: policy, entry: entry)
        let search = (command as? RedactEntry).flatMap { self.search($0.entry) }
        if let search {
            situation.entry = subject(of: search.scope.event)
            situation.redaction = search.scope
        }
        var decision = Decision(situation, ids: ids)
        try command.decide(in: state, situation, into: &decision)
        ids = decision.idSource
        for draft in decision.events {
            let event = draft.event(sequence: Int64(events.count) + 1, recordedAt: now)
            state.apply(event)
            events.append(event)
            lastCount += 1
            onEach(event, state)
        }
        for resend in decision.resends { ledger.add(resend) }
        erase(search?.scope.erased.map(\.sequence) ?? [])
        if let retirement = command as? RetireTexts { erase(retirement.texts.erased.map(\.sequence)) }
        var outcome = decision.outcome
        outcome.sequence = lastEvents.last?.envelope.sequence
        outcome.events = lastEvents.map(\.envelope.id)
        return outcome
    }

    /// Erases texts as the log does.
    private mutating func erase(_ sequences: [Int64]) {
        for sequence in sequences {
            events[Int(sequence) - 1] = events[Int(sequence) - 1].withoutText
        }
    }

    /// Takes back what an outcome says can be taken back.
    mutating func undo(_ outcome: Outcome, by actor: Actor = .ann) throws(Refusal) {
        for command in outcome.undo { try perform(command, by: actor) }
    }

    /// Lets the time pass and the clock strike once.
    mutating func wait(_ length: Milliseconds) throws(Refusal) {
        now = now + length
        try perform(Tick(), by: .daemon)
    }

    /// Writes the resends heard so far down.
    mutating func summarise() throws(Refusal) {
        try perform(ledger.drain(at: now), by: .daemon)
    }

    /// Appends an event that no command of this version would make.
    mutating func append(_ body: any EventBody, by actor: Actor = .daemon, incident: IncidentID? = nil) {
        let envelope = Envelope(
            sequence: Int64(events.count) + 1, id: ids.next(at: now), occurredAt: now, recordedAt: now, actor: actor,
            incident: incident)
        let event = Event(envelope: envelope, body: body)
        state.apply(event)
        events.append(event)
        lastCount = 1
    }
}

extension TestRoom {
    /// The only alert that has this name as its `alertname`.
    func alert(_ name: String) -> Alert? {
        state.alerts[AlertObservation.named(name).alert]
    }

    func reference(_ name: String) -> AlertReference {
        let observation = AlertObservation.named(name)
        let episode = state.alerts[observation.alert]?.episode ?? EventID(high: 0, low: 0)
        return AlertReference(alert: observation.alert, episode: episode)
    }

    func selection(_ names: String...) -> AlertSelection {
        AlertSelection(names.map { reference($0) })
    }

    /// The source says that the alert fires.
    @discardableResult
    mutating func fire(_ name: String, _ change: (inout AlertObservation) -> Void = { _ in }) throws(Refusal) -> Outcome
    {
        var observation = AlertObservation.named(name)
        change(&observation)
        return try perform(ObserveAlert(observation), by: .prometheus)
    }

    /// The source says that the alert is over.
    @discardableResult
    mutating func clear(_ name: String, _ change: (inout AlertObservation) -> Void = { _ in }) throws(Refusal)
        -> Outcome
    {
        try fire(name) {
            $0.isFiring = false
            change(&$0)
        }
    }
}

extension AlertObservation {
    /// A firing warning with the labels `alertname` and `instance`.
    static func named(_ name: String) -> AlertObservation {
        let labels: Labels = ["alertname": name, "instance": "db-1"]
        return AlertObservation(
            alert: Fingerprint.of(labels), isFiring: true, severity: .warning, labels: labels,
            title: "\(name) is wrong",
            source: "alertmanager", sender: "prometheus")
    }
}

/// The sentence of the refusal that a command meets; nil where it is carried out.
func refusal(_ act: () throws(Refusal) -> Void) -> Refusal? {
    do throws(Refusal) {
        try act()
        return nil
    } catch {
        return error
    }
}

/// The rule that a recorded event names in its facts.
func rule(of event: Event) -> String? {
    switch event.body {
    case let body as AlertFired: body.facts.rule
    case let body as AlertSeverityChanged: body.facts.rule
    case let body as AlertResolved: body.facts.rule
    case let body as AlertExpired: body.facts.rule
    case let body as AlertAcknowledged: body.facts.rule
    case let body as AlertUnacknowledged: body.facts.rule
    case let body as AckExpired: body.facts.rule
    case let body as AlertSeen: body.facts.rule
    default: nil
    }
}
