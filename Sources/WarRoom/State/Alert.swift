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
    /// When its last episodes began, by its source's word, in their order and this one among them; nil where it had no other.
    public var starts: [Instant]?

    /// An alert of exactly this.
    public init(
        id: AlertID, episode: EventID, phase: AlertPhase, severity: AlertSeverity, labels: Labels, annotations: Labels,
        title: String, links: [Link], source: String, sender: String, since: Instant, lastHeard: Instant, count: Int64,
        endsAt: Instant?, timeout: Milliseconds?, expiresAt: Instant?, ack: Acknowledgement?, seenBy: String?,
        silencedBy: [EventID], incident: IncidentID?, clearedAt: Instant?, clearedBySource: Bool, revision: Int64,
        opened: Int64, starts: [Instant]? = nil
    ) {
        self.id = id
        self.episode = episode
        self.phase = phase
        self.severity = severity
        self.labels = labels
        self.annotations = annotations
        self.title = title
        self.links = links
        self.source = source
        self.sender = sender
        self.since = since
        self.lastHeard = lastHeard
        self.count = count
        self.endsAt = endsAt
        self.timeout = timeout
        self.expiresAt = expiresAt
        self.ack = ack
        self.seenBy = seenBy
        self.silencedBy = silencedBy
        self.incident = incident
        self.clearedAt = clearedAt
        self.clearedBySource = clearedBySource
        self.revision = revision
        self.opened = opened
        self.starts = starts
    }

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

    /// Makes it part of an incident. Who does that to an alert that goes on has looked at it.
    mutating func link(to incident: IncidentID, by actor: Actor) {
        self.incident = incident
        if isOpen { seenBy = seenBy ?? actor.person }
    }

    public var isOpen: Bool { phase == .firing || phase == .acknowledged }

    /// Whether it began anew again and again in the hour before its source last spoke of it.
    public var isFlapping: Bool {
        guard let starts, starts.count >= Limits.flappingEpisodesMin else { return false }
        return recentStarts >= Limits.flappingEpisodesMin
    }

    /// How often it began in the hour before its source last spoke of it; no more than ``Limits/episodeStartsMax`` are known.
    public var recentStarts: Int {
        (starts ?? [since]).count { $0 > lastHeard - Limits.flappingInterval }
    }

    /// What people call it: the label `alertname`, else its title.
    public var name: String { labels["alertname"] ?? title }

    /// Labels that usually name a thing, the first of them first.
    static let targetLabels = [
        "instance", "host", "hostname", "node", "pod", "service", "component", "entity", "source", "job",
    ]

    /// What it is about: the first of the labels that usually name a thing.
    public var target: String {
        for name in Alert.targetLabels {
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
        self.init(alert.id, alert.severity, since: alert.since)
    }

    /// Where an alert that a screen shows stands.
    public init(_ row: AlertRow) {
        self.init(row.id, row.severity, since: row.since)
    }

    private init(_ alert: AlertID, _ severity: AlertSeverity, since: Instant) {
        let age = UInt64(clamping: since.milliseconds) & 0x3FFF_FFFF_FFFF_FFFF
        rank = UInt64(severity.rank) << 62 | (0x3FFF_FFFF_FFFF_FFFF - age)
        self.alert = alert
    }

    public static func < (left: BoardKey, right: BoardKey) -> Bool {
        left.rank == right.rank ? left.alert < right.alert : left.rank < right.rank
    }
}
