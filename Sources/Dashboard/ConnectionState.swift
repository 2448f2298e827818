public import WarRoom

/// How the dashboard is joined to its room.
public enum ConnectionState: Sendable, Equatable {
    /// Not yet, or trying again after a loss.
    case connecting
    /// Following; what is shown is the newest truth.
    case live
    /// Gone since then, for this reason (raw words).
    case lost(since: Instant, reason: String)
    /// Somebody closed the room on purpose; it is opened again when this screen acts, or another.
    case closed
}
