public import Canvas

/// What a session wants to know before it takes a terminal over. Nothing here is read from the process by itself.
public struct TerminalOptions: Hashable, Sendable {
    /// Where keys come from; if it is no terminal, `/dev/tty` is opened in its place.
    public var input: Int32 = 0
    /// The terminal that is drawn on.
    public var output: Int32 = 1
    /// The standard error, set aside while the screen is up if it is a terminal, and shown after; `nil` leaves it alone.
    public var standardError: Int32? = 2
    /// A file that collects standard error meanwhile, appended to; `nil` keeps it in memory.
    public var standardErrorFile: String?

    /// `TERM`.
    public var term: String?
    /// `COLORTERM`.
    public var colorTerm: String?
    /// `NO_COLOR`.
    public var noColor: String?

    /// The colour depth that was asked for; `nil` chooses it (`ColorDepth.choose`).
    public var color: ColorDepth?
    /// Whether the mouse is reported. While it is, the terminal needs Shift to select text.
    public var mouse = false
    /// Whether gaining and losing the focus is reported.
    public var focus = false
    /// Whether a repaint of several rows is wrapped in private mode 2026, on terminals that may know it.
    public var synchronizedOutput = true
    /// How long a lone Escape waits for the rest of a sequence. One sequence usually comes in one packet.
    public var escapeDelay: Duration = .milliseconds(25)

    /// Options for the process's own terminal; what the environment says of it is taken from `environment`.
    public init(environment: [String: String]) {
        term = environment["TERM"]
        colorTerm = environment["COLORTERM"]
        noColor = environment["NO_COLOR"]
        if let milliseconds = environment["ESCDELAY"].flatMap({ UInt16($0) }) {
            escapeDelay = .milliseconds(Int(milliseconds))
        }
    }
}
