/// The machine's clock jumped, or the machine slept; silent sources get their whole timeout again.
public struct ClockJumped: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// Positive when the clock went forward.
        public var by: Milliseconds

        public init(by: Milliseconds) {
            self.by = by
        }
    }

    public static let kind = "clock.jumped"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.restartTimeouts(as: envelope)
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .problem, who: "warroom",
            "the clock jumped \(facts.by.count < 0 ? "back" : "forward") by \(Milliseconds(facts.by.count.magnitude > UInt64(Int64.max) ? Int64.max : Int64(facts.by.count.magnitude)).spoken)"
        )
    }
}
