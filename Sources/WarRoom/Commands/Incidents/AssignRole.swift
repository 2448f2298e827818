/// Somebody takes a role, or is given one.
///
/// There is at most one commander: taking over from another needs that other's name, so that nobody does it unawares.
public struct AssignRole: PersonCommand {
    public static let name = "assign"
    public var incident: IncidentSelection
    public var role: Role
    /// Who is to hold it; nil for the one who asks.
    public var person: String?
    /// Who holds it now, when it is to change hands.
    public var from: String?

    public init(_ incident: IncidentSelection, role: Role, person: String? = nil, from: String? = nil) {
        self.incident = incident
        self.role = role
        self.person = person
        self.from = from
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let incident = try incident.resolve(in: state)
        let person = try Wording.person(person ?? situation.actor.person)
        let holder = role.isShared ? nil : incident.holders(of: role).first
        decision.outcome.incident = incident.id
        if incident.holders(of: role).contains(person) {
            decision.outcome.sentence = "\(person) is \(role.title.lowercased()) of \(incident.id) already"
            return
        }
        if let holder, from != holder, holder != situation.actor.person {
            throw Refusal(
                .conflict,
                "\(holder) is \(role.title.lowercased()) of \(incident.id): ask \(holder) to give it, or take it over by name with `warroom role take \(role.rawValue) --from \(holder) --incident \(incident.id)`"
            )
        }
        if role != .commander, incident.commander == person {
            throw Refusal(.conflict, "\(person) is commander of \(incident.id), and the commander holds no other role")
        }
        decision.record(
            RoleAssigned(
                facts: RoleAssigned.Facts(incident: incident.id, role: role, person: person, from: holder)),
            incident: incident.id)
        let from = holder.map { ", after \($0)" } ?? ""
        let dropped = role == .commander ? incident.roles.filter { $0.person == person }.map(\.role) : []
        let noLonger =
            dropped.isEmpty ? "" : ", and no longer \(dropped.map { $0.title.lowercased() }.joined(separator: ", "))"
        decision.outcome.sentence = "\(person) is now \(role.title.lowercased()) of \(incident.id)\(from)\(noLonger)"
        let giveBack: any PersonCommand =
            holder.map { AssignRole(.id(incident.id), role: role, person: $0, from: person) }
            ?? ReleaseRole(.id(incident.id), role: role, person: person)
        decision.outcome.undo = [giveBack] + dropped.map { AssignRole(.id(incident.id), role: $0, person: person) }
    }
}
