/// An incident was declared.
public struct IncidentDeclared: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID
        public var severity: IncidentSeverity
        public var alerts: [AlertReference]

        public init(incident: IncidentID, severity: IncidentSeverity, alerts: [AlertReference]) {
            self.incident = incident
            self.severity = severity
            self.alerts = alerts
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var title: String

        public init(title: String) {
            self.title = title
        }
    }

    public static let kind = "incident.declared"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.lastIncidentNumber = max(state.lastIncidentNumber, facts.incident.number)
        state.incidents[facts.incident] = Incident(
            id: facts.incident, event: envelope.id, title: text?.title ?? Erased.words, severity: facts.severity,
            status: .investigating, statusSince: envelope.occurredAt, openedAt: envelope.occurredAt, closedAt: nil,
            declaredBy: envelope.actor.person, roles: [],
            participants: [Participant(person: envelope.actor.person, since: envelope.occurredAt)],
            alerts: facts.alerts,
            revision: envelope.sequence)
        for reference in facts.alerts {
            state.unlink(reference.alert, fromAllBut: facts.incident, as: envelope)
            state.revise(reference.alert, as: envelope) { $0.link(to: facts.incident, by: envelope.actor) }
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .incident, who: envelope.actor.person,
            "declared \(facts.incident), \(facts.severity.rawValue): \(text?.title ?? Erased.words)")
    }
}
