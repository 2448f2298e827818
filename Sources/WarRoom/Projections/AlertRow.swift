/// An alert as `warroom alerts --json` and dashboards show it; property names are the wire's.
public struct AlertRow: Sendable, Equatable, Codable {
    public var id: AlertID
    public var episode: EventID
    public var state: AlertState
    public var severity: AlertSeverity
    public var title: String
    public var labels: Labels
    public var annotations: Labels
    public var source: String
    public var count: Int64
    public var since: Instant
    public var lastHeard: Instant
    /// Whose it is, or who saw it.
    public var by: String?
    /// When the ack, or else the silence, ends.
    public var until: Instant?
    public var silencedBy: [EventID]
    public var incident: IncidentID?
    public var name: String
    public var target: String
    public var links: [Link]
    public var sender: String
    public var note: String?
    public var clearedAt: Instant?
    /// The newest event that changed anything here; grows with each change.
    public var revision: Int64
    /// The position of the event that opened this episode.
    public var opened: Int64?
    /// True where it begins anew again and again; else absent.
    public var flapping: Bool?
    /// How often it began in the hour before it was last heard, at most ``Limits/episodeStartsMax``; only where it flaps.
    public var recentStarts: Int?
    /// The alerts that hide it by an inhibition rule, at most ``Limits/inhibitorsShownMax``; absent where none does.
    public var inhibitedBy: [AlertID]?
    /// The name of the first of them.
    public var under: String?

    public init(_ alert: Alert, in state: RoomState) {
        id = alert.id
        episode = alert.episode
        self.state = alert.state
        severity = alert.severity
        title = alert.title
        labels = alert.labels
        annotations = alert.annotations
        source = alert.source
        count = alert.count
        since = alert.since
        lastHeard = alert.lastHeard
        by = alert.ack?.person ?? alert.seenBy
        let silencedUntil = alert.silencedBy.compactMap { state.silences[$0]?.endsAt }.max()
        until = alert.phase == .acknowledged ? alert.ack?.until : silencedUntil
        silencedBy = alert.silencedBy
        incident = alert.incident
        name = alert.name
        target = alert.target
        links = alert.links
        sender = alert.sender
        note = alert.ack?.note
        clearedAt = alert.clearedAt
        revision = alert.revision
        opened = alert.opened
        flapping = alert.isFlapping ? true : nil
        recentStarts = alert.isFlapping ? alert.recentStarts : nil
        inhibitedBy = state.inhibitors(of: alert)?.alerts
        under = inhibitedBy?.first.map { state.name(of: $0) }
    }

    public var reference: AlertReference { AlertReference(alert: id, episode: episode) }
}
