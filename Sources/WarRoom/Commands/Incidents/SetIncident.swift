/// Changes what is said about an incident: severity, status, title; closing is setting the status `closed`.
public struct SetIncident: PersonCommand {
    public static let name = "set"
    public var incident: IncidentSelection
    public var severity: IncidentSeverity?
    public var status: IncidentStatus?
    public var title: String?

    public init(
        _ incident: IncidentSelection, severity: IncidentSeverity? = nil, status: IncidentStatus? = nil,
        title: String? = nil
    ) {
        self.incident = incident
        self.severity = severity
        self.status = status
        self.title = title
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let incident = try incident.resolve(in: state)
        guard severity != nil || status != nil || title != nil else {
            throw Refusal(.invalid, "say what to set: --severity SEV2, --status monitoring or --title TITLE")
        }
        var undo = SetIncident(.id(incident.id))
        var said: [String] = []
        if let severity, severity != incident.severity {
            decision.record(
                IncidentSeverityChanged(
                    facts: IncidentSeverityChanged.Facts(
                        incident: incident.id, from: incident.severity, to: severity)),
                incident: incident.id)
            undo.severity = incident.severity
            said.append(severity.rawValue)
        }
        if let status, status != incident.status {
            decision.record(
                IncidentStatusChanged(
                    facts: IncidentStatusChanged.Facts(incident: incident.id, from: incident.status, to: status)),
                incident: incident.id)
            undo.status = incident.status
            said.append(status.rawValue)
        }
        if let title {
            let title = try Wording.checked(title, "an incident's title", bytesMax: Limits.titleBytesMax)
            if title != incident.title {
                decision.record(
                    IncidentTitleChanged(
                        facts: IncidentTitleChanged.Facts(incident: incident.id),
                        text: IncidentTitleChanged.Words(title: title)),
                    incident: incident.id)
                undo.title = incident.title
                said.append("“\(title)”")
            }
        }
        let wanted = [severity?.rawValue, status?.rawValue, title.map { _ in "“\(incident.title)”" }].compactMap { $0 }
        decision.outcome.incident = incident.id
        decision.outcome.sentence =
            said.isEmpty
            ? "\(incident.id) is \(wanted.joined(separator: ", ")) already"
            : "\(incident.id) is now \(said.joined(separator: ", "))"
        if !said.isEmpty { decision.outcome.undo = [undo] }
    }
}
