/// A silence: alerts that match all of its matchers are hidden while it lasts, and nothing else happens to them.
public struct Silence: Sendable, Equatable, Codable {
    public enum State: String, Sendable, Codable { case pending, active, expired }

    public let id: EventID
    public var matchers: [Matcher]
    public var startsAt: Instant
    public var endsAt: Instant
    public var createdBy: String
    public var comment: String
    public var updatedAt: Instant
    public var state: State

    public init(
        id: EventID, matchers: [Matcher], startsAt: Instant, endsAt: Instant, createdBy: String, comment: String,
        updatedAt: Instant, state: State
    ) {
        self.id = id
        self.matchers = matchers
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.createdBy = createdBy
        self.comment = comment
        self.updatedAt = updatedAt
        self.state = state
    }
}
