import EventCodec
import EventLog
import WarRoom
import WireJSON

/// All there is to say about one alert, entry or incident.
///
/// What it takes from the log is found by the timeline's tables and is bounded; none of it is read on the writer's thread.
extension SocketAPI {
    /// Answers `alerts/ID`, `entries/ID` and `incidents/INC`; nil for other paths.
    func story(at path: String) async throws -> [UInt8]? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let what = parts.first, let name = parts.last.map(String.init) else { return nil }
        switch what {
        case "alerts": return try await alertStory(name)
        case "entries": return try await entryStory(name)
        case "incidents": return try await incidentStory(name)
        default: return nil
        }
    }

    private func alertStory(_ name: String) async throws -> [UInt8] {
        let (row, incidents, inhibition) = try await standing(of: name)
        await untilWritten()
        let changes = try timeline.store.changes(
            from: row.since - Limits.relatedChangesLength, to: row.since, limit: Limits.changesReadMax)
        var story = try AlertStory(
            row, events: try events(of: .alert(row.id)), incidents: incidents, changes: try events(at: changes)
        ) { incident in
            try timeline.store.notes(of: incident, tags: [.decision, .finding], limit: Limits.storyNotesMax)
        }
        story.inhibition = inhibition
        return try WireEncoder.encode(story)
    }

    /// How an alert stands. The copy of the state is let go of before the log is read: the writer has to copy what it
    /// changes meanwhile.
    private func standing(
        of name: String
    ) async throws -> (row: AlertRow, incidents: [IncidentID: Incident], inhibition: InhibitionStory?) {
        let state = await writer.ask { $0 }
        let alert = try state.alert(named: name)
        return (AlertRow(alert, in: state), state.incidents, InhibitionStory(alert, in: state))
    }

    private func entryStory(_ name: String) async throws -> [UInt8] {
        guard let selection = EntrySelection(name) else {
            throw Refusal(.invalid, "an entry is named by its number or its id, found \(name)")
        }
        await untilWritten()
        guard let entry = try timeline.store.entry(selection) else {
            throw Refusal(.notFound, "there is no entry \(name) on the timeline: `warroom tail` shows the numbers")
        }
        return try WireEncoder.encode(
            EntryStory(
                entry, original: try reader.event(.sequence(entry.sequence))?.event(),
                changes: try events(of: .entry(entry.id))))
    }

    private func incidentStory(_ name: String) async throws -> [UInt8] {
        guard let id = IncidentID(name) else {
            throw Refusal(.invalid, "an incident is named as INC-1, found \(name)")
        }
        let found = await writer.ask { state in
            state.incidents[id].map { ($0, IncidentStory($0, in: state), state.incidents) }
        }
        guard case (let incident, var story, let incidents)? = found else {
            throw Refusal(.notFound, "there is no \(id): `warroom incidents` lists those there are")
        }
        await untilWritten()
        for reference in incident.alerts.prefix(Limits.storyAlertsMax) {
            story.tell(reference.alert, try events(of: .alert(reference.alert)), incidents: incidents)
        }
        let limit = Limits.incidentNotesMax
        story.pinned = try timeline.store.pinned(of: id, limit: limit).map(StoryNote.init)
        story.decisions = try timeline.store.notes(of: id, tags: [.decision], limit: limit).map(StoryNote.init)
        return try WireEncoder.encode(story)
    }

    private func untilWritten() async {
        await withCheckedContinuation { continuation in timeline.whenWritten { continuation.resume() } }
    }

    private func events(of subject: EventTrace.Subject) throws -> [Event] {
        try events(at: try timeline.store.traces(of: subject, limit: Limits.storyEventsMax))
    }

    private func events(at sequences: [Int64]) throws -> [Event] {
        try sequences.compactMap { try reader.event(.sequence($0))?.event() }
    }
}
