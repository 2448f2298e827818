/// A silence is over: its time came, or somebody ended it.
public struct SilenceEnded: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var silence: EventID
        public var byTime: Bool

        public init(silence: EventID, byTime: Bool) {
            self.silence = silence
            self.byTime = byTime
        }
    }

    public static let kind = "silence.ended"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard var silence = state.silences[facts.silence] else { return }
        silence.state = .expired
        silence.endsAt = min(silence.endsAt, envelope.occurredAt)
        silence.updatedAt = envelope.recordedAt
        state.silences[silence.id] = silence
        state.deadlines[.silenceStart(silence.id)] = nil
        state.deadlines[.silenceEnd(silence.id)] = nil
        state.deactivate(silence.id, as: envelope)
        state.forgetEndedSilences()
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let matchers = state.silences[facts.silence]?.matchers.map(\.description).joined(separator: ", ") ?? ""
        return Narration(
            .silence, who: envelope.actor.person, "\(facts.byTime ? "a silence ended" : "ended a silence"): \(matchers)"
        )
    }
}
