/// What a story is asked of.
public enum StorySubject: Sendable, Hashable {
    case alert(AlertID)
    case entry(EventID)
    case incident(IncidentID)
}

/// The room's answer: what the log knows beside what is shown anyway.
public enum Story: Sendable, Equatable {
    case alert(AlertStory)
    case entry(EntryStory)
    case incident(IncidentStory)
}
