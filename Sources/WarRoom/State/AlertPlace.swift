/// What the state's indexes know of an alert: where it stands now, and what falls due for it.
///
/// A few references where an alert has a dozen: a change compares the places before and after it instead of two alerts.
struct AlertPlace {
    let alert: AlertID
    let episode: EventID
    let phase: AlertPhase
    let state: AlertState
    let revision: Int64
    /// Nil for one that is not on the board.
    let board: BoardKey?
    let labels: Labels
    let silencedBy: [EventID]
    let taking: TakenAlerts.Taking?
    let expiresAt: Instant?
    let ackEndsAt: Instant?
    /// When it counts as seen by itself.
    let seenAt: Instant?

    var isOpen: Bool { phase == .firing || phase == .acknowledged }

    init(_ alert: Alert) {
        self.alert = alert.id
        episode = alert.episode
        phase = alert.phase
        state = alert.state
        revision = alert.revision
        let isOnBoard = alert.phase != .resolved
        board = isOnBoard ? BoardKey(alert) : nil
        labels = alert.labels
        silencedBy = alert.silencedBy
        taking = alert.taking
        expiresAt = alert.isOpen ? alert.expiresAt : nil
        ackEndsAt = alert.phase == .acknowledged ? alert.ack?.until : nil
        let isUnseen = alert.phase == .returned || alert.phase == .expired
        // From when the room heard of it: a source may tell late that it cleared days ago.
        let lastHeard = alert.lastHeard
        seenAt = isUnseen ? alert.clearedAt.map { max($0, lastHeard) + Limits.unseenLength } : nil
    }
}
