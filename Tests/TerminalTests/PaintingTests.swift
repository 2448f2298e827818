import Canvas
import PlainText
import Testing

@testable import Terminal

extension TerminalSessionTests {
    @Suite struct Painting {
        @Test(arguments: KnownTerminal.all) func theScreenShowsTheFrame(known: KnownTerminal) throws {
            for seed in UInt64(1)...6 {
                var pages = RandomPages(seed: seed)
                let size = pages.size()
                try withSession(size, known) { session, terminal in
                    #expect(session.depth == known.depth)
                    #expect(session.colors == known.colors)
                    let theme = ResolvedTheme(pages.theme(), depth: session.depth)
                    let screen = Screen(size: size)
                    var frame = pages.frame(size)
                    for step in 0..<25 {
                        session.paint(frame, theme: theme)
                        screen.feed(try terminal.output())
                        let wrong = differences(frame, screen, theme, known)
                        #expect(wrong.isEmpty, "seed \(seed), step \(step): \(wrong.prefix(3))")
                        for _ in 0..<Int.random(in: 0...6, using: &pages.generator) { pages.change(&frame) }
                    }
                }
            }
        }

        @Test(arguments: KnownTerminal.all) func theScreenShowsTheFrameAfterEveryResize(known: KnownTerminal) throws {
            for seed in UInt64(1)...3 {
                var pages = RandomPages(seed: seed)
                var size = pages.size()
                try withSession(size, known) { session, terminal in
                    let theme = ResolvedTheme(pages.theme(), depth: session.depth)
                    let screen = Screen(size: size)
                    for step in 0..<12 {
                        let frame = pages.frame(size)
                        session.paint(frame, theme: theme)
                        screen.feed(try terminal.output())
                        let wrong = differences(frame, screen, theme, known)
                        #expect(wrong.isEmpty, "seed \(seed), step \(step), \(size): \(wrong.prefix(3))")
                        let before = size
                        size = pages.size()
                        screen.resize(to: size)
                        terminal.resize(to: size)
                        let reasons = session.waitForInput(until: .now + .seconds(5))
                        #expect(reasons == (size == before ? .deadline : .resized))
                        #expect(session.nextEvents() == (size == before ? [] : [.resize(size)]))
                        #expect(session.size == size)
                    }
                }
            }
        }

        @Test(arguments: KnownTerminal.all) func anEqualFrameWritesNothing(known: KnownTerminal) throws {
            try withSession(Size(columns: 80, rows: 24), known) { session, terminal in
                var pages = RandomPages(seed: 7)
                let frame = pages.frame(session.size)
                let theme = ResolvedTheme(pages.theme(), depth: session.depth)
                session.paint(frame, theme: theme)
                let first = try terminal.output()
                #expect(!first.isEmpty)
                session.paint(frame, theme: theme)
                var samePages = RandomPages(seed: 7)
                session.paint(samePages.frame(session.size), theme: theme)
                let then = try terminal.output()
                #expect(then == [])
            }
        }

        @Test(arguments: KnownTerminal.all) func oneChangedCellWritesFewBytes(known: KnownTerminal) throws {
            try withSession(Size(columns: 120, rows: 32), known) { session, terminal in
                var pages = RandomPages(seed: 8)
                var theme = Theme(name: "calm")
                theme.styles[.text] = ThemeEntry(Style(foreground: .rgb(0xF3, 0x8B, 0xA8), attributes: .bold))
                var frame = Frame(size: session.size)
                // Two 24-bit colours take 36 bytes by themselves.
                let isDirect = known.depth == .truecolor
                for (theme, limit) in [(theme, isDirect ? 48 : 40), (pages.theme(), isDirect ? 72 : 56)] {
                    let resolved = ResolvedTheme(theme, depth: session.depth)
                    session.paint(frame, theme: resolved)
                    _ = try terminal.output()
                    for digit: SafeText in ["1", "2", "3", "4", "5", "6", "7", "8", "9"] {
                        let point = Point(
                            column: .random(in: 0..<120, using: &pages.generator),
                            row: .random(in: 0..<31, using: &pages.generator))
                        frame.put(digit, at: point)
                        session.paint(frame, theme: resolved)
                        let written = try terminal.output()
                        let text = String(decoding: written, as: UTF8.self).debugDescription
                        #expect(text.contains(digit.string))
                        #expect(written.count <= limit, "\(written.count) bytes: \(text)")
                    }
                }
            }
        }

        @Test func onlySeveralRowsAreWrappedInOneUpdate() throws {
            try withSession { session, terminal in
                let theme = ResolvedTheme(Theme(name: "none"), depth: session.depth)
                var frame = Frame(size: session.size)
                session.paint(frame, theme: theme)
                let first = String(decoding: try terminal.output(), as: UTF8.self)
                #expect(first.contains("\u{1B}[?2026h") && first.hasSuffix("\u{1B}[?2026l"))
                frame.put("one row", at: Point(column: 3, row: 3))
                session.paint(frame, theme: theme)
                let second = String(decoding: try terminal.output(), as: UTF8.self)
                #expect(second.contains("one row") && !second.contains("2026"))
            }
        }

        @Test(arguments: ["linux", "vt100"]) func oldTerminalsGetNoPrivateModesOfXterm(term: String) throws {
            let known = try #require(KnownTerminal.all.first { $0.term == term })
            try withSession(Size(columns: 40, rows: 10), known, configure: { $0.mouse = true }) { session, terminal in
                session.setTitle("SEV1 INC-12")
                #expect(!session.copyToClipboard("INC-12"))
                session.paint(
                    Frame(size: session.size), theme: ResolvedTheme(Theme(name: "none"), depth: session.depth))
                session.close()
                let written = String(decoding: try terminal.output(), as: UTF8.self)
                for sequence in ["?2026", "?2004", "?1002", "?1006", "\u{1B}]"] {
                    #expect(!written.contains(sequence), "\(sequence)")
                }
            }
        }

        @Test func theCursorStandsWhereTheFrameSaysAndIsHiddenOtherwise() throws {
            try withSession { session, terminal in
                let screen = Screen(size: session.size)
                let theme = ResolvedTheme(Theme(name: "none"), depth: session.depth)
                var frame = Frame(size: session.size)
                frame.cursor = Point(column: 9, row: 23)
                frame.put(": ack", at: Point(column: 0, row: 23))
                session.paint(frame, theme: theme)
                var written = try terminal.output()
                screen.feed(written)
                #expect(screen.cursor == Point(column: 9, row: 23))
                #expect(String(decoding: written, as: UTF8.self).hasSuffix("?25h"))
                frame.cursor = Point(column: 4, row: 2)
                session.paint(frame, theme: theme)
                screen.feed(try terminal.output())
                #expect(screen.cursor == Point(column: 4, row: 2))
                frame.cursor = nil
                session.paint(frame, theme: theme)
                written = try terminal.output()
                #expect(String(decoding: written, as: UTF8.self).contains("?25l"))
            }
        }

        @Test func anotherThemeRepaintsWithoutClearing() throws {
            try withSession(Size(columns: 30, rows: 4)) { session, terminal in
                let screen = Screen(size: session.size)
                var pages = RandomPages(seed: 12)
                let frame = pages.frame(session.size)
                for _ in 0..<5 {
                    let theme = ResolvedTheme(pages.theme(), depth: session.depth)
                    session.paint(frame, theme: theme)
                    screen.feed(try terminal.output())
                    let wrong = differences(frame, screen, theme, KnownTerminal.all[0])
                    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
                }
            }
        }

        @Test func aFrameOfAnotherSizeIsCutOrLeavesTheRestBlank() throws {
            try withSession(Size(columns: 11, rows: 3)) { session, terminal in
                let screen = Screen(size: session.size)
                let theme = ResolvedTheme(Theme(name: "none"), depth: session.depth)
                var large = Frame(size: Size(columns: 40, rows: 9))
                for row in 0..<9 { large.put("界界界界界界界界界界", at: Point(column: 0, row: row)) }
                session.paint(large, theme: theme)
                screen.feed(try terminal.output())
                #expect(screen.text(row: 2, columns: 10).hasPrefix("界"))
                #expect(screen[Point(column: 10, row: 2)].scalars == [0x20])
                var small = Frame(size: Size(columns: 2, rows: 1))
                small.put("ab", at: Point(column: 0, row: 0))
                session.paint(small, theme: theme)
                screen.feed(try terminal.output())
                #expect(screen.text(row: 0, columns: 11) == "ab         ")
                #expect(screen.text(row: 2, columns: 11) == "           ")
            }
        }

        @Test func redrawBringsBackWhatAStrangerOverwrote() throws {
            try withSession { session, terminal in
                let screen = Screen(size: session.size)
                var pages = RandomPages(seed: 13)
                let frame = pages.frame(session.size)
                let theme = ResolvedTheme(pages.theme(), depth: session.depth)
                session.paint(frame, theme: theme)
                screen.feed(try terminal.output())
                screen.feed(Array("\u{1B}[1;1H\u{1B}[mWALL: the printer is on fire".utf8))
                session.redraw()
                screen.feed(try terminal.output())
                #expect(differences(frame, screen, theme, KnownTerminal.all[0]).isEmpty)
            }
        }
    }
}
