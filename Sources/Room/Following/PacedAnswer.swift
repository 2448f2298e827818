import WarRoom

/// An answer about the state that takes the writer's time to find.
///
/// It stays in use until twenty times the time has passed that finding it took, so that no more than a twentieth of the writer's
/// time goes there.
struct PacedAnswer<Answer: Sendable>: Sendable {
    let answer: Answer
    let madeAt: Milliseconds
    private let sequence: Int64
    /// Until when it is in use although the room has moved on.
    private let staysUntil: Milliseconds
    /// How many times its own cost an answer is kept.
    private static var restFactor: Int64 { 20 }

    /// Finds it now, and looks at the clock again when it is found.
    init(_ state: RoomState, at now: Milliseconds, uptime: () -> Milliseconds, _ find: (RoomState) -> Answer) {
        madeAt = now
        answer = find(state)
        sequence = state.sequence
        let cost = max(0, uptime().count - now.count)
        staysUntil = Milliseconds(now.count + cost * Self.restFactor)
    }

    /// Whether it need not be found anew yet.
    func isInUse(for state: RoomState, at uptime: Milliseconds) -> Bool {
        sequence == state.sequence || uptime.count < staysUntil.count
    }

    /// When to ask once more because it is out of date; nil where it is not.
    func again(for state: RoomState) -> Milliseconds? {
        sequence == state.sequence ? nil : staysUntil
    }
}
