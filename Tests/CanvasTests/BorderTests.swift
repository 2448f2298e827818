import Canvas
import PlainText
import Testing

@Suite struct BorderTests {
    private func rows(_ frame: Frame) -> [String] {
        (0..<frame.size.rows).map { row in frame.row(row).map { String($0.glyph) }.joined() }
    }

    @Test func panesThatTouchGrowTheRightJunctions() {
        let size = Size(columns: 12, rows: 7)
        var mask = BorderMask(size: size)
        mask.box(Rect(column: 0, row: 0, columns: 6, rows: 5))
        mask.box(Rect(column: 6, row: 0, columns: 6, rows: 3), focused: true)
        mask.box(Rect(column: 6, row: 2, columns: 6, rows: 3))
        mask.box(Rect(column: 0, row: 4, columns: 12, rows: 3))
        var frame = Frame(size: size)
        mask.draw(on: &frame, glyphs: .unicode)
        #expect(
            rows(frame) == [
                "╭────╮╭────╮",
                "│    ││    │",
                "│    │├────┤",
                "│    ││    │",
                "├────┴┴────┤",
                "│          │",
                "╰──────────╯",
            ])
        #expect(frame[Point(column: 6, row: 2)]?.role == .borderFocused)
        #expect(frame[Point(column: 6, row: 3)]?.role == .border)
        var plain = Frame(size: size)
        mask.draw(on: &plain, glyphs: .ascii)
        #expect(rows(plain)[4] == "+----++----+")
    }

    @Test func linesCrossAndTeesPointTheirWays() {
        let size = Size(columns: 5, rows: 5)
        var mask = BorderMask(size: size)
        mask.box(size.bounds)
        mask.horizontal(row: 2, from: 0, to: 4)
        mask.vertical(column: 2, from: 0, to: 4)
        var frame = Frame(size: size)
        mask.draw(on: &frame, glyphs: .unicode)
        #expect(rows(frame) == ["╭─┬─╮", "│ │ │", "├─┼─┤", "│ │ │", "╰─┴─╯"])
    }

    @Test func linesBeyondThePageAreCutWithoutEnds() {
        let size = Size(columns: 4, rows: 3)
        var mask = BorderMask(size: size)
        mask.box(Rect(column: -2, row: -1, columns: 4, rows: 3))
        mask.horizontal(row: 9, from: 0, to: 3)
        mask.horizontal(row: 0, from: .min, to: -1)
        mask.horizontal(row: 0, from: 4, to: .max)
        mask.vertical(column: 3, from: .min, to: .max)
        var frame = Frame(size: size)
        mask.draw(on: &frame, glyphs: .unicode)
        #expect(rows(frame) == [" │ │", "─╯ │", "   │"])
    }

    @Test func aBoxOfOneRowOrColumnIsALine() {
        for (rect, expected) in [
            (Rect(column: 0, row: 1, columns: 3, rows: 1), ["   ", "───", "   "]),
            (Rect(column: 1, row: 0, columns: 1, rows: 3), [" │ ", " │ ", " │ "]),
            (Rect(column: 1, row: 1, columns: 1, rows: 1), ["   ", "   ", "   "]),
        ] {
            var frame = Frame(size: Size(columns: 3, rows: 3))
            frame.box(rect, glyphs: .unicode)
            #expect(rows(frame) == expected)
        }
    }

    @Test(arguments: [
        "╭ 1 Alerts ─ 12 ─ /api ─╮", "╭ 1 Alerts ─ 12 ───────╮", "╭ 1 Alerts ─ 1…╮", "╭ 1 Alerts ─ …╮", "╭ 1 Ale…╮",
        "╭ …╮", "╭…╮", "╭╮",
    ])
    func titlesAreCutFromTheRight(top: String) {
        var frame = Frame(size: Size(columns: top.count, rows: 2))
        let title = [TextRun(" 1 Alerts ", .title), TextRun("─", .border), TextRun(" 12 ", .textDim)]
        frame.box(frame.size.bounds, title: title, trailing: [TextRun(" /api ", .promptMatch)], glyphs: .unicode)
        #expect(rows(frame)[0] == top)
    }

    @Test func aTitleOnAPageWithoutRoomIsCutByThePage() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.box(Rect(column: -3, row: 0, columns: 20, rows: 5), title: [TextRun("1 Alerts")], glyphs: .ascii)
        #expect(rows(frame) == ["Aler"])
    }
}
