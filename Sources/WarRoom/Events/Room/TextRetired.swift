/// The words of old alerts were erased, as the configuration asks: every text of these kinds in a part of the log.
public struct TextRetired: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The first and the last sequence of that part.
        public var from: Int64
        public var to: Int64
        public var kinds: [String]
        /// The alerts that have no words any more; others of that part have theirs from a later event.
        public var alerts: [AlertReference]

        public init(from: Int64, to: Int64, kinds: [String], alerts: [AlertReference]) {
            self.from = from
            self.to = to
            self.kinds = kinds
            self.alerts = alerts
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
        state.textRetiredTo = max(state.textRetiredTo, facts.to)
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        nil
    }
}
