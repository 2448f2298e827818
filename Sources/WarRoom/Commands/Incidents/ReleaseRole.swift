/// Somebody gives a role back to nobody.
public struct ReleaseRole: PersonCommand {
    public static let name = "release"
    public var incident: IncidentSelection
    public var role: Role
    /// Who gives it back; nil for the one who asks.
    public var person: String?

    public init(_ incident: IncidentSelection, role: Role, person: String? = nil) {
        self.incident = incident
        self.role = role
        self.person = person
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let incident = try incident.resolve(in: state)
        let person = person ?? situation.actor.person
        guard incident.holders(of: role).contains(person) else {
            throw Refusal(.conflict, "\(person) is not \(role.title.lowercased()) of \(incident.id)")
        }
        decision.record(
            RoleReleased(facts: RoleReleased.Facts(incident: incident.id, role: role, person: person)),
            incident: incident.id)
        decision.outcome.incident = incident.id
        decision.outcome.sentence = "\(person) is no longer \(role.title.lowercased()) of \(incident.id)"
        decision.outcome.undo = [AssignRole(.id(incident.id), role: role, person: person)]
    }
}
