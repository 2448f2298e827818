internal import CTerminal
public import Canvas
import Glibc
public import PlainText

/// The process's terminal while the dashboard has it: frames go out, events come in, and on every way out it is given back.
///
/// It belongs to one thread. Other threads may only ring a `WakeSignal`. On a normal exit call `close`; crashes and
/// signals that kill are seen to by handlers in C.
public final class TerminalSession {
    /// Columns and rows at present, at most 1000 each.
    public internal(set) var size: Size
    /// The colours of the terminal's entry, 0 if it has none.
    public let colors: Int
    /// The depth to resolve themes for.
    public let depth: ColorDepth
    /// Whether characters beyond ASCII come out right; if not, draw with `GlyphSet.ascii`.
    public let isUTF8: Bool
    /// Something to tell the person once, such as that the terminal's entry is unknown here.
    public let notice: SafeText?

    let entry: TerminalEntry
    let synchronizes: Bool
    var painter: FramePainter
    var painted: (frame: Frame, theme: ResolvedTheme)?
    var decoder: InputDecoder
    var events: [InputEvent] = []
    /// When the decoder stops waiting for the rest of a sequence.
    var patienceEnds: ContinuousClock.Instant?
    var isHungUp = false
    private var title: SafeText?
    private var isOpen = true

    /// Takes the terminal over: raw mode, alternate screen, paste marks, and the mouse if asked for.
    public init(_ options: TerminalOptions) throws(TerminalError) {
        let term = try Self.check(options)
        guard let entry = TerminalEntry.find(term: term, colorTerm: options.colorTerm, lookUp: TerminalSession.lookUp)
        else { throw .unknownTerminal(term: term) }
        let wanted = ColorDepth.choose(
            option: options.color, noColor: options.noColor, terminalColors: entry.colors, colorTerm: options.colorTerm)
        let opened = try TerminalSession.open(options, entry, wantsDirect: entry.gains(from: wanted))
        self.entry = entry
        colors = Int(opened.colors)
        depth = min(wanted, TerminalSession.deepest(opened))
        isUTF8 = opened.is_utf8
        notice = entry.isSubstitute ? "\(.cell(term)) is unknown here, drawing as for \(.cell(entry.name))" : nil
        synchronizes = options.synchronizedOutput && entry.isXtermLike
        painter = FramePainter(
            colors: Int(opened.colors), hasDirectColors: opened.has_direct_colors,
            insertsLastCell: !entry.switchesWrapping && !opened.has_direct_colors)
        decoder = InputDecoder(escapeDelay: options.escapeDelay)
        size = TerminalSession.currentSize()
    }

    deinit { close() }

    /// Whether there is a terminal that can be drawn on, without touching it: the value of `TERM`.
    @discardableResult
    public static func check(_ options: TerminalOptions) throws(TerminalError) -> String {
        guard isatty(options.output) == 1 else { throw .notATerminal(reason: "its output is not one") }
        guard let term = options.term, !term.isEmpty else { throw .notATerminal(reason: "TERM is not set") }
        guard term != "dumb" else { throw .notATerminal(reason: "TERM is `dumb`, which cannot place a cursor") }
        return term
    }

    /// Gives the terminal back as it was found and shows what standard error collected; harmless when done twice.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        // Undoes the push of `setTitle`.
        if title != nil { write("\u{1B}[23;2t") }
        ct_close()
    }

    /// Stops this process as Ctrl-Z does; returns when it is continued, with the screen restored.
    public func suspend() {
        guard isOpen else { return }
        ct_stop()
        refit()
    }

    /// Leaves the screen, runs a program on the terminal, such as an editor, and comes back when it ended.
    ///
    /// - Parameter command: the program, looked for in PATH, and its arguments.
    /// - Returns: its exit code, or 128 + the signal that ended it.
    public func runInForeground(_ command: [String]) throws(TerminalError) -> Int32 {
        guard let program = command.first else { throw .cannotRun(program: "", reason: "no command was given") }
        var arguments = command.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        let code = ct_run_in_foreground(&arguments)
        refit()
        guard code >= 0 else { throw .cannotRun(program: program, reason: systemError(-code)) }
        return code
    }

    /// Sets the window's title, if the terminal may have one and it is not that already. `close` brings the old one back.
    public func setTitle(_ title: SafeText) {
        guard isOpen, entry.isXtermLike, title != self.title else { return }
        if self.title == nil { write("\u{1B}[22;2t") }
        self.title = title
        write("\u{1B}]2;\(title.string)\u{1B}\\")
    }

    /// Rings the bell.
    public func bell() { write("\u{07}") }

    /// Asks the terminal to put text on the clipboard (OSC 52, in base64, so that any text is safe).
    ///
    /// - Returns: whether it was asked: not if the terminal is unlike xterm or the text over 74,994 bytes, xterm's own
    ///   limit. Whether it obeyed cannot be known.
    public func copyToClipboard(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard isOpen, entry.isXtermLike, bytes.count <= 74_994 else { return false }
        return write("\u{1B}]52;c;\(Base64.encoded(bytes))\u{1B}\\")
    }

    @discardableResult
    func write(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { ct_write($0.baseAddress, $0.count) }
        }
    }

    /// Takes over the size that the terminal has now; tells of it, in one event, if it is another.
    @discardableResult
    func refit() -> Bool {
        guard ct_refit() else { return false }
        size = TerminalSession.currentSize()
        painted = nil
        events.removeAll { if case .resize = $0 { true } else { false } }
        events.append(.resize(size))
        return true
    }
}

extension TerminalSession {
    static func lookUp(_ term: String) -> TerminalEntry.Description? {
        let found = ct_look_up(term)
        guard found.is_known else { return nil }
        return TerminalEntry.Description(
            colors: Int(found.colors), hasXtermExtensions: found.has_xterm_extensions,
            switchesWrapping: found.switches_wrapping)
    }

    private static func open(
        _ options: TerminalOptions, _ entry: TerminalEntry, wantsDirect: Bool
    ) throws(TerminalError) -> ct_opened {
        var opened = ct_opened()
        let modes = entry.modes(mouse: options.mouse, focus: options.focus)
        let result = withCStrings(entry.name, options.standardErrorFile, modes.on, modes.off) { name, file, on, off in
            var plain = ct_options()
            plain.input = options.input
            plain.output = options.output
            plain.standard_error = options.standardError ?? -1
            plain.standard_error_file = file
            plain.term = name
            plain.wants_direct_colors = wantsDirect
            plain.modes_on = on
            plain.modes_off = off
            plain.discards_late_input = options.mouse || options.focus
            return ct_open(&plain, &opened)
        }
        switch result {
        case CT_OK: return opened
        case CT_ALREADY_OPEN: throw .alreadyOpen
        case CT_NOT_A_TERMINAL: throw .notATerminal(reason: "its output is not one")
        case CT_SYSTEM: throw .system(doing: "taking over the terminal", reason: lastSystemError())
        default: throw .unknownTerminal(term: entry.name)
        }
    }

    private static func deepest(_ opened: ct_opened) -> ColorDepth {
        if opened.has_direct_colors { return .truecolor }
        return ColorDepth.choose(option: nil, noColor: nil, terminalColors: Int(opened.colors), colorTerm: nil)
    }

    private static func currentSize() -> Size {
        var rows: Int32 = 1
        var columns: Int32 = 1
        ct_size(&rows, &columns)
        return Size(columns: Int(columns), rows: Int(rows))
    }
}

/// Four strings as C has them, the second perhaps none, while `body` runs.
private func withCStrings<Result>(
    _ first: String, _ second: String?, _ third: String, _ fourth: String,
    _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>?, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Result
) -> Result {
    first.withCString { first in
        third.withCString { third in
            fourth.withCString { fourth in
                guard let second else { return body(first, nil, third, fourth) }
                return second.withCString { body(first, $0, third, fourth) }
            }
        }
    }
}
