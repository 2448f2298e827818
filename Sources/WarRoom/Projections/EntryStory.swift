/// An entry of the timeline with its earlier wordings; property names are the wire's.
public struct EntryStory: Sendable, Equatable, Codable {
    public var entry: TimelineEntry
    /// The first wording and each correction of it, the oldest first; empty where it was never corrected.
    public var wordings: [Wording]
    /// When it was pinned, moved or taken back, the oldest first.
    public var marks: [Wording]

    /// What was written of the entry, by whom and when.
    public struct Wording: Sendable, Equatable, Codable {
        public var at: Instant
        public var who: String
        /// Raw words; neutralised where they are shown.
        public var text: String
    }

    /// Told by the entry's own event and those that changed it, the oldest first.
    public init(_ entry: TimelineEntry, original: Event?, changes: [Event]) {
        self.entry = entry
        var wordings: [Wording] = []
        var marks: [Wording] = []
        if let original, let note = original.body as? NoteAdded {
            let text = note.text?.body ?? "the words were erased"
            wordings.append(Wording(original.envelope, text))
        }
        for change in changes {
            switch change.body.amendment {
            case .correct(_, let body, let movedTo, let toRoom):
                if let body { wordings.append(Wording(change.envelope, body)) }
                if let place = toRoom ? "the room" : movedTo?.description {
                    marks.append(Wording(change.envelope, "moved to \(place)"))
                }
            case .withdraw: marks.append(Wording(change.envelope, "taken back"))
            case .pin(_, let isPinned): marks.append(Wording(change.envelope, isPinned ? "pinned" : "unpinned"))
            case .retell(_, let sentence): marks.append(Wording(change.envelope, sentence))
            case nil: break
            }
        }
        self.wordings = wordings.count > 1 ? wordings.suffix(Limits.storyMomentsMax) : []
        self.marks = marks.suffix(Limits.storyMomentsMax)
    }
}

extension EntryStory.Wording {
    fileprivate init(_ envelope: Envelope, _ text: String) {
        self.init(at: envelope.recordedAt, who: envelope.actor.person, text: text)
    }
}
