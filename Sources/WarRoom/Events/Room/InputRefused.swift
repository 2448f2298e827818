/// A sender said something that no dialect could read, or a part of it.
public struct InputRefused: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var source: String
        public var sender: String
        /// How many alerts, or 1 for a whole request.
        public var items: Int64
        /// How many requests were refused, where this sums more than one up: its words are then the last one's.
        public var requests: Int64?

        public init(source: String, sender: String, items: Int64, requests: Int64? = nil) {
            self.source = source
            self.sender = sender
            self.items = items
            self.requests = requests
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var reason: String
        /// The request's beginning, keys removed.
        public var body: String

        public init(reason: String, body: String) {
            self.reason = reason
            self.body = body
        }
    }

    public static let kind = "input.refused"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.hear(facts.sender, source: facts.source, at: envelope.recordedAt, refused: max(1, facts.requests ?? 1))
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let reason = text?.reason ?? Erased.words
        let times = facts.requests.map { " \($0) more times, the last time" } ?? ""
        return Narration(.problem, who: facts.source, "refused what \(facts.sender) sent\(times): \(reason)")
    }
}
