import Canvas
import Foundation
import Glibc
import Testing

@testable import Terminal

extension TerminalSessionTests {
    /// Each crash happens in a process of its own; its terminal is ours, so we see what it leaves behind.
    @Suite struct Crashing {
        private static let reset =
            "\u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?1004l\u{1B}[?2004l\u{1B}[?7h\u{1B}[0m\u{1B}(B"
            + "\u{1B}[?1l\u{1B}>\u{1B}[?25h\u{1B}[?1049l"

        /// Draws on the terminal at a path, with standard error on it too, as in a user's shell.
        static func draw(on path: String) throws -> TerminalSession {
            let device = open(path, O_RDWR | O_NOCTTY)
            dup2(device, 2)
            var options = TerminalOptions(environment: ["TERM": "xterm-256color"])
            (options.input, options.output) = (device, device)
            let session = try TerminalSession(options)
            session.paint(Frame(size: session.size), theme: ResolvedTheme(Theme(name: "none"), depth: session.depth))
            return session
        }

        private func check(_ terminal: PseudoTerminal, _ before: [UInt32], words: String? = nil) throws {
            let left = String(decoding: try terminal.output(), as: UTF8.self)
            let end = try #require(left.range(of: Crashing.reset, options: .backwards), "\(left.debugDescription)")
            #expect(left.contains("\u{1B}[?1049h"))
            #expect(terminal.settings == before)
            guard let words else { return }
            #expect(left[end.upperBound...].contains(words), "\(left[end.upperBound...])")
            #expect(!left[..<end.lowerBound].contains(words))
        }

        @Test func aTrapGivesTheTerminalBackAndItsWordsAreSeen() async throws {
            let terminal = try PseudoTerminal(size: Size(columns: 80, rows: 24))
            defer { terminal.end() }
            let before = terminal.settings
            await #expect(processExitsWith: .failure) { [path = terminal.path as String] in
                let session = try Crashing.draw(on: path)
                fatalError("the reducer met \(session.size)")
            }
            try check(terminal, before, words: "the reducer met")
        }

        @Test func aCrashOnAnotherThreadDoesToo() async throws {
            let terminal = try PseudoTerminal(size: Size(columns: 80, rows: 24))
            defer { terminal.end() }
            let before = terminal.settings
            await #expect(processExitsWith: .signal(SIGSEGV)) { [path = terminal.path as String] in
                let session = try Crashing.draw(on: path)
                Thread.detachNewThread { raise(SIGSEGV) }
                _ = session.waitForInput(until: .now + .seconds(20))
            }
            try check(terminal, before)
        }

        @Test(arguments: [SIGABRT, SIGQUIT, SIGILL, SIGTRAP]) func whatKillsIsStillWhatKilled(number: Int32)
            async throws
        {
            let terminal = try PseudoTerminal(size: Size(columns: 80, rows: 24))
            defer { terminal.end() }
            let before = terminal.settings
            await #expect(processExitsWith: .signal(number)) {
                [path = terminal.path as String, number = number as Int32] in
                let session = try Crashing.draw(on: path)
                kill(getpid(), number)
                _ = session.waitForInput(until: .now + .seconds(20))
            }
            try check(terminal, before)
        }
    }
}
