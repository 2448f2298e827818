import Canvas
import Foundation
import Glibc
import PlainText
import Testing

@testable import Terminal

extension TerminalSessionTests {
    @Suite struct Lifecycle {
        private func text(_ terminal: PseudoTerminal) throws -> String {
            String(decoding: try terminal.output(), as: UTF8.self)
        }

        @Test(arguments: KnownTerminal.all) func closingGivesEverythingBack(known: KnownTerminal) throws {
            let terminal = try PseudoTerminal(size: Size(columns: 80, rows: 24))
            defer { terminal.end() }
            let before = terminal.settings
            var options = options(terminal, known)
            options.mouse = true
            options.focus = true
            let session = try TerminalSession(options)
            #expect(terminal.settings != before)
            var pages = RandomPages(seed: 3)
            session.paint(pages.frame(session.size), theme: ResolvedTheme(pages.theme(), depth: session.depth))
            let drawn = try text(terminal)
            session.close()
            let closing = try text(terminal)
            #expect(terminal.settings == before)
            if session.entry.isXtermLike {
                #expect(closing.hasPrefix("\u{1B}[?1002l\u{1B}[?1006l\u{1B}[?1004l\u{1B}[?2004l"))
                #expect(drawn.contains("\u{1B}[?1049h"))
                #expect(closing.contains("\u{1B}[?1049l"))
            }
            if known.term != "vt100" { #expect(closing.contains("?25h")) }
            session.close()
            let again = try text(terminal)
            #expect(again.isEmpty)
        }

        @Test func afterClosingTheSignalsAreTheirOwnersAgain() throws {
            var before = sigaction()
            var after = sigaction()
            for number in [SIGTERM, SIGHUP, SIGWINCH, SIGSEGV, SIGILL] {
                sigaction(number, nil, &before)
                try withSession { _, _ in }
                sigaction(number, nil, &after)
                #expect(
                    unsafeBitCast(before.__sigaction_handler, to: Int.self)
                        == unsafeBitCast(after.__sigaction_handler, to: Int.self))
            }
        }

        @Test func thereIsOneSessionAtATime() throws {
            try withSession { session, terminal in
                #expect(throws: TerminalError.alreadyOpen) { try TerminalSession(options(terminal)) }
                session.paint(
                    Frame(size: session.size), theme: ResolvedTheme(Theme(name: "none"), depth: session.depth))
            }
            try withSession { session, _ in #expect(session.size == Size(columns: 80, rows: 24)) }
        }

        @Test func withoutATerminalItRefusesAndNamesTheWayOut() throws {
            let terminal = try PseudoTerminal(size: Size(columns: 80, rows: 24))
            defer { terminal.end() }
            var pipes: [Int32] = [-1, -1]
            try #require(pipe(&pipes) == 0)
            defer { pipes.forEach { close($0) } }
            var cases: [(TerminalOptions, String)] = []
            var changed = options(terminal)
            changed.output = pipes[1]
            cases.append((changed, "its output is not one"))
            for (term, reason) in [(nil, "TERM is not set"), ("", "TERM is not set"), ("dumb", "TERM is `dumb`")]
                as [(String?, String)]
            {
                var changed = options(terminal)
                changed.term = term
                cases.append((changed, reason))
            }
            for (refused, reason) in cases {
                let error = #expect(throws: TerminalError.self) { try TerminalSession(refused) }
                let sentence = error?.description ?? ""
                #expect(sentence.contains(reason) && sentence.contains("--plain"), "\(sentence)")
            }
        }

        @Test func anUnknownTerminalIsDrawnAsACommonOneAndSaysSo() throws {
            try withSession(configure: { $0.term = "xterm-kitty-of-tomorrow" }) { session, _ in
                #expect(session.colors == 256)
                #expect(
                    session.notice?.string == "xterm-kitty-of-tomorrow is unknown here, drawing as for xterm-256color")
            }
            try withSession { session, _ in #expect(session.notice == nil) }
        }

        @Test func theDepthIsNeverMoreThanTheTerminalHas() throws {
            for (term, asked, depth) in [
                ("vt100", ColorDepth.truecolor, ColorDepth.mono), ("linux", .indexed256, .ansi16),
                ("xterm", .truecolor, .truecolor),
                ("xterm", .indexed256, .indexed256), ("xterm-256color", .ansi16, .ansi16),
                ("tmux-256color", .mono, .mono),
            ] {
                try withSession(configure: { ($0.term, $0.color) = (term, asked) }) { session, _ in
                    #expect(session.depth == depth)
                }
            }
            try withSession(configure: { $0.noColor = "1" }) { session, _ in #expect(session.depth == .mono) }
        }

        @Test func theEnvironmentSaysWhatTheTerminalIs() {
            let options = TerminalOptions(environment: [
                "TERM": "foot", "COLORTERM": "24bit", "NO_COLOR": "", "ESCDELAY": "100", "LINES": "3",
            ])
            #expect(options.term == "foot" && options.colorTerm == "24bit" && options.noColor == "")
            #expect(options.escapeDelay == .milliseconds(100))
            #expect(TerminalOptions(environment: ["ESCDELAY": "-3"]).escapeDelay == .milliseconds(25))
        }

        @Test func theEnvironmentIsLeftAsItWas() throws {
            let before = getenv("TERMINFO").map { String(cString: $0) }
            try withSession(Size(columns: 9, rows: 9), KnownTerminal.all[4]) { session, _ in
                #expect(session.depth == .truecolor)
                #expect(getenv("TERMINFO").map { String(cString: $0) } == before)
            }
        }

        @Test(arguments: [true, false]) func standardErrorIsSetAsideAndShownAfter(inFile: Bool) throws {
            let other = try PseudoTerminal(size: Size(columns: 80, rows: 24))
            defer { other.end() }
            let path = NSTemporaryDirectory() + "warroom-stderr-\(getpid())"
            try "before\n".write(toFile: path, atomically: true, encoding: .utf8)
            defer { unlink(path) }
            try withSession(configure: {
                ($0.standardError, $0.standardErrorFile) = (other.device, inFile ? path : nil)
            }) { session, _ in
                let words = "library: odd \u{1B}[31mthing\n"
                _ = write(other.device, words, words.utf8.count)
                session.close()
            }
            let shown = String(decoding: try other.output(), as: UTF8.self)
            #expect(shown == "library: odd ?[31mthing\r\n")
            let kept = try String(contentsOfFile: path, encoding: .utf8)
            #expect(kept == (inFile ? "before\nlibrary: odd \u{1B}[31mthing\n" : "before\n"))
        }

        @Test func onlyTheEndOfALongStandardErrorIsShown() throws {
            let other = try PseudoTerminal(size: Size(columns: 80, rows: 24))
            defer { other.end() }
            try withSession(configure: { $0.standardError = other.device }) { session, _ in
                for number in 0..<2000 {
                    let line = "line \(number)\n"
                    _ = write(other.device, line, line.utf8.count)
                }
                session.close()
            }
            let lines = String(decoding: try other.output(), as: UTF8.self).split(separator: "\r\n")
            #expect(lines.last == "line 1999")
            #expect(lines.count > 300 && lines.count < 500)
            #expect(lines.first.map { $0.hasPrefix("line ") } == true)
        }

        @Test func titleBellAndClipboardGoPastThePage() throws {
            try withSession { session, terminal in
                _ = try text(terminal)
                session.setTitle("SEV1 INC-12")
                session.setTitle("SEV1 INC-12")
                session.bell()
                #expect(session.copyToClipboard("INC-12 \u{1B}]0;x\u{7}"))
                #expect(!session.copyToClipboard(String(repeating: "x", count: 100_000)))
                let sent = try text(terminal)
                #expect(sent == "\u{1B}[22;2t\u{1B}]2;SEV1 INC-12\u{1B}\\\u{7}\u{1B}]52;c;SU5DLTEyIBtdMDt4Bw==\u{1B}\\")
                session.close()
                let closing = try text(terminal)
                #expect(closing.hasPrefix("\u{1B}[23;2t"))
            }
        }

        @Test func aProgramRunsInTheForegroundAndTheScreenComesBack() throws {
            try withSession { session, terminal in
                let screen = Screen(size: session.size)
                let theme = ResolvedTheme(Theme(name: "none"), depth: session.depth)
                var frame = Frame(size: session.size)
                frame.put("the board", at: Point(column: 0, row: 0))
                session.paint(frame, theme: theme)
                let raw = terminal.settings
                screen.feed(try terminal.output())
                let code = try session.runInForeground(["sh", "-c", "echo edited; stty -a | grep -o -w icanon; exit 7"])
                #expect(code == 7)
                let during = try terminal.output()
                #expect(String(decoding: during, as: UTF8.self).contains("edited\r\nicanon\r\n"))
                screen.feed(during)
                #expect(screen.text(row: 0, columns: 9) == "the board")
                #expect(terminal.settings == raw)
                session.paint(frame, theme: theme)
                let after = try terminal.output()
                #expect(after == [])
                #expect(try session.runInForeground(["sh", "-c", "kill -9 $$"]) == 137)
            }
        }

        @Test func aProgramThatDoesNotExistIsNamed() throws {
            try withSession { session, _ in
                let error = #expect(throws: TerminalError.self) { try session.runInForeground(["no-such-editor"]) }
                #expect(error?.description == "`no-such-editor` could not be started: No such file or directory")
                #expect(throws: TerminalError.self) { try session.runInForeground([]) }
            }
        }

        @Test func aSizeThatChangedDuringAProgramIsTold() throws {
            try withSession { session, terminal in
                let code = try session.runInForeground(["stty", "cols", "100", "rows", "40"])
                let said = try text(terminal)
                #expect(code == 0, "\(said)")
                #expect(session.size == Size(columns: 100, rows: 40))
                #expect(session.nextEvents() == [.resize(Size(columns: 100, rows: 40))])
            }
        }
    }
}
