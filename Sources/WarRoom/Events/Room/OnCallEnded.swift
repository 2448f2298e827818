/// The hand-set on-call time is over: nobody is on call.
public struct OnCallEnded: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var person: String

        public init(person: String) {
            self.person = person
        }
    }

    public static let kind = "oncall.ended"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.onCall = nil
        state.deadlines[.onCallEnd] = nil
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.onCall, who: envelope.actor.person, "\(facts.person) is no longer on call, and nobody follows")
    }
}
