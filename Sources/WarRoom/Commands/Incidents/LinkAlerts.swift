/// Makes alerts part of an incident, or takes them out of it.
public struct LinkAlerts: PersonCommand {
    public static let name = "link"
    public var incident: IncidentSelection
    public var alerts: AlertSelection
    /// False to unlink.
    public var isLinked: Bool

    public init(_ incident: IncidentSelection, _ alerts: AlertSelection, isLinked: Bool = true) {
        self.incident = incident
        self.alerts = alerts
        self.isLinked = isLinked
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let incident = try incident.resolve(in: state)
        let touched = try alerts.resolve(in: state).filter { ($0.incident == incident.id) != isLinked }
        guard !isLinked || incident.alerts.count + touched.count <= Limits.alertsPerIncidentMax else {
            throw Refusal(.limit, "an incident holds at most \(Limits.alertsPerIncidentMax) alerts")
        }
        for alert in touched {
            let reference = AlertReference(alert: alert.id, episode: alert.episode)
            decision.record(
                isLinked
                    ? AlertLinked(facts: AlertLinked.Facts(incident: incident.id, alert: reference))
                    : AlertUnlinked(facts: AlertUnlinked.Facts(incident: incident.id, alert: reference))
                        as any EventBody,
                incident: incident.id)
        }
        decision.outcome.incident = incident.id
        let done = isLinked ? "linked" : "unlinked"
        decision.outcome.sentence =
            touched.isEmpty
            ? "\(done) already" : "\(done) \(Wording.alerts(touched)) \(isLinked ? "to" : "from") \(incident.id)"
        guard !touched.isEmpty else { return }
        decision.outcome.undo =
            isLinked
            ? Self.putting(touched, backFrom: incident.id)
            : AlertSelection.parts(of: touched).map { LinkAlerts(.id(incident.id), $0) }
    }

    /// Puts alerts that an incident took over back to where they are now: into their incident, or into none.
    static func putting(_ alerts: [Alert], backFrom incident: IncidentID) -> [any PersonCommand] {
        let byIncident = Dictionary(grouping: alerts.filter { $0.incident != incident }) { $0.incident }
        return byIncident.sorted { ($0.key?.number ?? 0) < ($1.key?.number ?? 0) }.flatMap { old, alerts in
            AlertSelection.parts(of: alerts).map { LinkAlerts(.id(old ?? incident), $0, isLinked: old != nil) }
        }
    }
}
