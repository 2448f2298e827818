import Foundation

/// Threads for work that nobody waits for: they give way to answering senders and people.
enum BackgroundThread {
    /// A weight of about a tenth of a normal thread's (sched(7), nice values).
    private static let niceness: Int32 = 10

    /// Starts a thread. Where the system refuses the lower priority, it runs with the normal one.
    static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread {
            // On Linux 0 is the calling thread, not its process.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
            body()
        }
        thread.name = name
        thread.start()
    }
}
