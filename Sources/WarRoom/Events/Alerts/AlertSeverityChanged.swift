/// The source of an alert says that it is worse, or less bad; worse ends an ack.
public struct AlertSeverityChanged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var episode: EventID
        public var rule: String
        public var from: AlertSeverity
        public var to: AlertSeverity
        /// The phase after it.
        public var phase: AlertPhase
        public var heardAt: Instant
        public var endsAt: Instant?
        public var expiresAt: Instant?

        public init(
            alert: AlertID, episode: EventID, rule: String, from: AlertSeverity, to: AlertSeverity, phase: AlertPhase,
            heardAt: Instant, endsAt: Instant? = nil, expiresAt: Instant? = nil
        ) {
            self.alert = alert
            self.episode = episode
            self.rule = rule
            self.from = from
            self.to = to
            self.phase = phase
            self.heardAt = heardAt
            self.endsAt = endsAt
            self.expiresAt = expiresAt
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var title: String
        public var annotations: Labels

        public init(title: String, annotations: Labels) {
            self.title = title
            self.annotations = annotations
        }
    }

    public static let kind = "alert.severity_changed"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard let alert = state.alerts[facts.alert], alert.episode == facts.episode else { return }
        state.hear(alert.sender, source: alert.source, at: facts.heardAt)
        state.revise(facts.alert, as: envelope) {
            $0.severity = facts.to
            $0.phase = facts.phase
            if facts.phase == .firing { $0.ack = nil }
            $0.count = $0.count.clampedSum(1)
            $0.lastHeard = max($0.lastHeard, facts.heardAt)
            $0.endsAt = facts.endsAt ?? $0.endsAt
            $0.expiresAt = facts.expiresAt ?? $0.expiresAt
            if let text {
                $0.title = text.title
                $0.annotations = text.annotations
            }
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .alertFired, who: "alert",
            "\(state.nameAndPlace(of: facts.alert)) went from \(facts.from.rawValue) to \(facts.to.rawValue)")
    }
}
