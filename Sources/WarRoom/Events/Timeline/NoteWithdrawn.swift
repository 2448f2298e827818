/// A note was taken back by whoever wrote it.
public struct NoteWithdrawn: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The note.
        public var entry: EventID

        public init(entry: EventID) {
            self.entry = entry
        }
    }

    public static let kind = "note.withdrawn"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {}

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        nil
    }

    public var amendment: TimelineAmendment? {
        .withdraw(facts.entry)
    }
}
