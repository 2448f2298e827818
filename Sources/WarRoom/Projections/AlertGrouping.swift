/// What the board's alerts are put together by.
public enum AlertGrouping: String, Sendable, Codable, CaseIterable {
    case name, service, severity, source

    /// The name of the group that an alert belongs to; empty for alerts that have no such label.
    public func group(of alert: Alert) -> String {
        switch self {
        case .name: alert.name
        case .service: alert.labels["service"] ?? ""
        case .severity: alert.severity.rawValue
        case .source: alert.source
        }
    }

    /// The same for an alert as it is shown.
    public func group(of row: AlertRow) -> String {
        switch self {
        case .name: row.name
        case .service: row.labels["service"] ?? ""
        case .severity: row.severity.rawValue
        case .source: row.source
        }
    }

    /// The next one in the ring of all of them and none.
    public static func after(_ grouping: AlertGrouping?) -> AlertGrouping? {
        guard let grouping else { return allCases.first }
        return allCases.drop { $0 != grouping }.dropFirst().first
    }
}

/// A group's name in a few bytes, for requests that list groups: sixteen hex digits.
public struct GroupID: Sendable, Hashable, Codable, CustomStringConvertible {
    private let value: AlertID

    public init(_ name: String) {
        value = Fingerprint.of(["group": name])
    }

    /// Reads exactly sixteen hex digits.
    public init?(hex text: String) {
        guard let value = AlertID(text) else { return nil }
        self.value = value
    }

    public var description: String { value.description }

    public init(from decoder: any Decoder) throws {
        value = try AlertID(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }
}

/// The alerts of the board that have one thing in common, as one row.
public struct AlertGroup: Sendable, Equatable, Codable {
    public var id: GroupID
    /// What they have in common; empty for those that have no such label.
    public var name: String
    /// The worst among them.
    public var severity: AlertSeverity
    public var counts: AlertCounts
    /// When the newest of them began.
    public var newest: Instant
    /// Whether its alerts stand below it.
    public var isOpen: Bool
    /// When the oldest of them began.
    public var oldest: Instant?
    /// What sets them apart from other groups' alerts, where it is the same for all of them: their target.
    public var target: String?
    /// How many of them begin anew again and again; absent where none does.
    public var flapping: Int?
    /// Its line among all lines of the board, from 0.
    public var line: Int

    public init(
        name: String, severity: AlertSeverity, counts: AlertCounts = AlertCounts(), newest: Instant,
        isOpen: Bool = false, line: Int = 0, oldest: Instant? = nil, target: String? = nil
    ) {
        self.oldest = oldest
        self.target = target
        id = GroupID(name)
        self.name = name
        self.severity = severity
        self.counts = counts
        self.newest = newest
        self.isOpen = isOpen
        self.line = line
    }
}
