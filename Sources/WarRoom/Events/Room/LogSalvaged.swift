/// The first event of a log that was made from what could still be read of a damaged one.
public struct LogSalvaged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The room that the damaged log was of; nil where nothing said so any more.
        public var room: EventID?
        /// The damaged log's end: as its head says, else its last event that could be read.
        public var sequence: Int64
        /// The chain's value there, in hex digits; nil where it is not known.
        public var hash: String?
        /// Events that were taken over.
        public var kept: Int64
        /// Those of them that nothing proves, because the event before them is missing.
        public var unproved: Int64
        /// Those of them that lost their text, which was not the one that was written.
        public var textsLost: Int64
        /// Rows that could be read and were kept out: they are not what was written.
        public var rejected: Int64
        /// The old sequences that are not in this log, the lowest first; at most ``Limits/salvageGapsMax`` ranges.
        public var gaps: [Gap]
        /// How many sequences are missing in all, also in gaps that are not listed.
        public var missing: Int64

        public init(
            room: EventID?, sequence: Int64, hash: String?, kept: Int64 = 0, unproved: Int64 = 0, textsLost: Int64 = 0,
            rejected: Int64 = 0, gaps: [Gap] = [], missing: Int64 = 0
        ) {
            self.room = room
            self.sequence = sequence
            self.hash = hash
            self.kept = kept
            self.unproved = unproved
            self.textsLost = textsLost
            self.rejected = rejected
            self.gaps = gaps
            self.missing = missing
        }
    }

    /// Sequences that are missing, both ends included.
    public struct Gap: Codable, Sendable, Equatable {
        public var from: Int64
        public var to: Int64

        public init(from: Int64, to: Int64) {
            self.from = from
            self.to = to
        }
    }

    public static let kind = "log.salvaged"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {}

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .problem, who: envelope.actor.person,
            "made this log from a damaged one that ended at #\(facts.sequence): \(facts.kept) events were taken over, \(facts.missing) are missing"
        )
    }
}
