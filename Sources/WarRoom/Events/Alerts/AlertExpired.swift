/// The source of an alert fell silent: it may be over, or its source may be down.
public struct AlertExpired: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var episode: EventID
        public var rule: String
        public var lastHeard: Instant

        public init(alert: AlertID, episode: EventID, rule: String, lastHeard: Instant) {
            self.alert = alert
            self.episode = episode
            self.rule = rule
            self.lastHeard = lastHeard
        }
    }

    public static let kind = "alert.expired"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard let alert = state.alerts[facts.alert], alert.episode == facts.episode else { return }
        state.lastCleared = LastCleared(alert, at: envelope.occurredAt, state: .expired)
        state.revise(facts.alert, as: envelope) {
            $0.phase = .expired
            $0.clearedAt = envelope.occurredAt
            $0.clearedBySource = false
            $0.silencedBy = []
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let name = state.nameAndPlace(of: facts.alert)
        let length = (envelope.occurredAt - facts.lastHeard).spoken
        return Narration(.alertCleared, who: "alert", "\(name) expired: its source was silent for \(length)")
    }
}
