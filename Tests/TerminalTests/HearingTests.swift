import Canvas
import Dispatch
import Foundation
import Glibc
import Testing

@testable import Terminal

extension TerminalSessionTests {
    @Suite struct Hearing {
        /// The events up to a `Q`, which is typed behind the text.
        private func events(_ session: TerminalSession, _ terminal: PseudoTerminal, typing text: String) -> [InputEvent]
        {
            terminal.type(text + "Q")
            var events: [InputEvent] = []
            while events.last != .key(.character("Q")) {
                guard session.waitForInput(until: .now + .seconds(5)).contains(.input) else { break }
                events += session.nextEvents()
            }
            return events.dropLast()
        }

        @Test(arguments: KnownTerminal.all) func keysAreHeardOnEveryTerminal(known: KnownTerminal) throws {
            try withSession(Size(columns: 80, rows: 24), known) { session, terminal in
                #expect(
                    events(session, terminal, typing: "j\u{1B}[A\u{1B}OB\u{1B}[Z\u{3}\u{1A}\r\u{1B}[15~") == [
                        .key(.character("j")), .key(.up), .key(.down), .key(.backTab), .key(.control("c")),
                        .key(.control("z")), .key(.enter),
                        .key(.function(5)),
                    ])
                #expect(events(session, terminal, typing: "\u{1B}[200~a\rb\u{1B}[201~") == [.paste("a\nb")])
                #expect(
                    events(session, terminal, typing: "\u{1B}[<0;299;5M")
                        == [.mouse(MouseEvent(.press(.left), at: Point(column: 298, row: 4)))])
                #expect(
                    events(session, terminal, typing: "\u{1B}[99;9Xq\u{1B}]11;rgb:0/0/0\u{7}") == [
                        .key(.character("q"))
                    ])
            }
        }

        @Test func aLoneEscapeIsHeardAfterItsDelay() throws {
            try withSession { session, terminal in
                terminal.type("\u{1B}")
                #expect(session.waitForInput(until: .now + .seconds(5)) == .input)
                #expect(session.nextEvents() == [])
                let start = ContinuousClock.now
                #expect(session.waitForInput(until: .now + .seconds(5)) == .input)
                #expect(ContinuousClock.now - start < .seconds(1))
                #expect(session.nextEvents() == [.key(.escape)])
            }
        }

        @Test func aSequenceMayComeInPieces() throws {
            try withSession(configure: { $0.escapeDelay = .seconds(5) }) { session, terminal in
                for piece in ["\u{1B}", "[", "1;", "1"] {
                    terminal.type(piece)
                    #expect(session.waitForInput(until: .now + .seconds(5)) == .input)
                    #expect(session.nextEvents() == [])
                }
                #expect(events(session, terminal, typing: "A") == [.key(.up)])
            }
        }

        @Test func aLargePasteArrivesWhole() throws {
            try withSession { session, terminal in
                let text = String(repeating: "0123456789abcde\n", count: 20_000)
                // The device holds a few kilobytes, so somebody has to type while it is read.
                DispatchQueue.global().async { terminal.type("\u{1B}[200~" + text + "\u{1B}[201~") }
                var events: [InputEvent] = []
                while events.isEmpty {
                    guard session.waitForInput(until: .now + .seconds(5)).contains(.input) else { break }
                    events += session.nextEvents()
                }
                #expect(events == [.paste(text)])
            }
        }

        @Test func theMouseAndTheFocusAreAskedForOnlyWhenWanted() throws {
            for isWanted in [false, true] {
                try withSession(configure: { ($0.mouse, $0.focus) = (isWanted, isWanted) }) { session, terminal in
                    let opened = String(decoding: try terminal.output(), as: UTF8.self)
                    #expect(opened.contains("\u{1B}[?2004h"))
                    for mode in ["1002h", "1006h", "1004h"] { #expect(opened.contains(mode) == isWanted) }
                }
            }
        }

        @Test func theDeadlineWakes() throws {
            try withSession { session, _ in
                let deadline = ContinuousClock.now + .milliseconds(20)
                #expect(session.waitForInput(until: deadline) == .deadline)
                #expect(ContinuousClock.now >= deadline)
                #expect(session.waitForInput(until: .now - .seconds(9)) == .deadline)
            }
        }

        @Test func waitingTakesNoProcessorTime() throws {
            try withSession { session, _ in
                var before = timespec()
                var after = timespec()
                clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before)
                #expect(session.waitForInput(until: .now + .milliseconds(300)) == .deadline)
                clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after)
                let nanoseconds = (after.tv_sec - before.tv_sec) * 1_000_000_000 + after.tv_nsec - before.tv_nsec
                #expect(nanoseconds < 5_000_000)
            }
        }

        @Test func anotherThreadWakesTheWaitingOne() throws {
            let wake = try WakeSignal()
            try withSession { session, _ in
                DispatchQueue.global().async {
                    wake.signal()
                    wake.signal()
                }
                #expect(session.waitForInput(wake: wake, until: .now + .seconds(5)) == .woken)
            }
        }

        @Test(arguments: [
            (SIGTERM, WakeReasons.terminate), (SIGINT, .terminate), (SIGTSTP, .suspend), (SIGHUP, .hangUp),
        ])
        func signalsComeThroughTheLoop(number: Int32, reason: WakeReasons) throws {
            try withSession { session, _ in
                kill(getpid(), number)
                #expect(session.waitForInput(until: .now + .seconds(5)) == reason)
            }
        }

        @Test func severalResizesAreOneEvent() throws {
            try withSession { session, terminal in
                for columns in 90...99 { terminal.resize(to: Size(columns: columns, rows: 30)) }
                #expect(session.waitForInput(until: .now + .seconds(5)) == .resized)
                #expect(session.nextEvents() == [.resize(Size(columns: 99, rows: 30))])
                terminal.resize(to: Size(columns: 99, rows: 30))
                #expect(session.waitForInput(until: .now + .milliseconds(50)) == .deadline)
            }
        }

        @Test func aClosedWindowIsAHangUpThatStays() throws {
            try withSession { session, terminal in
                terminal.hangUp()
                #expect(session.waitForInput(until: .now + .seconds(5)).contains(.hangUp))
                #expect(session.waitForInput() == .hangUp)
                session.paint(
                    Frame(size: session.size), theme: ResolvedTheme(Theme(name: "none"), depth: session.depth))
                #expect(session.nextEvents() == [])
            }
        }

        @Test func whatWasTypedBeforeTheWindowClosedIsHeard() throws {
            try withSession { session, terminal in
                #expect(events(session, terminal, typing: "a") == [.key(.character("a"))])
                terminal.hangUp()
                #expect(session.nextEvents() == [])
                // Whether the read before saw the closing already is a matter of moments.
                #expect(session.waitForInput().contains(.hangUp))
                #expect(session.waitForInput() == .hangUp)
            }
        }
    }
}
