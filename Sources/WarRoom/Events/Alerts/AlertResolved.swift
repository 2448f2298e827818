/// An episode is over: its source says so, or a person does.
public struct AlertResolved: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var episode: EventID
        public var rule: String
        /// `resolved`, or `returned` where nobody had looked.
        public var to: AlertPhase
        public var endedAt: Instant
        public var bySource: Bool

        public init(
            alert: AlertID, episode: EventID, rule: String, to: AlertPhase, endedAt: Instant, bySource: Bool
        ) {
            self.alert = alert
            self.episode = episode
            self.rule = rule
            self.to = to
            self.endedAt = endedAt
            self.bySource = bySource
        }
    }

    public static let kind = "alert.resolved"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard let alert = state.alerts[facts.alert], alert.episode == facts.episode else {
            state.dismissFromCrowd(facts.alert)
            return
        }
        state.hear(alert.sender, source: alert.source, at: facts.bySource ? envelope.recordedAt : alert.lastHeard)
        state.lastCleared = LastCleared(
            alert, at: facts.endedAt, state: facts.to == .returned ? .returned : .resolved)
        state.revise(facts.alert, as: envelope) {
            $0.phase = facts.to
            $0.clearedAt = facts.endedAt
            $0.clearedBySource = facts.bySource
            if facts.bySource { $0.lastHeard = max($0.lastHeard, envelope.recordedAt) }
            $0.silencedBy = []
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let name = state.nameAndPlace(of: facts.alert)
        guard facts.bySource else {
            return Narration(.alertCleared, who: envelope.actor.person, "resolved \(name)")
        }
        let ending = facts.to == .returned ? "returned before anyone looked" : "resolved"
        return Narration(.alertCleared, who: "alert", "\(name) \(ending)")
    }
}
