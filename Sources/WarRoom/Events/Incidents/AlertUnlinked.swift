/// An alert does not belong to an incident after all.
public struct AlertUnlinked: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID
        public var alert: AlertReference

        public init(incident: IncidentID, alert: AlertReference) {
            self.incident = incident
            self.alert = alert
        }
    }

    public static let kind = "incident.alert_unlinked"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(facts.incident, as: envelope) { $0.alerts.removeAll { $0.alert == facts.alert.alert } }
        state.revise(facts.alert.alert, as: envelope) { if $0.incident == facts.incident { $0.incident = nil } }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .incident, who: envelope.actor.person,
            "unlinked \(state.nameAndPlace(of: facts.alert.alert)) from \(facts.incident)")
    }
}
