/// The words of old alerts were erased, as the configuration asks: every text of these kinds in a part of the log.
///
/// Numbers name the part in the log that this was written to, ids in a log that was salvaged from it and is numbered anew.
public struct TextRetired: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The sequences of the first and the last of them.
        public var from: Int64
        public var to: Int64
        /// The first and the last of them.
        public var first: EventID
        public var last: EventID
        public var kinds: [String]
        /// The alerts that have no words any more; others of that part have theirs from a later event.
        public var alerts: [AlertReference]
        /// The alerts whose acks have no note any more.
        public var acks: [AlertReference]

        public init(
            from: Int64, to: Int64, first: EventID, last: EventID, kinds: [String], alerts: [AlertReference],
            acks: [AlertReference]
        ) {
            self.from = from
            self.to = to
            self.first = first
            self.last = last
            self.kinds = kinds
            self.alerts = alerts
            self.acks = acks
        }
    }

    public static let kind = "text.retired"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        for alert in facts.alerts { state.forgetWords(of: alert) }
        for alert in facts.acks { state.forgetAckNote(of: alert) }
        state.textRetiredTo = facts.last
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        nil
    }
}
