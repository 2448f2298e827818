/// The one who asks takes part in an incident, or leaves it together with every role held in it.
public struct JoinIncident: PersonCommand {
    public static let name = "join"
    public var incident: IncidentSelection
    /// False to leave.
    public var isJoined: Bool

    public init(_ incident: IncidentSelection, isJoined: Bool = true) {
        self.incident = incident
        self.isJoined = isJoined
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let incident = try incident.resolve(in: state)
        let person = situation.actor.person
        let takesPart = incident.participants.contains { $0.person == person }
        decision.outcome.incident = incident.id
        guard takesPart != isJoined else {
            decision.outcome.sentence =
                isJoined
                ? "\(person) takes part in \(incident.id) already" : "\(person) takes no part in \(incident.id)"
            return
        }
        let held = isJoined ? [] : incident.roles.filter { $0.person == person }.map(\.role)
        if isJoined {
            decision.record(
                PersonJoined(facts: PersonJoined.Facts(incident: incident.id, person: person)), incident: incident.id)
        } else {
            for role in held {
                decision.record(
                    RoleReleased(facts: RoleReleased.Facts(incident: incident.id, role: role, person: person)),
                    incident: incident.id)
            }
            decision.record(
                PersonLeft(facts: PersonLeft.Facts(incident: incident.id, person: person)), incident: incident.id)
        }
        let roles = held.map { $0.title.lowercased() }.joined(separator: " and ")
        decision.outcome.sentence =
            "\(person) \(isJoined ? "joined" : "left") \(incident.id)"
            + (held.isEmpty ? "" : " and is no longer its \(roles)")
        decision.outcome.undo =
            [JoinIncident(.id(incident.id), isJoined: !isJoined)] as [any PersonCommand]
            + held.map { AssignRole(.id(incident.id), role: $0, person: person) }
    }

    /// Records that somebody who acts in an incident takes part in it.
    static func joinByActing(
        in incident: Incident, _ situation: Situation, into decision: inout Decision
    ) {
        let person = situation.actor.person
        guard incident.isOpen, !incident.participants.contains(where: { $0.person == person }) else { return }
        decision.record(
            PersonJoined(facts: PersonJoined.Facts(incident: incident.id, person: person)), incident: incident.id)
    }
}
