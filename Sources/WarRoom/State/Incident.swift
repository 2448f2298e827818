/// Somebody who takes part in an incident.
public struct Participant: Sendable, Hashable, Codable {
    public var person: String
    public var since: Instant

    public init(person: String, since: Instant) {
        self.person = person
        self.since = since
    }
}

/// Who holds a role, and since when.
public struct RoleHolder: Sendable, Hashable, Codable {
    public var role: Role
    public var person: String
    public var since: Instant

    public init(role: Role, person: String, since: Instant) {
        self.role = role
        self.person = person
        self.since = since
    }
}

/// An incident as it stands.
public struct Incident: Sendable, Equatable, Codable {
    public let id: IncidentID
    /// The event that declared it.
    public let event: EventID
    public var title: String
    public var severity: IncidentSeverity
    public var status: IncidentStatus
    public var statusSince: Instant
    public let openedAt: Instant
    public var closedAt: Instant?
    public let declaredBy: String
    public var roles: [RoleHolder]
    public var participants: [Participant]
    public var alerts: [AlertReference]
    public var revision: Int64
    /// The incident that it turned out to be part of, which closed it.
    public var mergedInto: IncidentID?

    public var isOpen: Bool { status != .closed }
    public var commander: String? { holders(of: .commander).first }

    public func holders(of role: Role) -> [String] {
        roles.filter { $0.role == role }.map(\.person)
    }
}
