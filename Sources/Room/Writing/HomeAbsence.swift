import WarRoom

/// How long a daemon waits for a home that is gone: what was moved or unmounted by mistake may come back.
struct HomeAbsence {
    private var since: ContinuousClock.Instant?

    /// Whether to wait no longer. `isReplaced` where somebody else has the home's place, so that it cannot come back.
    mutating func isOver(isGone: Bool, isReplaced: Bool, at now: ContinuousClock.Instant) -> Bool {
        guard isGone else {
            since = nil
            return false
        }
        let first = since ?? now
        since = first
        return isReplaced || now - first >= .milliseconds(Limits.homeAbsenceTime.count)
    }
}
