/// An ack ran out while its alert still fires.
public struct AckExpired: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var episode: EventID
        public var rule: String
        /// Whose ack it was.
        public var person: String

        public init(alert: AlertID, episode: EventID, rule: String, person: String) {
            self.alert = alert
            self.episode = episode
            self.rule = rule
            self.person = person
        }
    }

    public static let kind = "ack.expired"
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
            .alertFired, who: "alert",
            "the ack of \(state.nameAndPlace(of: facts.alert)) by \(facts.person) ran out, it still fires")
    }
}
