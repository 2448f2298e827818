/// Somebody holds a role: taken, or given by another.
public struct RoleAssigned: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID
        public var role: Role
        public var person: String
        /// Who held it before, where it changed hands.
        public var from: String?

        public init(incident: IncidentID, role: Role, person: String, from: String? = nil) {
            self.incident = incident
            self.role = role
            self.person = person
            self.from = from
        }
    }

    public static let kind = "role.assigned"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(facts.incident, as: envelope) { incident in
            incident.roles.removeAll {
                $0.person == facts.person && (facts.role == .commander || $0.role == .commander)
                    || $0.role == facts.role && (!facts.role.isShared || $0.person == facts.person)
            }
            incident.roles.append(RoleHolder(role: facts.role, person: facts.person, since: envelope.occurredAt))
            if !incident.participants.contains(where: { $0.person == facts.person }) {
                incident.participants.append(Participant(person: facts.person, since: envelope.occurredAt))
            }
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let from = facts.from.map { ", after \($0)" } ?? ""
        let sentence =
            facts.person == envelope.actor.person
            ? "is now \(facts.role.title.lowercased()) of \(facts.incident)\(from)"
            : "made \(facts.person) \(facts.role.title.lowercased()) of \(facts.incident)\(from)"
        return Narration(.role, who: envelope.actor.person, sentence)
    }
}
