/// A note was corrected, or moved to an incident; both versions stay in the log.
public struct NoteCorrected: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The note.
        public var entry: EventID
        public var movedTo: IncidentID?
        /// True where it was moved to the room itself; else absent.
        public var toRoom: Bool?

        public init(entry: EventID, movedTo: IncidentID? = nil, toRoom: Bool = false) {
            self.entry = entry
            self.movedTo = movedTo
            self.toRoom = toRoom ? true : nil
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var body: String

        public init(body: String) {
            self.body = body
        }
    }

    public static let kind = "note.corrected"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {}

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        nil
    }

    public var amendment: TimelineAmendment? {
        .correct(facts.entry, body: text?.body, movedTo: facts.movedTo, toRoom: facts.toRoom == true)
    }
}
