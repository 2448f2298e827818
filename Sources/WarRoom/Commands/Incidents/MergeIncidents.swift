/// Says that two incidents are one: alerts and people go to the one that lives on, the other is closed.
///
/// The more severe of the two severities is kept. Roles are not moved: who leads the one that lives on is settled already.
public struct MergeIncidents: PersonCommand {
    public static let name = "merge"
    /// The incident that is closed by this.
    public var incident: IncidentSelection
    /// The incident that lives on.
    public var into: IncidentSelection

    public init(_ incident: IncidentSelection, into: IncidentSelection) {
        self.incident = incident
        self.into = into
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let old = try incident.resolve(in: state)
        let new = try into.resolve(in: state)
        guard old.id != new.id else {
            throw Refusal(.invalid, "\(old.id) cannot be merged into itself: name two incidents")
        }
        for incident in [old, new] where !incident.isOpen {
            let place = incident.mergedInto.map { " and part of \($0)" } ?? ""
            throw Refusal(.conflict, "\(incident.id) is closed\(place): only open incidents can be merged")
        }
        guard old.alerts.count + new.alerts.count <= Limits.alertsPerIncidentMax else {
            throw Refusal(
                .limit,
                "\(old.id) and \(new.id) have \(old.alerts.count + new.alerts.count) alerts together, an incident holds at most \(Limits.alertsPerIncidentMax)"
            )
        }
        decision.record(IncidentMerged(facts: IncidentMerged.Facts(from: old.id, into: new.id)), incident: new.id)
        if old.severity < new.severity {
            decision.record(
                IncidentSeverityChanged(
                    facts: IncidentSeverityChanged.Facts(incident: new.id, from: new.severity, to: old.severity)),
                incident: new.id)
        }
        let people = Set(old.participants.map(\.person)).subtracting(new.participants.map(\.person)).count
        let alerts = old.alerts.isEmpty ? [] : [Wording.count(old.alerts.count, "alert")]
        let moved = alerts + (people == 0 ? [] : [people == 1 ? "1 person" : "\(people) people"])
        let along = moved.isEmpty ? "" : " with \(moved.joined(separator: " and "))"
        decision.outcome.incident = new.id
        decision.outcome.sentence =
            "merged \(old.id) into \(new.id)\(along); \(old.id) is closed"
            + (old.severity < new.severity ? ", and \(new.id) is now \(old.severity.rawValue)" : "")
    }
}
