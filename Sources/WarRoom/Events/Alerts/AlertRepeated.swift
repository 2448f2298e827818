/// Sources said again what the room knew: the resends of a few seconds, summed up.
public struct AlertRepeated: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var alerts: [Repeat]

        public init(alerts: [Repeat]) {
            self.alerts = alerts
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        /// Only of alerts whose annotations changed.
        public var annotations: [Change]

        public init(annotations: [Change]) {
            self.annotations = annotations
        }
    }

    public static let kind = "alert.repeated"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        for repeated in facts.alerts {
            guard let alert = state.alerts[repeated.alert], alert.episode == repeated.episode else { continue }
            state.hear(alert.sender, source: alert.source, at: repeated.lastHeard)
            state.revise(repeated.alert, as: envelope) {
                $0.count = $0.count.clampedSum(repeated.times)
                $0.lastHeard = max($0.lastHeard, repeated.lastHeard)
                $0.endsAt = repeated.endsAt ?? $0.endsAt
                $0.expiresAt = repeated.expiresAt ?? $0.expiresAt
            }
        }
        guard let text else { return }
        let changed = Set(changedAlerts)
        for change in text.annotations {
            // Of an episode before this one the words are out of date.
            guard let alert = state.alerts[change.alert],
                changed.contains(AlertReference(alert: alert.id, episode: alert.episode))
            else { continue }
            state.revise(change.alert, as: envelope) {
                $0.annotations = change.annotations
                $0.title = change.title
                $0.links = change.links ?? $0.links
            }
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        nil
    }
}

extension AlertRepeated {
    /// The resends of one alert.
    public struct Repeat: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var episode: EventID
        public var times: Int64
        public var lastHeard: Instant
        public var endsAt: Instant?
        public var expiresAt: Instant?

        public init(
            alert: AlertID, episode: EventID, times: Int64, lastHeard: Instant, endsAt: Instant?, expiresAt: Instant?
        ) {
            self.alert = alert
            self.episode = episode
            self.times = times
            self.lastHeard = lastHeard
            self.endsAt = endsAt
            self.expiresAt = expiresAt
        }
    }

    /// An alert's new words.
    public struct Change: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var title: String
        public var annotations: Labels
        /// Only where the event that said them has lost its text.
        public var links: [Link]?

        public init(alert: AlertID, title: String, annotations: Labels, links: [Link]? = nil) {
            self.alert = alert
            self.title = title
            self.annotations = annotations
            self.links = links
        }
    }
}
