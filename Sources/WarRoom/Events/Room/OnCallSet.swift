/// Somebody is on call, set by hand.
public struct OnCallSet: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var person: String
        public var until: Instant?

        public init(person: String, until: Instant? = nil) {
            self.person = person
            self.until = until
        }
    }

    public static let kind = "oncall.set"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.onCall = OnCall(
            person: facts.person, since: envelope.occurredAt, until: facts.until, setBy: envelope.actor.person)
        state.deadlines[.onCallEnd] = facts.until
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        // A length, because a time of day would not be the reader's.
        let until = facts.until.map { " for \(($0 - envelope.occurredAt).spoken)" } ?? ""
        return Narration(.onCall, who: envelope.actor.person, "\(facts.person) is on call\(until)")
    }
}
