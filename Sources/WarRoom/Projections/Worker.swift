/// What one person has taken, of all alerts on the board.
public struct Worker: Sendable, Equatable, Codable {
    public var person: String
    /// What people call the alert that was taken last.
    public var alert: String
    /// How many alerts they have.
    public var alerts: Int
    /// When the first of their acks ends.
    public var until: Instant

    public init(person: String, alert: String, alerts: Int, until: Instant) {
        self.person = person
        self.alert = alert
        self.alerts = alerts
        self.until = until
    }

    /// Those who have taken something, by when the oldest of their acks began; at most ``Limits/workersShownMax``.
    static func all(in state: RoomState) -> [Worker] {
        state.taken.first(Limits.workersShownMax).map { hand in
            Worker(
                person: hand.person, alert: Cut.text(state.name(of: hand.newest), bytesMax: Limits.titleBytesMax),
                alerts: hand.count, until: hand.until)
        }
    }
}
