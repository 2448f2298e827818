/// A silence was made; its id is the event's.
public struct SilenceCreated: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var silence: EventID
        public var matchers: [Matcher]
        public var startsAt: Instant
        public var endsAt: Instant
        public var createdBy: String

        public init(silence: EventID, matchers: [Matcher], startsAt: Instant, endsAt: Instant, createdBy: String) {
            self.silence = silence
            self.matchers = matchers
            self.startsAt = startsAt
            self.endsAt = endsAt
            self.createdBy = createdBy
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var comment: String

        public init(comment: String) {
            self.comment = comment
        }
    }

    public static let kind = "silence.created"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        let isActive = facts.startsAt <= envelope.recordedAt
        let silence = Silence(
            id: facts.silence, matchers: facts.matchers, startsAt: facts.startsAt, endsAt: facts.endsAt,
            createdBy: facts.createdBy, comment: text?.comment ?? Erased.words, updatedAt: envelope.recordedAt,
            state: isActive ? .active : .pending)
        state.silences[silence.id] = silence
        state.deadlines[.silenceEnd(silence.id)] = silence.endsAt
        if isActive {
            state.activate(silence, as: envelope)
        } else {
            state.deadlines[.silenceStart(silence.id)] = silence.startsAt
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let length = (facts.endsAt - facts.startsAt).spoken
        let matchers = facts.matchers.map(\.description).joined(separator: ", ")
        let comment = text.map { $0.comment.isEmpty ? "" : ": \($0.comment)" } ?? ""
        return Narration(.silence, who: facts.createdBy, "silenced \(matchers) for \(length)\(comment)")
    }
}
