/// Somebody takes part in an incident.
public struct PersonJoined: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID
        public var person: String

        public init(incident: IncidentID, person: String) {
            self.incident = incident
            self.person = person
        }
    }

    public static let kind = "person.joined"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(facts.incident, as: envelope) { incident in
            guard !incident.participants.contains(where: { $0.person == facts.person }) else { return }
            incident.participants.append(Participant(person: facts.person, since: envelope.occurredAt))
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.role, who: facts.person, "joined \(facts.incident)")
    }
}
