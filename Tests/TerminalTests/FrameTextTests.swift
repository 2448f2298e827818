import Canvas
import PlainText
import Testing

@testable import Terminal

@Suite struct FrameTextTests {
    private func theme(_ styles: [StyleRole: ThemeEntry], depth: ColorDepth) -> ResolvedTheme {
        ResolvedTheme(Theme(name: "t", styles: styles), depth: depth)
    }

    private func frame() -> Frame {
        var frame = Frame(size: Size(columns: 20, rows: 2))
        frame.put("on ", at: Point(column: 0, row: 0))
        frame.put("fire", at: Point(column: 3, row: 0), role: .severityCritical)
        frame.put("日本", at: Point(column: 8, row: 0), role: .person)
        return frame
    }

    @Test(arguments: [
        (ColorDepth.truecolor, "on \u{1B}[0;1;38;2;255;136;0;48;2;0;0;40mfire\u{1B}[0m \u{1B}[0;7mX\u{1B}[0m"),
        (.indexed256, "on \u{1B}[0;1;38;5;208;48;5;17mfire\u{1B}[0m \u{1B}[0;7mX\u{1B}[0m"),
        (.ansi16, "on \u{1B}[0;1;91;44mfire\u{1B}[0m \u{1B}[0;7mX\u{1B}[0m"),
        (.mono, "on \u{1B}[0;1;4mfire\u{1B}[0m \u{1B}[0;7mX\u{1B}[0m"),
    ])
    func aStyleIsSwitchedOnWholeAndOffAgain(_ depth: ColorDepth, _ line: String) {
        let fire = ThemeEntry(
            Style(foreground: .rgb(255, 136, 0), background: .rgb(0, 0, 40), attributes: .bold),
            indexed256: Style(foreground: .indexed(208), background: .indexed(17), attributes: .bold),
            ansi16: Style(foreground: .ansi(9), background: .ansi(4), attributes: .bold), mono: [.bold, .underline])
        let theme = theme(
            [.severityCritical: fire, .person: ThemeEntry(Style(attributes: .reverse))], depth: depth)
        let text = FrameText(frame(), theme: theme)
        #expect(text.lines == [line.replacing("X", with: "日本"), ""])
    }

    @Test func plainTextHasNoControlCharacterAndNoBlanksAtTheEnd() {
        #expect(FrameText(plain: frame()).lines == ["on fire 日本", ""])
    }

    @Test func aBackgroundOfItsOwnFillsTheWholeRow() {
        let paper = ThemeEntry(Style(background: .indexed(17)))
        let text = FrameText(Frame(size: Size(columns: 3, rows: 1)), theme: theme([.text: paper], depth: .indexed256))
        #expect(text.lines == ["\u{1B}[0;48;5;17m   \u{1B}[0m"])
    }

    /// Read back by a terminal, the text shows what a session would have painted.
    @Test(arguments: [(ColorDepth.indexed256, 256), (.ansi16, 16), (.mono, 0)])
    func aTerminalShowsTheFrame(_ depth: ColorDepth, _ colors: Int) {
        let known = KnownTerminal(term: "xterm", depth: depth, colors: colors)
        for seed in UInt64(1)...6 {
            var pages = RandomPages(seed: seed)
            let size = pages.size()
            var frame = pages.frame(size)
            // libvterm puts marks of the last column elsewhere.
            frame.fill(Rect(column: size.columns - 1, row: 0, columns: 1, rows: size.rows))
            let theme = ResolvedTheme(pages.theme(), depth: depth)
            let screen = Screen(size: size)
            for (row, line) in FrameText(frame, theme: theme).lines.enumerated() {
                screen.feed(Array("\u{1B}[\(row + 1);1H\(line)".utf8))
            }
            let wrong = TerminalSessionTests.differences(frame, screen, theme, known)
            #expect(wrong.isEmpty, "seed \(seed): \(wrong.prefix(3))")
        }
    }
}
