/// The room's daemon stopped in good order.
public struct DaemonStopped: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var reason: String

        public init(reason: String) {
            self.reason = reason
        }
    }

    public static let kind = "daemon.stopped"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {}

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.room, who: envelope.actor.person, "the room closed (\(facts.reason))")
    }
}
