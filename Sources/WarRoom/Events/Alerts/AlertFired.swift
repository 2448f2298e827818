/// A new episode of an alert began.
public struct AlertFired: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var alert: AlertID
        public var rule: String
        public var severity: AlertSeverity
        public var labels: Labels
        /// The dialect, or what the sender calls itself.
        public var source: String
        public var sender: String
        /// When it began, by its source's word.
        public var since: Instant
        public var endsAt: Instant?
        /// How long the source may be silent before the alert expires.
        public var timeout: Milliseconds?

        public init(
            alert: AlertID, rule: String, severity: AlertSeverity, labels: Labels, source: String, sender: String,
            since: Instant, endsAt: Instant? = nil, timeout: Milliseconds? = nil
        ) {
            self.alert = alert
            self.rule = rule
            self.severity = severity
            self.labels = labels
            self.source = source
            self.sender = sender
            self.since = since
            self.endsAt = endsAt
            self.timeout = timeout
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var title: String
        public var annotations: Labels
        public var links: [Link]

        public init(title: String, annotations: Labels, links: [Link]) {
            self.title = title
            self.annotations = annotations
            self.links = links
        }
    }

    public static let kind = "alert.fired"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.hear(facts.sender, source: facts.source, at: envelope.recordedAt)
        let known = state.alerts[facts.alert]
        let isOnBoard = known.map { $0.phase != .resolved } ?? false
        if !isOnBoard, state.isBoardFull {
            state.admitToCrowd(facts.alert, name: facts.labels["alertname"] ?? facts.source)
            return
        }
        state.dismissFromCrowd(facts.alert)
        state.open(
            Alert(
                id: facts.alert, episode: envelope.id, phase: .firing, severity: facts.severity, labels: facts.labels,
                annotations: text?.annotations ?? .none, title: text?.title ?? Erased.words, links: text?.links ?? [],
                source: facts.source, sender: facts.sender, since: facts.since, lastHeard: envelope.recordedAt,
                count: 1,
                endsAt: facts.endsAt, timeout: facts.timeout, expiresAt: facts.timeout.map { envelope.recordedAt + $0 },
                ack: nil, seenBy: nil, silencedBy: state.silences(matching: facts.labels),
                incident: incident(after: known, in: &state, as: envelope), clearedAt: nil, clearedBySource: false,
                revision: envelope.sequence, opened: envelope.sequence, starts: starts(after: known)))
    }

    private func starts(after known: Alert?) -> [Instant]? {
        guard let known else { return nil }
        return ((known.starts ?? [known.since]) + [facts.since]).sorted().suffix(Limits.episodeStartsMax)
    }

    /// An alert that fires again while its incident is open belongs to it still, in its new episode.
    private func incident(
        after known: Alert?, in state: inout RoomState, as envelope: Envelope
    ) -> IncidentID? {
        guard let id = known?.incident, let incident = state.incidents[id], incident.isOpen,
            let index = incident.alerts.firstIndex(where: { $0.alert == facts.alert })
        else { return nil }
        state.revise(id, as: envelope) {
            $0.alerts[index] = AlertReference(alert: facts.alert, episode: envelope.id)
        }
        return id
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let name = facts.labels["alertname"] ?? text?.title ?? Erased.words
        let target = state.alerts[facts.alert]?.target ?? ""
        let title = text?.title ?? ""
        let place = target.isEmpty ? "" : " on \(target)"
        let detail = title.isEmpty || title == name ? "" : " (\(title))"
        return Narration(.alertFired, who: "alert", "\(name) fired\(place)\(detail)")
    }
}
