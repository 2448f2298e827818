import WarRoom

/// When the next snapshot is due, so that a room that is killed at any moment has a short tail to read again.
///
/// In a storm by events: as many as there are alerts, so that it does not spend its time on snapshots of itself. Else by time
/// as well, where enough has happened.
struct SnapshotPace {
    private var position: Int64
    private var takenAt: Milliseconds
    /// Who has just opened a room waits for it: nothing else is begun meanwhile.
    private let notBefore: Milliseconds

    /// `position` is that of the newest snapshot there is; 0 where there is none.
    init(since position: Int64, at uptime: Milliseconds) {
        self.position = position
        takenAt = uptime
        notBefore = Milliseconds(uptime.count + Limits.snapshotDelay.count)
    }

    func isDue(at sequence: Int64, alerts: Int, uptime: Milliseconds) -> Bool {
        guard uptime.count >= notBefore.count else { return false }
        let events = sequence - position
        if events >= max(Limits.eventsPerSnapshotMin, Int64(alerts)) { return true }
        return isWorthIt(events, alerts) && uptime.count >= dueAt.count
    }

    /// How long until one is due if nothing happens any more; nil where none will be.
    func waitingTime(at sequence: Int64, alerts: Int, uptime: Milliseconds) -> Milliseconds? {
        guard isWorthIt(sequence - position, alerts) else { return nil }
        return Milliseconds(max(0, dueAt.count - uptime.count))
    }

    mutating func took(at sequence: Int64, uptime: Milliseconds) {
        position = sequence
        takenAt = uptime
    }

    private var dueAt: Milliseconds { Milliseconds(takenAt.count + Limits.snapshotTime.count) }

    private func isWorthIt(_ events: Int64, _ alerts: Int) -> Bool {
        events >= max(Limits.eventsPerSnapshotMin / 4, Int64(alerts) / 4)
    }
}
