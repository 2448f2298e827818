/// A sender must be heard every so often from now on, or need not be any more, as the configuration says.
public struct SenderWatched: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// A sender's name, or what it calls its source.
        public var sender: String
        /// How long it may be silent; nil where nobody listens for it any more.
        public var silence: Milliseconds?

        public init(sender: String, silence: Milliseconds? = nil) {
            self.sender = sender
            self.silence = silence
        }
    }

    public static let kind = "sender.watched"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.watch(facts.sender, silence: facts.silence, at: envelope.recordedAt)
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let sentence =
            facts.silence.map { "\(facts.sender) must be heard every \($0.spoken)" }
            ?? "\(facts.sender) may be silent"
        return Narration(.room, who: "warroom", sentence)
    }
}
