/// An alert belongs to an incident.
public struct AlertLinked: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID
        public var alert: AlertReference

        public init(incident: IncidentID, alert: AlertReference) {
            self.incident = incident
            self.alert = alert
        }
    }

    public static let kind = "incident.alert_linked"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.unlink(facts.alert.alert, fromAllBut: facts.incident, as: envelope)
        state.revise(facts.incident, as: envelope) { $0.alerts.append(facts.alert) }
        state.revise(facts.alert.alert, as: envelope) { $0.link(to: facts.incident, by: envelope.actor) }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .incident, who: envelope.actor.person,
            "linked \(state.nameAndPlace(of: facts.alert.alert)) to \(facts.incident)")
    }
}
