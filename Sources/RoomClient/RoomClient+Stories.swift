public import WarRoom

/// All there is to say about one thing.
extension RoomClient {
    /// An alert by its id, which may be shortened while it is unique. Throws ``ClientError``.
    public func story(ofAlert name: String) async throws -> AlertStory {
        try await read(AlertStory.self, "/v1/alerts/" + Self.escaped(name))
    }

    /// Throws ``ClientError``.
    public func story(of incident: IncidentID) async throws -> IncidentStory {
        try await read(IncidentStory.self, "/v1/incidents/\(incident)")
    }

    /// Throws ``ClientError``.
    public func story(of subject: StorySubject) async throws -> Story {
        switch subject {
        case .alert(let id): .alert(try await story(ofAlert: id.description))
        case .entry(let id): .entry(try await read(EntryStory.self, "/v1/entries/\(id)"))
        case .incident(let id): .incident(try await story(of: id))
        }
    }
}
