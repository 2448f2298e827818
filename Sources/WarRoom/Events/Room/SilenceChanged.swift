/// A silence got another end or comment.
public struct SilenceChanged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var silence: EventID
        public var endsAt: Instant

        public init(silence: EventID, endsAt: Instant) {
            self.silence = silence
            self.endsAt = endsAt
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var comment: String

        public init(comment: String) {
            self.comment = comment
        }
    }

    public static let kind = "silence.changed"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard var silence = state.silences[facts.silence] else { return }
        silence.endsAt = facts.endsAt
        silence.comment = text?.comment ?? silence.comment
        silence.updatedAt = envelope.recordedAt
        state.silences[silence.id] = silence
        state.deadlines[.silenceEnd(silence.id)] = silence.endsAt
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let left = (facts.endsAt - envelope.occurredAt).spoken
        let matchers = Wording.matchers(state.silences[facts.silence]?.matchers)
        return Narration(
            .silence, who: envelope.actor.person, "changed the silence \(matchers): it lasts \(left) from now on")
    }
}
