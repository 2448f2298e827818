internal import CTerminal

/// Wakes the thread that waits in `TerminalSession.waitForInput`, from any other. Ringing twice before it woke is one wake.
public final class WakeSignal: Sendable {
    /// Readable once the signal was given.
    public let descriptor: Int32

    /// A signal not yet given; throws when the process has no descriptor left.
    public init() throws(TerminalError) {
        descriptor = ct_wake_create()
        guard descriptor >= 0 else {
            throw .system(doing: "opening a wake-up descriptor", reason: lastSystemError())
        }
    }

    deinit { ct_wake_close(descriptor) }

    /// Wakes the waiting thread; never waits itself.
    public func signal() { ct_wake_signal(descriptor) }

    /// Takes the signal back; `waitForInput` does so before it returns.
    public func drain() { ct_wake_drain(descriptor) }
}
