/// Why a terminal could not be taken over, or a program not be run on it, as a sentence for the person at it.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no terminal to draw on, or none that can be drawn on; the reason is part of the sentence.
    case notATerminal(reason: String)
    /// Neither the terminal's own entry nor a common one could be started.
    case unknownTerminal(term: String)
    /// A session is open already; a process has one.
    case alreadyOpen
    /// A system call failed.
    case system(doing: String, reason: String)
    /// A program could not be started.
    case cannotRun(program: String, reason: String)

    /// What was expected, what came, and what to do.
    public var description: String {
        switch self {
        case .notATerminal(let reason):
            "the dashboard needs a terminal to draw on, but \(reason); `--plain` prints lines instead"
        case .unknownTerminal(let term):
            "no terminal description for TERM=\(term) or a common one was found; install ncurses-base, set TERM to what "
                + "your terminal is, or use `--plain`"
        case .alreadyOpen:
            "this process draws on a terminal already"
        case .system(let doing, let reason):
            "\(doing) failed: \(reason)"
        case .cannotRun(let program, let reason):
            "`\(program)` could not be started: \(reason)"
        }
    }
}
