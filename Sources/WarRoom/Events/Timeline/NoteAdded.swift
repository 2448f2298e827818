/// Somebody wrote a note; it happened at the envelope's `occurredAt`.
public struct NoteAdded: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var tag: NoteTag?
        public var isPinned: Bool

        public init(tag: NoteTag? = nil, isPinned: Bool) {
            self.tag = tag
            self.isPinned = isPinned
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var body: String

        public init(body: String) {
            self.body = body
        }
    }

    public static let kind = "note.added"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {}

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.note, who: envelope.actor.person, text?.body ?? Erased.words, tag: facts.tag)
    }
}
