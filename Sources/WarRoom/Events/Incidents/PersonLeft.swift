/// Somebody left an incident, and every role in it.
public struct PersonLeft: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID
        public var person: String

        public init(incident: IncidentID, person: String) {
            self.incident = incident
            self.person = person
        }
    }

    public static let kind = "person.left"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(facts.incident, as: envelope) {
            $0.participants.removeAll { $0.person == facts.person }
            $0.roles.removeAll { $0.person == facts.person }
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.role, who: facts.person, "left \(facts.incident)")
    }
}
