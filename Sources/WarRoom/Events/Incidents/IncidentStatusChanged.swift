/// An incident moved on, or back.
public struct IncidentStatusChanged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID
        public var from: IncidentStatus
        public var to: IncidentStatus

        public init(incident: IncidentID, from: IncidentStatus, to: IncidentStatus) {
            self.incident = incident
            self.from = from
            self.to = to
        }
    }

    public static let kind = "incident.status_changed"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(facts.incident, as: envelope) {
            $0.status = facts.to
            $0.statusSince = envelope.occurredAt
            $0.closedAt = facts.to == .closed ? envelope.occurredAt : nil
            if facts.to != .closed { $0.mergedInto = nil }
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .incident, who: envelope.actor.person,
            facts.to == .closed ? "closed \(facts.incident)" : "moved \(facts.incident) to \(facts.to.rawValue)")
    }
}
