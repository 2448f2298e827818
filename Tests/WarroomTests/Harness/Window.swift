import Foundation

/// A terminal window with a dashboard in it.
final class Window {
    /// What brings the alternate screen, and what leaves it.
    static let (entering, leaving) = ("\u{1B}[?1049h", "\u{1B}[?1049l")

    let terminal: PseudoTerminal
    let child: Child
    /// The terminal's settings before anything ran in it.
    let settings: [UInt32]

    /// Opens a window of a room and runs `warroom` in it, or a line of the shell.
    init(
        _ room: TestRoom, columns: Int = 120, rows: Int = 32, _ arguments: [String] = [], shell line: String? = nil,
        environment: [String: String] = [:]
    ) throws {
        terminal = try PseudoTerminal(columns: columns, rows: rows)
        settings = terminal.settings
        let words = line.map { ["-c", $0] } ?? arguments
        child = try Child(
            line == nil ? Binary.path : "/bin/sh", words,
            environment: room.environment.merging(["warroom": Binary.path]) { $1 }.merging(environment) { $1 },
            .terminal(path: terminal.path))
    }

    deinit { child.destroy() }

    /// Waits until it shows the room as it is now.
    func waitForRoom() throws {
        try terminal.wait(for: "the room on the screen") { terminal in
            guard child.isRunning else { throw WaitedInVain(description: "the dashboard ended: \(terminal.text)") }
            // The status line may be here before the lines below it.
            return terminal.lines[0].contains("●") && !terminal.shows("connecting to the room")
        }
    }

    /// Waits until the program has ended, and says in which respects the terminal is not as it was before.
    func differencesAfterEnd() throws -> [String] {
        try terminal.wait(for: "the dashboard to end") { _ in !child.isRunning }
        terminal.pump()
        var found: [String] = []
        if terminal.settings != settings {
            found.append("the settings are \(terminal.settings), they were \(settings)")
        }
        let (entered, left) = (terminal.lastPlace(of: Self.entering), terminal.lastPlace(of: Self.leaving))
        if let entered, left ?? 0 < entered { found.append("the alternate screen was not left") }
        for (on, off) in [
            ("\u{1B}[?2004h", "\u{1B}[?2004l"), ("\u{1B}[?1002h", "\u{1B}[?1002l"), ("\u{1B}[?2026h", "\u{1B}[?2026l"),
            ("\u{1B}[?25l", "\u{1B}[?25h"),
        ] {
            guard let start = terminal.lastPlace(of: on) else { continue }
            let end = [
                terminal.lastPlace(of: off),
                on.hasSuffix("?25l") ? terminal.lastPlace(of: "\u{1B}[?12l\u{1B}[?25h") : nil,
            ].compactMap(\.self).max()
            if end ?? 0 < start { found.append("\(on.debugDescription) was not taken back") }
        }
        return found
    }
}
