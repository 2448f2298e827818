/// The room's daemon started; a room that was down gives every silent source its whole timeout again.
public struct DaemonStarted: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var version: String

        public init(version: String) {
            self.version = version
        }
    }

    public static let kind = "daemon.started"
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
        Narration(.room, who: "warroom", "the room opened (warroom \(facts.version))")
    }
}
