import Canvas
import Foundation
import Testing

@testable import Terminal

/// What opens a terminal: curses and signals belong to the process, so these tests run one after the other.
@Suite(.serialized, .timeLimit(.minutes(2))) enum TerminalSessionTests {
    static func options(_ terminal: PseudoTerminal, _ known: KnownTerminal = KnownTerminal.all[0]) -> TerminalOptions {
        var options = TerminalOptions(environment: ["TERM": known.term, "COLORTERM": known.colorTerm ?? ""])
        options.input = terminal.device
        options.output = terminal.device
        options.standardError = nil
        return options
    }

    /// Opens a terminal of a size and a session on it, and closes both afterwards.
    static func withSession<Result>(
        _ size: Size = Size(columns: 80, rows: 24), _ known: KnownTerminal = KnownTerminal.all[0],
        configure: (inout TerminalOptions) -> Void = { _ in },
        _ body: (TerminalSession, PseudoTerminal) throws -> Result
    ) throws -> Result {
        let terminal = try PseudoTerminal(size: size)
        defer { terminal.end() }
        var options = options(terminal, known)
        configure(&options)
        let session = try TerminalSession(options)
        defer { session.close() }
        return try body(session, terminal)
    }

    /// Where the screen does not show the frame; empty when it does.
    static func differences(
        _ frame: Frame, _ screen: Screen, _ theme: ResolvedTheme, _ known: KnownTerminal
    ) -> [String] {
        var found: [String] = []
        for row in 0..<frame.size.rows {
            for column in 0..<frame.size.columns {
                let point = Point(column: column, row: row)
                guard var cell = frame[point], cell.width > 0 else { continue }
                if column + Int(cell.width) == frame.size.columns { cell.marks = .none }
                // Where curses inserts the last cell, the painter leaves out a wide one just before it.
                let isBeforeCorner = row == frame.size.rows - 1 && column == frame.size.columns - 3 && cell.width == 2
                if isBeforeCorner, known.insertsLastCell { (cell.glyph, cell.marks, cell.width) = (" ", .none, 1) }
                var expected = known.expected(cell, theme[cell.role, cell.layer])
                var seen = screen[point]
                if cell.glyph == " " && cell.marks.isEmpty {
                    // Nobody can see these of a blank, and curses does not send them where it can save it.
                    for path in [\Screen.Seen.isBold, \.isItalic] {
                        (expected[keyPath: path], seen[keyPath: path]) = (false, false)
                    }
                    if !expected.isReversed { (expected.foreground, seen.foreground) = ("", "") }
                }
                if expected != seen { found.append("column \(column) row \(row): expected \(expected), saw \(seen)") }
            }
        }
        return found
    }
}
