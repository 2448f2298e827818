/// Somebody accepted that the log lost events: what is left counts from here on, and the loss is no longer shown.
public struct LogHeadAccepted: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The first lost sequence, as ``LogTruncationFound`` says it.
        public var from: Int64
        /// The last lost sequence. Earlier losses that the log tells of are accepted with it.
        public var to: Int64

        public init(from: Int64, to: Int64) {
            self.from = from
            self.to = to
        }
    }

    public static let kind = "log.head_accepted"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard let truncation = state.truncation, truncation.to <= facts.to else { return }
        state.truncation = nil
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .room, who: envelope.actor.person, "accepted that the events \(facts.from) to \(facts.to) are lost")
    }
}
