import SeededRandom
import WarRoom

extension Actor {
    static let ada = Actor(principal: "uid:1000", person: "ada", via: "account")
    static let bo = Actor(principal: "uid:1001", person: "bo", via: "account")
    static let kim = Actor(principal: "uid:1002", person: "kim", via: "account")
    static let lin = Actor(principal: "uid:1003", person: "lin", via: "account")
    static let prometheus = Actor(principal: "sender:1a2b3c4d5e6f", person: "prometheus", via: "sender")
}

/// A room in memory: the real domain, with no log, no daemon and no clock of its own.
struct ScriptedRoom {
    private(set) var state = RoomState()
    private(set) var entries: [TimelineEntry] = []
    private(set) var events: [Event] = []
    var now: Instant
    var live = LiveStatus(listener: "127.0.0.1:9911")
    private var ids: EventIDSource
    private var sequence: Int64 = 0
    /// Whether it says which playbooks fit; daemons before did not.
    var knowsInterests = true
    /// How often each alert was sent, where it is more than once.
    var counts: [String: Int64] = [:]

    init(at now: Instant, seed: UInt64 = 7) {
        self.now = now
        ids = EventIDSource(random: SplitMix64(seed: seed))
    }

    @discardableResult
    mutating func perform(_ command: any Command, by actor: Actor = .ada, at instant: Instant? = nil) throws(Refusal)
        -> Outcome
    {
        if let instant { now = instant }
        var situation = Situation(now: now, actor: actor)
        if let command = command as? any EntryCommand { situation.entry = subject(of: command.entry) }
        var decision = Decision(situation, ids: ids)
        try command.decide(in: state, situation, into: &decision)
        ids = decision.idSource
        var outcome = decision.outcome
        for draft in decision.events {
            sequence += 1
            let event = draft.event(sequence: sequence, recordedAt: now)
            state.apply(event)
            events.append(event)
            if let amendment = event.body.amendment { amend(amendment) }
            if let entry = TimelineEntry(event, in: state) { entries.append(entry) }
            outcome.sequence = sequence
            outcome.events.append(event.envelope.id)
        }
        return outcome
    }

    private mutating func amend(_ amendment: TimelineAmendment) {
        let index = entries.firstIndex { amendment.entry == .id($0.id) || amendment.entry == .sequence($0.sequence) }
        guard let index else { return }
        entries[index] = entries[index].amended(by: amendment)
    }

    private func subject(of selection: EntrySelection) -> TimelineSubject? {
        let found = entries.first {
            switch selection {
            case .sequence(let sequence): $0.sequence == sequence
            case .id(let id): $0.id == id
            }
        }
        return found.map {
            TimelineSubject(
                id: $0.id, sequence: $0.sequence, kind: $0.kind, incident: $0.incident, author: $0.actor,
                body: $0.sentence,
                isPinned: $0.isPinned, isWithdrawn: $0.isWithdrawn)
        }
    }

    /// What the daemon would answer a `follow` with.
    func view(_ request: ViewRequest = ViewRequest()) -> RoomView {
        var problem: String?
        var filter = AlertFilter.all
        do throws(MatcherError) {
            filter = try AlertFilter(request.filter)
        } catch {
            problem = error.description
        }
        var window = BoardWindow(of: state, filter: filter, request)
        for index in window.rows.indices {
            window.rows[index].count = counts[window.rows[index].name] ?? window.rows[index].count
        }
        var view = RoomView(
            overview: RoomOverview(state), live: live, window: window,
            entries: Array(entries.filter { request.timeline.matches($0) }.suffix(request.timelineLength)),
            filterProblem: problem)
        if request.showsSilences { view.silences = SilenceSummary.living(in: state) }
        if knowsInterests { view.fitting = request.interests.map { PlaybookFitting($0).playbooks(fitting: state) } }
        return view
    }

    /// The entries before a sequence, as the daemon would page them.
    func page(_ filter: TimelineFilter, before: Int64, limit: Int) -> [TimelineEntry] {
        Array(entries.filter { filter.matches($0) && $0.sequence < before }.suffix(limit))
    }

    /// What the daemon would tell of a thing; nil where it does not hold it.
    func story(of subject: StorySubject) -> Story? {
        switch subject {
        case .alert(let id):
            state.alerts[id].map { alert in
                var story = AlertStory(
                    AlertRow(alert, in: state), events: told(.alert(id)), incidents: state.incidents,
                    changes: events
                ) { incident in
                    entries.filter { $0.incident == incident && ($0.tag == .decision || $0.tag == .finding) }
                }
                story.inhibition = InhibitionStory(alert, in: state)
                return .alert(story)
            }
        case .entry(let id):
            entries.first { $0.id == id }.map { entry in
                .entry(
                    EntryStory(entry, original: events.first { $0.envelope.id == id }, changes: told(.entry(id))))
            }
        case .incident(let id): state.incidents[id].map { .incident(story(of: $0)) }
        }
    }

    private func story(of incident: Incident) -> IncidentStory {
        var story = IncidentStory(incident, in: state)
        for reference in incident.alerts {
            story.tell(reference.alert, told(.alert(reference.alert)), incidents: state.incidents)
        }
        let notes = entries.filter { $0.incident == incident.id }
        story.pinned = notes.filter(\.isPinned).map(StoryNote.init)
        story.decisions = notes.filter { $0.tag == .decision }.map(StoryNote.init)
        return story
    }

    private func told(_ subject: EventTrace.Subject) -> [Event] {
        events.filter { EventTrace.all(of: $0).contains { $0.subject == subject } }
    }

    /// What turns an older view of the same request into the present one.
    func change(from old: RoomView, _ request: ViewRequest) -> RoomChange {
        let newer = view(request)
        var change = old.change(to: newer)
        change.entries = newer.entries.filter { entry in !old.entries.contains(entry) }
        return change
    }
}

extension ScriptedRoom {
    /// A source says that an alert fires; `ago` is when it began.
    mutating func fire(
        _ name: String, on instance: String, _ severity: AlertSeverity = .critical, ago: Milliseconds = .zero,
        title: String? = nil, annotations: Labels = .none, links: [Link] = []
    ) throws {
        let observation = observation(
            name, instance, severity, title: title, annotations: annotations, links: links, since: now - ago)
        try perform(ObserveAlert(observation), by: .prometheus)
    }

    /// The source says that it is over.
    mutating func clear(_ name: String, on instance: String, _ severity: AlertSeverity = .critical) throws {
        var over = observation(name, instance, severity, since: now)
        over.isFiring = false
        over.startsAt = nil
        try perform(ObserveAlert(over), by: .prometheus)
    }

    func reference(_ name: String, on instance: String) -> AlertReference {
        let id = Fingerprint.of(["alertname": name, "instance": instance])
        return AlertReference(alert: id, episode: state.alerts[id]?.episode ?? EventID(high: 0, low: 0))
    }

    func selection(_ name: String, on instance: String) -> AlertSelection {
        AlertSelection([reference(name, on: instance)])
    }

    private func observation(
        _ name: String, _ instance: String, _ severity: AlertSeverity, title: String? = nil,
        annotations: Labels = .none,
        links: [Link] = [], since: Instant
    ) -> AlertObservation {
        let labels: Labels = ["alertname": name, "instance": instance]
        return AlertObservation(
            alert: Fingerprint.of(labels), isFiring: true, severity: severity, labels: labels, annotations: annotations,
            title: title ?? "\(name) on \(instance)", links: links, source: "alertmanager", sender: "prometheus",
            startsAt: since)
    }
}
