import Dialects
import SeededRandom
import WarRoom

/// A room without log and network: requests go through table, dialect, decide and apply, as the daemon takes them.
struct TestRoom {
    /// 2026-11-22T03:04:05.678Z.
    static let start = Instant(milliseconds: 1_795_316_645_678)

    var state = RoomState()
    var now = TestRoom.start
    var policy = Policy()
    var settings = DialectSettings()
    private(set) var problems: [String] = []
    private(set) var senders: [String] = []
    /// Every event so far, as the log would hold it.
    private(set) var events: [Event] = []
    /// The outcomes of commands that came under an id.
    private var remembered: [EventID: Outcome] = [:]
    private var ids = EventIDSource(random: SplitMix64(seed: 1))

    @discardableResult
    mutating func send(
        _ method: String, _ path: String, _ body: String = "", query: [(name: String, value: String)] = [],
        agent: String? = nil, headers: [(name: String, value: String)] = []
    ) -> DialectAnswer {
        send(method, path, bytes: Array(body.utf8), query: query, agent: agent, headers: headers)
    }

    @discardableResult
    mutating func send(
        _ method: String, _ path: String, bytes: [UInt8], query: [(name: String, value: String)] = [],
        agent: String? = nil, headers: [(name: String, value: String)] = []
    ) -> DialectAnswer {
        let segments = path.split(separator: "/").map(String.init)
        let headers = (agent.map { [(name: "user-agent", value: $0)] } ?? []) + headers
        let request = DialectRequest(
            method: method, path: segments, query: query, headers: headers, body: bytes, now: now, settings: settings)
        guard case .match(let dialect, let route) = DialectTable.find(method: method, segments: segments) else {
            return DialectAnswer(status: 404)
        }
        let reading = dialect.read(request, on: route)
        problems += reading.problems
        senders.append(reading.sender)
        switch reading.work {
        case .answer(let answer): return answer
        case .question(let question): return question(state)
        case .lookUp(let id, let answer): return answer(events.first { $0.envelope.id == id }, state)
        case .commands(let commands, let answer):
            return answer(.stored(commands.map { carryOut($0, for: reading.sender) }))
        }
    }

    mutating func carryOut(_ command: any Command, for sender: String = "test") -> Result<Outcome, Refusal> {
        if let keyed = command as? KeyedCommand {
            if let outcome = remembered[keyed.id] { return .success(outcome) }
            let result = carryOut(keyed.command, for: sender)
            remembered[keyed.id] = try? result.get()
            return result
        }
        let actor = Actor(principal: "sender:\(sender)", person: sender, via: "sender")
        let situation = Situation(now: now, actor: actor, policy: policy)
        var decision = Decision(situation, ids: ids)
        do throws(Refusal) {
            try command.decide(in: state, situation, into: &decision)
        } catch {
            return .failure(error)
        }
        ids = decision.idSource
        for draft in decision.events {
            let event = draft.event(sequence: state.sequence + 1, recordedAt: now)
            state.apply(event)
            events.append(event)
        }
        var outcome = decision.outcome
        outcome.events = decision.events.map(\.id)
        return .success(outcome)
    }

    /// The alerts by id, with where they stand.
    var phases: [AlertID: AlertPhase] {
        Dictionary(uniqueKeysWithValues: state.alerts.values.map { ($0.id, $0.phase) })
    }

    /// The last event of this type.
    func last<Body: EventBody>(_ type: Body.Type) -> Body? { events.lazy.compactMap { $0.body as? Body }.last }

    /// The one alert; nil unless there is exactly one.
    var onlyAlert: Alert? { state.alerts.count == 1 ? state.alerts.values.first : nil }
}

extension DialectAnswer {
    var text: String { String(decoding: body, as: UTF8.self) }
}
