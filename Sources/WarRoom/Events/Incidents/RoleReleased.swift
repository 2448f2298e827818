/// A role is free again.
public struct RoleReleased: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID
        public var role: Role
        public var person: String

        public init(incident: IncidentID, role: Role, person: String) {
            self.incident = incident
            self.role = role
            self.person = person
        }
    }

    public static let kind = "role.released"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(facts.incident, as: envelope) {
            $0.roles.removeAll { $0.role == facts.role && $0.person == facts.person }
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let role = "\(facts.role.title.lowercased()) of \(facts.incident)"
        let isOwn = facts.person == envelope.actor.person
        return Narration(
            .role, who: envelope.actor.person, isOwn ? "is no longer \(role)" : "released \(facts.person) as \(role)")
    }
}
