/// A person's promise to look after an alert for a while.
public struct Acknowledgement: Sendable, Hashable, Codable {
    public var person: String
    public var at: Instant
    public var until: Instant
    public var note: String?

    public init(person: String, at: Instant, until: Instant, note: String? = nil) {
        self.person = person
        self.at = at
        self.until = until
        self.note = note
    }
}

/// A link that an alert carries: to a runbook, a graph, its source.
public struct Link: Sendable, Hashable, Codable {
    public var title: String
    public var address: String

    public init(title: String, address: String) {
        self.title = title
        self.address = address
    }
}

/// An alert as the room knows it: its newest episode.
public struct Alert: Sendable, Equatable, Codable {
    public let id: AlertID
    /// The event that opened this episode.
    public var episode: EventID
    public var phase: AlertPhase
    public var severity: AlertSeverity
    public var labels: Labels
    public var annotations: Labels
    public var title: String
    public var links: [Link]
    /// The dialect, or what the sender calls itself.
    public var source: String
    public var sender: String
    /// When the episode began, by its source's word.
    public var since: Instant
    public var lastHeard: Instant
    /// How often its source has said so in this episode, resends included.
    public var count: Int64
    public var endsAt: Instant?
    /// The source's silence that makes it expire; nil where it never does.
    public var timeout: Milliseconds?
    /// When that silence is over.
    public var expiresAt: Instant?
    public var ack: Acknowledgement?
    /// Who saw this episode first, when it was not acknowledged.
    public var seenBy: String?
    public var silencedBy: [EventID]
    public var incident: IncidentID?
    public var clearedAt: Instant?
    /// Whether the source itself ended the episode: a late copy of its message does not open it again.
    public var clearedBySource: Bool
    /// The newest event that changed anything here.
    public var revision: Int64
    /// The position of the event that opened this episode.
    public var opened: Int64

    /// What the board shows.
    public var state: AlertState {
        switch phase {
        case .firing: silencedBy.isEmpty ? .firing : .silenced
        case .acknowledged: .acknowledged
        case .returned: .returned
        case .expired: .expired
        case .resolved: .resolved
        }
    }

    public var isOpen: Bool { phase == .firing || phase == .acknowledged }

    /// What people call it: the label `alertname`, else its title.
    public var name: String { labels["alertname"] ?? title }

    /// What it is about: the first of the labels that usually name a thing.
    public var target: String {
        for name in ["instance", "host", "hostname", "node", "pod", "service", "component", "entity", "source", "job"] {
            if let value = labels[name], !value.isEmpty { return value }
        }
        return ""
    }
}

/// An alert in one of its episodes: what commands name.
public struct AlertReference: Sendable, Hashable, Codable {
    public let alert: AlertID
    public let episode: EventID

    public init(alert: AlertID, episode: EventID) {
        self.alert = alert
        self.episode = episode
    }
}

/// An alert's place on the board: the more severe first, then the newer, then by id.
public struct BoardKey: Sendable, Hashable, Comparable {
    private let rank: UInt64
    public let alert: AlertID

    init(_ alert: Alert) {
        let age = UInt64(clamping: alert.since.milliseconds) & 0x3FFF_FFFF_FFFF_FFFF
        rank = UInt64(alert.severity.rank) << 62 | (0x3FFF_FFFF_FFFF_FFFF - age)
        self.alert = alert.id
    }

    public static func < (left: BoardKey, right: BoardKey) -> Bool {
        left.rank == right.rank ? left.alert < right.alert : left.rank < right.rank
    }
}
