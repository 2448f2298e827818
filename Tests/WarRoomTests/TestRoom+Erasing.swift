import WarRoom

/// What the daemon looks up in its log before a redaction, and before old words go.
extension TestRoom {
    /// What a redaction of an entry would erase; nil where there is no such entry.
    func search(_ selection: EntrySelection) -> RedactionSearch? {
        guard let entry = event(selection).flatMap(meant), subject(of: entry) != nil else { return nil }
        let opening = RedactionSearch.opening(of: entry, in: state).flatMap { event(.id($0)) }
        var search = RedactionSearch(of: entry, opening: opening)
        for event in events where event.envelope.sequence >= search.start { search.take(event) }
        return search
    }

    /// The alerts' words in the next events after one.
    func texts(after last: EventID?, limit: Int) -> RetirementSearch {
        let start = last.flatMap { event(.id($0)) }?.envelope.sequence ?? 0
        var search = RetirementSearch()
        for event in events.dropFirst(Int(start)).prefix(limit) { search.take(event) }
        return search
    }

    func event(_ selection: EntrySelection) -> Event? {
        events.first { selection == .sequence($0.envelope.sequence) || selection == .id($0.envelope.id) }
    }

    /// The entry that an event changes, where it changes one and is none itself.
    private func meant(_ event: Event) -> Event? {
        switch event.body {
        case let body as NoteCorrected: self.event(.id(body.facts.entry))
        case let body as EntryRedacted: self.event(.id(body.facts.entry))
        default: event
        }
    }

    func subject(of event: Event) -> TimelineSubject? {
        guard let entry = TimelineEntry(event, in: state) else { return nil }
        return TimelineSubject(
            id: entry.id, sequence: entry.sequence, kind: entry.kind, incident: entry.incident, author: entry.actor,
            body: entry.sentence, isPinned: entry.isPinned, isWithdrawn: entry.isWithdrawn)
    }

    /// Everything that the log still has in words.
    var texts: [String] { events.compactMap { $0.hasText ? "\($0.body)" : nil } }
}
