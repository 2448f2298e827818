/// An incident as `warroom incidents --json` and dashboards show it; property names are the wire's.
public struct IncidentSummary: Sendable, Equatable, Codable {
    public var id: IncidentID
    public var title: String
    public var severity: IncidentSeverity
    public var status: IncidentStatus
    public var statusSince: Instant
    public var commander: String?
    public var roles: [RoleHolder]
    public var participants: [Participant]
    public var openedAt: Instant
    public var closedAt: Instant?
    public var declaredBy: String
    public var alerts: [AlertID]
    public var revision: Int64
    /// The incident that it turned out to be part of, which closed it.
    public var mergedInto: IncidentID?

    public init(_ incident: Incident) {
        id = incident.id
        title = incident.title
        severity = incident.severity
        status = incident.status
        statusSince = incident.statusSince
        commander = incident.commander
        roles = incident.roles
        participants = incident.participants
        openedAt = incident.openedAt
        closedAt = incident.closedAt
        declaredBy = incident.declaredBy
        alerts = incident.alerts.map(\.alert)
        revision = incident.revision
        mergedInto = incident.mergedInto
    }
}
