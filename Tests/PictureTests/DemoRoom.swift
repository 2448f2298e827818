import Demo
import Dialects
import SeededRandom
import WarRoom

/// A room in memory that a story is told to: the real dialects and the real domain, with no log, no network and no clock of its own.
struct DemoRoom {
    private(set) var now: Instant
    /// What was not understood or refused.
    private(set) var problems: [String] = []
    private let beginning: Instant
    private var untold: [DemoStep]
    private var state = RoomState()
    private var entries: [TimelineEntry] = []
    private var events: [Event] = []
    private var present: [Presence] = []
    private var ids = EventIDSource(random: SplitMix64(seed: 1))

    /// A room before the first of the steps.
    init(_ steps: [DemoStep], from beginning: Instant) {
        untold = steps
        self.beginning = beginning
        now = beginning
    }

    /// Tells what happens up to a time of the story, each step at its own.
    mutating func tell(until offset: Milliseconds) {
        let due = untold.prefix { $0.offset <= offset }
        untold.removeFirst(due.count)
        for step in due {
            advance(to: beginning + step.offset)
            switch step.act {
            case .post(let post): hear(post)
            case .command(let person, let command): carryOut(command, by: Self.actor(person))
            case .arrival(let person):
                present.append(Presence(person: person, principal: "uid:1000", since: now))
            }
        }
        advance(to: beginning + offset)
    }

    /// What somebody at a screen asks for.
    mutating func perform(_ command: any PersonCommand, by person: String) -> Result<Outcome, Refusal> {
        carryOut(command, by: Self.actor(person))
    }

    private static func actor(_ person: String) -> Actor {
        Actor(principal: "uid:1000", person: person, via: "account")
    }

    private mutating func advance(to instant: Instant) {
        now = instant
        carryOut(Tick(), by: .daemon)
    }

    private mutating func hear(_ post: SenderPost) {
        let segments = post.path.split(separator: "/").map(String.init)
        guard case .match(let dialect, let route) = DialectTable.find(method: "POST", segments: segments) else {
            problems.append("no dialect answers at \(post.path)")
            return
        }
        let reading = dialect.read(
            DialectRequest(
                method: "POST", path: segments, headers: [(name: "user-agent", value: post.agent)], body: post.body,
                now: now), on: route)
        problems += reading.problems
        guard case .commands(let commands, _) = reading.work else {
            problems.append("\(post.path) gave nothing to do")
            return
        }
        let actor = Actor(principal: "sender:\(reading.sender)", person: reading.person, via: "sender")
        for command in commands { carryOut(command, by: actor) }
    }

    @discardableResult
    private mutating func carryOut(_ command: any Command, by actor: Actor) -> Result<Outcome, Refusal> {
        var decision = Decision(Situation(now: now, actor: actor), ids: ids)
        do throws(Refusal) {
            try command.decide(in: state, Situation(now: now, actor: actor), into: &decision)
        } catch {
            problems.append("\(actor.person): \(error)")
            return .failure(error)
        }
        ids = decision.idSource
        var outcome = decision.outcome
        for draft in decision.events {
            let event = draft.event(sequence: state.sequence + 1, recordedAt: now)
            state.apply(event)
            events.append(event)
            if let amendment = event.body.amendment { amend(amendment) }
            if let entry = TimelineEntry(event, in: state) { entries.append(entry) }
            outcome.sequence = event.envelope.sequence
            outcome.events.append(event.envelope.id)
        }
        return .success(outcome)
    }

    private mutating func amend(_ amendment: TimelineAmendment) {
        let index = entries.firstIndex { amendment.entry == .id($0.id) || amendment.entry == .sequence($0.sequence) }
        if let index { entries[index] = entries[index].amended(by: amendment) }
    }
}

/// What the room's daemon would answer a screen.
extension DemoRoom {
    func view(_ request: ViewRequest) throws -> RoomView {
        let window = BoardWindow(of: state, filter: try AlertFilter(request.filter), request)
        let shown = entries.filter { request.timeline.matches($0) }.suffix(request.timelineLength)
        var view = RoomView(
            overview: RoomOverview(state), live: LiveStatus(present: present, listener: "127.0.0.1:9911"),
            window: window, entries: Array(shown))
        if request.showsSilences { view.silences = SilenceSummary.living(in: state) }
        return view
    }

    /// What is known of an alert; nil for what no picture asks for.
    func story(of subject: StorySubject) -> Story? {
        guard case .alert(let id) = subject, let alert = state.alerts[id] else { return nil }
        let told = events.filter { EventTrace.all(of: $0).contains { $0.subject == .alert(id) } }
        return .alert(
            AlertStory(AlertRow(alert, in: state), events: told, incidents: state.incidents, changes: events) {
                incident in
                entries.filter { $0.incident == incident && ($0.tag == .decision || $0.tag == .finding) }
            })
    }
}
