/// Somebody looked at an alert, or 24 h went by.
public struct AlertSeen: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var episode: EventID
        public var rule: String
        public var to: AlertPhase

        public init(alert: AlertID, episode: EventID, rule: String, to: AlertPhase) {
            self.alert = alert
            self.episode = episode
            self.rule = rule
            self.to = to
        }
    }

    public static let kind = "alert.seen"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard state.alerts[facts.alert]?.episode == facts.episode else { return }
        state.revise(facts.alert, as: envelope) {
            $0.seenBy = $0.seenBy ?? envelope.actor.person
            $0.phase = facts.to
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        guard facts.to == .resolved else { return nil }
        // Which rule it was tells what the alert had come to (``AlertLifeCycle``).
        let fate = ["A4", "S4", "S6"].contains(facts.rule) ? "whose source fell silent" : "which had cleared"
        guard envelope.actor != .daemon else {
            let length = Limits.unseenLength.spoken
            return Narration(
                .alertCleared, who: "alert",
                "\(state.nameAndPlace(of: facts.alert)), \(fate): nobody looked for \(length)")
        }
        return Narration(
            .alertCleared, who: envelope.actor.person, "saw \(state.nameAndPlace(of: facts.alert)), \(fate)")
    }
}
