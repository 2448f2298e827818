/// One transition of an alert, as its history tells it; property names are the wire's.
public struct AlertMoment: Sendable, Equatable, Codable {
    /// When it happened.
    public var at: Instant
    /// The event's kind.
    public var kind: String
    /// The life cycle's rule, as ``AlertLifeCycle/table`` numbers them; nil where none is behind it.
    public var rule: String?
    /// The person, or the sender that said so.
    public var who: String
    /// Raw words; neutralised where they are shown.
    public var sentence: String

    public init(at: Instant, kind: String, rule: String?, who: String, sentence: String) {
        self.at = at
        self.kind = kind
        self.rule = rule
        self.who = who
        self.sentence = sentence
    }

    /// Nil for events that tell of no single alert.
    init?(_ event: Event) {
        let told: (rule: String?, sentence: String)? =
            switch event.body {
            case let body as AlertFired: (body.facts.rule, "fired, \(body.facts.severity.rawValue)")
            case let body as AlertSeverityChanged: (body.facts.rule, Self.sentence(body))
            case let body as AlertResolved: (body.facts.rule, Self.sentence(body))
            case let body as AlertExpired:
                (
                    body.facts.rule,
                    "expired: its source was silent for \((event.envelope.occurredAt - body.facts.lastHeard).spoken)"
                )
            case let body as AlertAcknowledged: (body.facts.rule, Self.sentence(body, event.envelope))
            case let body as AlertUnacknowledged: (body.facts.rule, "took back the ack")
            case let body as AckExpired: (body.facts.rule, "the ack of \(body.facts.person) ran out, it still fires")
            case let body as AlertSeen: (body.facts.rule, Self.sentence(body, event.envelope))
            case let body as AlertLinked: (nil, "linked to \(body.facts.incident)")
            case let body as AlertUnlinked: (nil, "unlinked from \(body.facts.incident)")
            default: nil
            }
        guard let told else { return nil }
        self.init(
            at: event.envelope.occurredAt, kind: event.kind, rule: told.rule, who: event.envelope.actor.person,
            sentence: told.sentence)
    }

    private static func sentence(_ body: AlertSeverityChanged) -> String {
        "went from \(body.facts.from.rawValue) to \(body.facts.to.rawValue)"
    }

    private static func sentence(_ body: AlertResolved) -> String {
        guard body.facts.bySource else { return "resolved by hand" }
        return body.facts.to == .returned ? "cleared before anyone looked" : "cleared: its source says that it is over"
    }

    private static func sentence(_ body: AlertAcknowledged, _ envelope: Envelope) -> String {
        let whose = body.facts.person == envelope.actor.person ? "" : " for \(body.facts.person)"
        let note = body.text.map { ": \($0.note)" } ?? ""
        return "acknowledged\(whose) for \((body.facts.until - envelope.occurredAt).spoken)\(note)"
    }

    private static func sentence(_ body: AlertSeen, _ envelope: Envelope) -> String {
        guard envelope.actor != .daemon else { return "nobody looked for \(Limits.unseenLength.spoken)" }
        return body.facts.to == .resolved ? "looked at it after it had cleared" : "looked at it"
    }
}
