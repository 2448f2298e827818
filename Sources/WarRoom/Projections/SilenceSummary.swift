/// A silence as the list of silences shows it; property names are the wire's.
public struct SilenceSummary: Sendable, Equatable, Codable {
    public var id: EventID
    public var matchers: [Matcher]
    public var state: Silence.State
    public var startsAt: Instant
    public var endsAt: Instant
    public var createdBy: String
    /// Raw words.
    public var comment: String
    /// How many alerts it hides now.
    public var hides: Int

    init(_ silence: Silence, hides: Int) {
        id = silence.id
        matchers = silence.matchers
        state = silence.state
        startsAt = silence.startsAt
        endsAt = silence.endsAt
        createdBy = silence.createdBy
        comment = silence.comment
        self.hides = hides
    }

    /// The silences that hide something or will, the next to end first, at most ``Limits/silencesShownMax``.
    public static func living(in state: RoomState) -> [SilenceSummary] {
        state.silences.values.filter { $0.state != .expired }
            .sorted { ($0.endsAt, $0.id) < ($1.endsAt, $1.id) }.prefix(Limits.silencesShownMax)
            .map { SilenceSummary($0, hides: state.hidden[$0.id]?.count ?? 0) }
    }
}
