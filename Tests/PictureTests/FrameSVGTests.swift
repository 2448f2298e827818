import Canvas
import PlainText
import Settings
import Testing

struct FrameSVGTests {
    private func theme(_ name: String) throws -> ResolvedTheme {
        ResolvedTheme(try ThemeLibrary(directories: []).theme(name), depth: .truecolor)
    }

    private func picture(_ frame: Frame, _ name: String = "dark") throws -> String {
        FrameSVG(frame, theme: try theme(name), title: "a <title>").text
    }

    private func written(_ text: SafeText, _ role: StyleRole = .text, layer: Layer = .plain) -> Frame {
        var frame = Frame(size: Size(columns: 20, rows: 1))
        frame.put(text, at: Point(column: 0, row: 0), role: role, layer: layer)
        return frame
    }

    @Test func whatAlertsSayIsNoMarkup() throws {
        let text = try picture(written(SafeText.cell("<a href=\"x\">&</a>")))
        #expect(text.contains("&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;"))
        #expect(text.contains("<title>a &lt;title&gt;</title>"))
        #expect(!text.contains("<a "))
        #expect(FrameSVG.escaped("\u{1}\u{FFFF}".unicodeScalars) == "\u{FFFD}\u{FFFD}")
    }

    @Test func wordsKeepTheirColumns() throws {
        let text = try picture(written("one two   three"))
        #expect(text.contains("<text x=\"14\" y=\"27.2\" textLength=\"58.8\" lengthAdjust=\"spacingAndGlyphs\""))
        #expect(text.contains(">one two</text>"))
        #expect(text.contains("<text x=\"98\" y=\"27.2\" textLength=\"42\" lengthAdjust=\"spacingAndGlyphs\""))
        #expect(text.contains(">three</text>"))
    }

    /// A sign's width differs from font to font: it must not press the letters beside it.
    @Test func signsAndWideLettersStandAlone() throws {
        let text = try picture(written("a✓b 中c"))
        for word in ["a", "✓", "b", "中", "c"] { #expect(text.contains(">\(word)</text>"), "\(word)") }
        #expect(text.contains("textLength=\"16.8\""))
    }

    @Test func bordersAreLinesThatMeet() throws {
        var frame = Frame(size: Size(columns: 3, rows: 3))
        frame.box(Rect(column: 0, row: 0, columns: 3, rows: 3), glyphs: .unicode)
        let text = try picture(frame)
        #expect(!text.contains("<text"))
        // The corner ends where the side begins.
        #expect(text.contains("M22.4 23Q18.2 23 18.2 32"))
        #expect(text.contains("M18.2 32V50"))
    }

    @Test func attributesAreHonoured() throws {
        let strong = try picture(written("x", .textStrong))
        #expect(strong.contains("font-weight=\"bold\""))
        #expect(try picture(written("x", .link)).contains("text-decoration=\"underline\""))
        let (plain, marked) = (try picture(written("x")), try picture(written("x", layer: .selected)))
        #expect(plain.matches(of: /<rect/).count + 1 == marked.matches(of: /<rect/).count)
    }

    /// Reversed letters have the colour of the paper.
    @Test func reversalExchangesTheColours() {
        let style = Style(foreground: .rgb(1, 2, 3), background: .rgb(4, 5, 6), attributes: [.reverse, .dim])
        let look = CellLook(style)
        #expect(look.letters == "#040506" && look.behind == "#010203" && look.isDim)
    }

    @Test func everyGlyphOfTheChromeThatTouchesAnotherIsDrawn() {
        let drawn: [Glyph] = [
            .horizontal, .vertical, .cross, .cornerTopLeft, .cornerTopRight, .cornerBottomLeft, .cornerBottomRight,
            .teeRight, .teeLeft, .teeDown, .teeUp, .divider,
        ]
        for glyph in drawn {
            #expect(LineSign.path(GlyphSet.unicode.scalar(glyph), x: 0, y: 0) != nil, "\(glyph)")
        }
        for glyph in [Glyph.selected, .bar1, .bar8, .filled, .unfilled] {
            #expect(LineSign.block(GlyphSet.unicode.scalar(glyph), x: 0, y: 0) != nil, "\(glyph)")
        }
        #expect(LineSign.path("a", x: 0, y: 0) == nil && LineSign.block("a", x: 0, y: 0) == nil)
    }
}
