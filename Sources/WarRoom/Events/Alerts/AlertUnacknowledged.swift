/// An ack was taken back.
public struct AlertUnacknowledged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var episode: EventID
        public var rule: String

        public init(alert: AlertID, episode: EventID, rule: String) {
            self.alert = alert
            self.episode = episode
            self.rule = rule
        }
    }

    public static let kind = "alert.unacknowledged"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard state.alerts[facts.alert]?.episode == facts.episode else { return }
        state.revise(facts.alert, as: envelope) {
            $0.phase = .firing
            $0.ack = nil
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .acknowledged, who: envelope.actor.person, "took back the ack of \(state.nameAndPlace(of: facts.alert))")
    }
}
