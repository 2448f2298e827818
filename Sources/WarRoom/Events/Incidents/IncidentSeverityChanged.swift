/// An incident got another severity.
public struct IncidentSeverityChanged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID
        public var from: IncidentSeverity
        public var to: IncidentSeverity

        public init(incident: IncidentID, from: IncidentSeverity, to: IncidentSeverity) {
            self.incident = incident
            self.from = from
            self.to = to
        }
    }

    public static let kind = "incident.severity_changed"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(facts.incident, as: envelope) { $0.severity = facts.to }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .incident, who: envelope.actor.person,
            "changed \(facts.incident) from \(facts.from.rawValue) to \(facts.to.rawValue)")
    }
}
