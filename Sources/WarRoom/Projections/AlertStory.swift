/// All that is known of an alert beside its row; property names are the wire's.
public struct AlertStory: Sendable, Equatable, Codable {
    public var alert: AlertRow
    /// The transitions of this episode, the oldest first.
    public var history: [AlertMoment]
    /// How many older transitions of this episode were left out, as far as they were read.
    public var historyCut: Int
    /// Earlier episodes, the newest first.
    public var episodes: [PastEpisode]
    /// What was changed in the hour before it began: what names the same service first, then the newest.
    public var changes: [RelatedChange]
    /// Absent where it neither hides another alert nor is hidden.
    public var inhibition: InhibitionStory?

    /// An episode before this one.
    public struct PastEpisode: Sendable, Equatable, Codable {
        public var episode: EventID
        public var since: Instant
        public var endedAt: Instant?
        /// Who took it first, else who saw it first; nil for nobody.
        public var by: String?
        public var incident: IncidentID?
        /// The incident's.
        public var title: String?
        /// The incident's.
        public var status: IncidentStatus?
        /// The incident's decisions and findings, the newest of them, the oldest first.
        public var notes: [StoryNote]
    }

    /// Told by the alert's events (the oldest first), the changes in the log before it began, and an incident's notes.
    public init(
        _ row: AlertRow, events: [Event], incidents: [IncidentID: Incident], changes: [Event],
        notes: (IncidentID) throws -> [TimelineEntry]
    ) rethrows {
        alert = row
        let all = AlertEpisode.all(of: row.id, in: events, incidents: incidents)
        let moments = all.last { $0.episode == row.episode }?.moments ?? []
        history = Array(moments.suffix(Limits.storyMomentsMax))
        historyCut = moments.count - history.count
        episodes = try all.filter { $0.isWhole && $0.episode != row.episode }.suffix(Limits.storyEpisodesMax)
            .reversed().map { past in
                let incident = past.incident.flatMap { incidents[$0] }
                return PastEpisode(
                    episode: past.episode, since: past.since, endedAt: past.endedAt, by: past.by,
                    incident: past.incident, title: incident?.title, status: incident?.status,
                    notes: try incident.map { try notes($0.id).suffix(Limits.storyNotesMax).map(StoryNote.init) } ?? [])
            }
        self.changes = RelatedChange.all(in: changes, before: row)
    }
}

/// A note as another thing's story quotes it; property names are the wire's.
public struct StoryNote: Sendable, Equatable, Codable {
    public var sequence: Int64
    public var at: Instant
    public var who: String
    public var tag: NoteTag?
    /// Raw words; neutralised where they are shown.
    public var text: String

    public init(_ entry: TimelineEntry) {
        sequence = entry.sequence
        at = entry.occurredAt
        who = entry.who
        tag = entry.tag
        text = entry.sentence
    }
}

extension RoomState {
    /// The alert that an id, or the beginning of one, names. Throws a ``Refusal`` for none and for several.
    public func alert(named text: String) throws(Refusal) -> Alert {
        try AlertSelection.alert(named: text, in: self)
    }
}
