/// Whether the screen is drawn as one synchronized update (terminal mode 2026), so that no half-drawn page shows.
public enum SynchronizedOutput: String, Sendable, Hashable, CaseIterable {
    /// Where the terminal is known to take it.
    case auto
    /// Always.
    case on
    /// Never.
    case off
}
