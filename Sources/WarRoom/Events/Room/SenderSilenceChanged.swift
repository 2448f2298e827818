/// A watched sender has been silent for too long, or was heard again. The alert about it is an event of its own.
public struct SenderSilenceChanged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var sender: String
        public var isSilent: Bool

        public init(sender: String, isSilent: Bool) {
            self.sender = sender
            self.isSilent = isSilent
        }
    }

    public static let kind = "sender.silence_changed"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.mark(facts.sender, silent: facts.isSilent)
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.problem, who: "warroom", "\(facts.sender) \(facts.isSilent ? "fell silent" : "was heard again")")
    }
}
