/// Opens an incident. Needs no severity: if unsure, the room assumes SEV3 until somebody says otherwise.
public struct DeclareIncident: PersonCommand {
    public static let name = "declare"
    public var title: String
    public var severity: IncidentSeverity?
    public var alerts: AlertSelection?

    public init(title: String, severity: IncidentSeverity? = nil, alerts: AlertSelection? = nil) {
        self.title = title
        self.severity = severity
        self.alerts = alerts
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let title = try Wording.checked(title, "an incident's title", bytesMax: Limits.titleBytesMax)
        guard state.openIncidents.count < Limits.openIncidentsMax else {
            throw Refusal(.limit, "\(Limits.openIncidentsMax) incidents are open already: close some first")
        }
        let linked = try alerts.map { (selection) throws(Refusal) in try selection.resolve(in: state) } ?? []
        guard state.lastIncidentNumber < Int64.max else {
            throw Refusal(
                .limit, "the log holds \(IncidentID(number: state.lastIncidentNumber)): no number is left for another")
        }
        let id = IncidentID(number: state.lastIncidentNumber + 1)
        decision.record(
            IncidentDeclared(
                facts: IncidentDeclared.Facts(
                    incident: id, severity: severity ?? .sev3,
                    alerts: linked.map { AlertReference(alert: $0.id, episode: $0.episode) }),
                text: IncidentDeclared.Words(title: title)),
            incident: id)
        decision.outcome.incident = id
        let alerts = linked.isEmpty ? "" : " with \(Wording.count(linked.count, "alert"))"
        decision.outcome.sentence = "declared \(id), \((severity ?? .sev3).rawValue)\(alerts): \(title)"
        decision.outcome.undo = LinkAlerts.putting(linked, backFrom: id) + [SetIncident(.id(id), status: .closed)]
    }
}
