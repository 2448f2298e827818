/// A silence that was made ahead of time began.
public struct SilenceStarted: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var silence: EventID

        public init(silence: EventID) {
            self.silence = silence
        }
    }

    public static let kind = "silence.started"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard var silence = state.silences[facts.silence] else { return }
        silence.state = .active
        state.silences[silence.id] = silence
        state.deadlines[.silenceStart(silence.id)] = nil
        state.activate(silence, as: envelope)
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let matchers = state.silences[facts.silence]?.matchers.map(\.description).joined(separator: ", ") ?? ""
        return Narration(.silence, who: envelope.actor.person, "a silence began: \(matchers)")
    }
}
