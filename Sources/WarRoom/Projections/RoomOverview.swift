/// What every screen shows of the room besides rows: counts, who, senders, incidents, what falls due.
public struct RoomOverview: Sendable, Equatable, Codable {
    public var sequence: Int64
    public var counts: AlertCounts
    /// Alerts above the board's limit, and the largest groups of them.
    public var crowdCount: Int
    public var crowd: [CrowdGroup]
    public var onCall: OnCall?
    /// Who has taken alerts, at most ``Limits/workersShownMax``; nil from a daemon that does not tell.
    public var working: [Worker]?
    /// How many people have.
    public var workingCount: Int?
    public var senders: [Sender]
    public var incidents: [IncidentSummary]
    /// Playbooks that are walked, and the last that ended; nil from a daemon that knows none.
    public var playbooks: [PlaybookProgress]?
    public var lastCleared: LastCleared?
    public var truncation: Truncation?
    public var silenceCount: Int
    public var nextSilenceEnd: Instant?

    /// How many alerts of one name are above the limit.
    public struct CrowdGroup: Sendable, Equatable, Codable {
        public var name: String
        public var count: Int
    }

    public init(_ state: RoomState) {
        sequence = state.sequence
        counts = state.counts
        crowdCount = state.crowd.count
        crowd = state.crowd.groups.map { CrowdGroup(name: $0.key, count: $0.value) }
            .sorted { $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count }.prefix(5).map { $0 }
        onCall = state.onCall
        working = Worker.all(in: state)
        workingCount = state.taken.people
        senders = state.senders.values.sorted {
            $0.lastHeard == $1.lastHeard ? $0.name < $1.name : $0.lastHeard > $1.lastHeard
        }.prefix(20).map { $0 }
        incidents = Self.incidents(of: state)
        playbooks = Self.playbooks(of: state)
        lastCleared = state.lastCleared
        truncation = state.truncation
        let active = state.activeSilences.compactMap { state.silences[$0] }
        silenceCount = active.count
        nextSilenceEnd = active.map(\.endsAt).min()
    }

    /// People who have taken alerts besides those in ``working``.
    public var othersWorking: Int {
        let told = working?.count ?? 0
        return max(told, workingCount ?? 0) - told
    }

    private static let endedPlaybooksMax = 3

    private static func playbooks(of state: RoomState) -> [PlaybookProgress] {
        let ended = state.runs.values.filter { !$0.isActive }.sorted { $0.id < $1.id }.suffix(endedPlaybooksMax)
        return (state.activeRuns + ended).map(PlaybookProgress.init)
    }

    private static let incidentsMax = 100

    /// The open ones, and the newest of the closed ones.
    private static func incidents(of state: RoomState) -> [IncidentSummary] {
        let newestFirst = state.incidents.values.sorted { $0.id > $1.id }
        let open = newestFirst.filter(\.isOpen)
        let closed = newestFirst.filter { !$0.isOpen }
        return (open + closed).prefix(incidentsMax).map(IncidentSummary.init)
    }
}
