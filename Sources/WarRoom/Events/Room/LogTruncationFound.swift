/// The log is shorter than its head said: the lost sequences are never used again.
public struct LogTruncationFound: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The first lost sequence.
        public var from: Int64
        /// The last lost sequence.
        public var to: Int64

        public init(from: Int64, to: Int64) {
            self.from = from
            self.to = to
        }
    }

    public static let kind = "log.truncation_found"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.truncation = Truncation(from: facts.from, to: facts.to, foundAt: envelope.recordedAt)
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .problem, who: "warroom",
            "the log had lost its events \(facts.from) to \(facts.to): the disk, or somebody, has taken what was acknowledged"
        )
    }
}
