/// A person looks after an alert, until a given time.
public struct AlertAcknowledged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var episode: EventID
        public var rule: String
        /// Whose it is: the one who said so, or whom it was given to.
        public var person: String
        public var until: Instant

        public init(alert: AlertID, episode: EventID, rule: String, person: String, until: Instant) {
            self.alert = alert
            self.episode = episode
            self.rule = rule
            self.person = person
            self.until = until
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var note: String

        public init(note: String) {
            self.note = note
        }
    }

    public static let kind = "alert.acknowledged"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard state.alerts[facts.alert]?.episode == facts.episode else { return }
        state.revise(facts.alert, as: envelope) {
            $0.phase = .acknowledged
            $0.ack = Acknowledgement(
                person: facts.person, at: envelope.occurredAt, until: facts.until, note: text?.note)
            $0.seenBy = $0.seenBy ?? facts.person
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let length = (facts.until - envelope.occurredAt).spoken
        let note = text.map { ": \($0.note)" } ?? ""
        let whose = facts.person == envelope.actor.person ? "" : " for \(facts.person)"
        return Narration(
            .acknowledged, who: envelope.actor.person,
            "acknowledged \(state.nameAndPlace(of: facts.alert))\(whose) for \(length)\(note)")
    }
}
