public import Demo
import Dialects
import SeededRandom
public import WarRoom

/// A room in memory that a story is told to, each step at its own time: the real dialects and the real domain, with no log,
/// no network and no clock of its own.
public struct StoryRoom {
    /// 2026-11-22T02:31:00Z.
    public static let beginning = Instant(milliseconds: 1_795_314_660_000)

    public private(set) var state = RoomState()
    public private(set) var now = StoryRoom.beginning
    /// What dialects answered, by endpoint.
    public private(set) var statuses: [String: Set<Int>] = [:]
    /// What was not understood.
    public private(set) var problems: [String] = []
    public private(set) var refusals: [String] = []
    public private(set) var people: Set<String> = []
    private(set) var present: [Presence] = []
    private(set) var entries: [TimelineEntry] = []
    private(set) var events: [Event] = []
    private var untold: [DemoStep]
    private var resends = ResendLedger(since: StoryRoom.beginning)
    private var ids = EventIDSource(random: SplitMix64(seed: 1))

    /// A room before the first of the steps.
    public init(_ steps: [DemoStep]) {
        untold = steps
    }

    /// Tells what happens up to a time of the story; nil for all of it.
    public mutating func tell(until offset: Milliseconds? = nil) {
        let due = untold.prefix { step in offset.map { step.offset <= $0 } ?? true }
        untold.removeFirst(due.count)
        for step in due {
            advance(to: StoryRoom.beginning + step.offset)
            switch step.act {
            case .post(let post): hear(post)
            case .command(let person, let command):
                people.insert(person)
                carryOut(command, by: Self.actor(person))
            case .arrival(let person):
                people.insert(person)
                present.append(Presence(person: person, principal: "uid:1000", since: now))
            }
        }
        if let offset { advance(to: StoryRoom.beginning + offset) }
    }

    /// What somebody at a screen asks for.
    public mutating func perform(_ command: any PersonCommand, by person: String) -> Result<Outcome, Refusal> {
        carryOut(command, by: Self.actor(person))
    }

    private static func actor(_ person: String) -> Actor {
        Actor(principal: "uid:1000", person: person, via: "account")
    }

    /// Lets time pass, as the daemon does: what sources said again counts before what falls due by their silence.
    private mutating func advance(to instant: Instant) {
        if let due = resends.due, due <= instant {
            now = due
            carryOut(resends.drain(at: now), by: .daemon)
        }
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
        switch reading.work {
        case .commands(let commands, let answer):
            let actor = Actor(principal: "sender:\(reading.sender)", person: reading.person, via: "sender")
            let results = commands.map { carryOut($0, by: actor) }
            statuses[post.path, default: []].insert(answer(.stored(results)).status)
        case .answer(let answer): statuses[post.path, default: []].insert(answer.status)
        case .question, .lookUp: problems.append("\(post.path) was a question")
        }
    }

    @discardableResult
    private mutating func carryOut(_ command: any Command, by actor: Actor) -> Result<Outcome, Refusal> {
        let situation = Situation(now: now, actor: actor)
        var decision = Decision(situation, ids: ids)
        do throws(Refusal) {
            try command.decide(in: state, situation, into: &decision)
        } catch {
            refusals.append("\(actor.person): \(command): \(error)")
            return .failure(error)
        }
        ids = decision.idSource
        for resend in decision.resends { resends.add(resend) }
        var outcome = decision.outcome
        for draft in decision.events {
            let event = draft.event(sequence: state.sequence + 1, recordedAt: now)
            take(event)
            outcome.sequence = event.envelope.sequence
            outcome.events.append(event.envelope.id)
        }
        return .success(outcome)
    }

    private mutating func take(_ event: Event) {
        state.apply(event)
        events.append(event)
        if let amendment = event.body.amendment { amend(amendment) }
        if let entry = TimelineEntry(event, in: state) { entries.append(entry) }
    }

    private mutating func amend(_ amendment: TimelineAmendment) {
        let index = entries.firstIndex { amendment.entry == .id($0.id) || amendment.entry == .sequence($0.sequence) }
        if let index { entries[index] = entries[index].amended(by: amendment) }
    }
}
