import Canvas
import PlainText
import SeededRandom
import Testing

@Suite struct FrameTests {
    private func drawn(_ frame: Frame, row: Int = 0) -> String {
        var text = String.UnicodeScalarView()
        for cell in frame.row(row) where cell.width > 0 {
            text.append(cell.glyph)
            text.append(contentsOf: cell.marks.scalars)
        }
        return String(text)
    }

    private func frame(_ columns: Int = 6, _ rows: Int = 1) -> Frame { Frame(size: Size(columns: columns, rows: rows)) }

    @Test func aFrameIsAtLeastOneCell() {
        #expect(Frame(size: Size(columns: 0, rows: -4)).size == Size(columns: 1, rows: 1))
        #expect(frame(1, 1).cells == [.blank])
    }

    @Test(arguments: [
        (0, "abcdef"), (1, " abcde"), (5, "     a"), (6, "      "), (-1, "bcdefg"), (-7, "      "), (.max, "      "),
        (.min, "      "),
    ])
    func textIsCutAtTheEdges(column: Int, shown: String) {
        var frame = frame()
        frame.put("abcdefg", at: Point(column: column, row: 0))
        #expect(drawn(frame) == shown)
    }

    @Test(arguments: [-1, 1, Int.max, Int.min]) func textOutsideTheRowsIsNotShown(row: Int) {
        var frame = frame()
        #expect(frame.put("abc", at: Point(column: 0, row: row)) == 0)
        #expect(frame == self.frame())
    }

    @Test(
        arguments: [
            ("abc", 0, Int.max, 3), ("abc", 0, 2, 2), ("abc", 0, 0, 0), ("abc", 0, -1, 0), ("abc", 4, .max, 2),
            ("abc", -2, .max, 3),
            ("abc", -2, 2, 2), ("界界界", 0, 3, 2), ("界界界", 1, .max, 4), ("界", 0, 1, 0), ("", 0, 5, 0), ("é界", 0, .max, 3),
        ] as [(SafeText, Int, Int, Int)])
    func putTellsHowManyColumnsItTook(text: SafeText, column: Int, most: Int, used: Int) {
        var frame = frame()
        #expect(frame.put(text, at: Point(column: column, row: 0), maxColumns: most) == used)
    }

    @Test func aWideCellTakesTwoColumnsAndIsNeverHalved() {
        var frame = frame(5)
        frame.put("a界界", at: Point(column: 0, row: 0), role: .person)
        #expect(frame.cells.map(\.width) == [1, 2, 0, 2, 0])
        #expect(frame.cells.allSatisfy { $0.role == .person })
        frame.put("界界界", at: Point(column: 0, row: 0))
        #expect(frame.cells.map(\.width) == [2, 0, 2, 0, 1])
        frame.put("界界", at: Point(column: -1, row: 0))
        #expect(frame.cells.map(\.width) == [1, 2, 0, 1, 1])
        #expect(drawn(frame) == " 界  ")
    }

    @Test(arguments: [(0, "x 界b"), (1, " x界b"), (2, "界x b"), (3, "界 xb"), (4, "界界x")])
    func overwritingHalfAWideCellBlanksTheOther(column: Int, shown: String) {
        var frame = frame(5)
        frame.put("界界b", at: Point(column: 0, row: 0))
        frame.put("x", at: Point(column: column, row: 0))
        #expect(drawn(frame) == shown)
        #expect(frame.cells.reduce(0) { $0 + Int($1.width) } == 5)
    }

    @Test func fillingAndGlyphsMendWideCellsToo() {
        var frame = frame(5)
        frame.put("界界b", at: Point(column: 0, row: 0))
        frame.fill(Rect(column: 1, row: 0, columns: 2, rows: 1), role: .border)
        #expect(drawn(frame) == "    b")
        frame.put("界界b", at: Point(column: 0, row: 0))
        frame.put(.done, of: .unicode, at: Point(column: 2, row: 0))
        #expect(drawn(frame) == "界✓ b")
    }

    @Test func marksStayWithTheirBase() {
        var frame = frame(3)
        frame.put("x\u{30C}y", at: Point(column: 0, row: 0))
        #expect(frame.cells[0].marks.scalars == ["\u{30C}"])
        #expect(frame.cells[1].glyph == "y" && frame.cells[1].marks.isEmpty)
        #expect(
            Marks(["\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}"]).scalars == [
                "\u{300}", "\u{301}", "\u{302}", "\u{303}",
            ])
    }

    @Test func bothWaysOfWritingASCIIAgree() {
        var fast = frame(20)
        var slow = frame(20)
        fast.put("CRIT DBReplicaLag", at: Point(column: 1, row: 0), role: .severityCritical, maxColumns: 9)
        slow.put("CRIT DBReplicaLagé", at: Point(column: 1, row: 0), role: .severityCritical, maxColumns: 9)
        #expect(fast == slow)
    }

    @Test func aLayerLiesOverWhatIsThere() {
        var frame = frame(4, 2)
        frame.put("abcd", at: Point(column: 0, row: 1), role: .person)
        frame.setLayer(Rect(column: 1, row: -3, columns: 99, rows: 99), .selected)
        #expect(drawn(frame, row: 1) == "abcd")
        #expect(frame.row(1).map(\.layer) == [.plain, .selected, .selected, .selected])
        #expect(frame.row(1).allSatisfy { $0.role == .person })
        frame.setRole(Rect(column: 0, row: 1, columns: 1, rows: 1), .match)
        #expect(frame.row(1).map(\.role) == [.match, .person, .person, .person])
    }

    @Test func placesOutsideHaveNoCell() {
        let frame = frame(2, 2)
        #expect(frame[Point(column: 1, row: 1)] == .blank)
        for point in [
            Point(column: 2, row: 0), Point(column: 0, row: 2), Point(column: -1, row: 0),
            Point(column: .max, row: .max),
        ] {
            #expect(frame[point] == nil)
        }
        #expect(frame.row(2).isEmpty && frame.row(.min).isEmpty)
    }

    @Test func runsFollowOneAnother() {
        var frame = frame(12)
        let runs = [TextRun("INC-42 ", .title), TextRun("界", .sev2), TextRun(" latency", .text)]
        #expect(frame.put(runs, at: Point(column: 0, row: 0), maxColumns: 11) == 11)
        #expect(drawn(frame) == "INC-42 界 l ")
        #expect(frame.cells.map(\.role)[6...9] == [.title, .sev2, .sev2, .text])
        #expect(frame.put(runs, at: Point(column: .max, row: 0)) == 0)
        #expect(frame.put(runs, at: Point(column: .min, row: 0)) == 17)
    }

    @Test(arguments: UInt64(1)...50) func nothingThatIsDrawnAnywhereBreaksAFrame(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var frame = frame(.random(in: 1...12, using: &generator), .random(in: 1...5, using: &generator))
        let numbers = [-70_000, -3, -1, 0, 1, 2, 3, 7, 12, 70_000, Int.min, Int.max]
        func number() -> Int { numbers.randomElement(using: &generator) ?? 0 }
        let words: [SafeText] = ["", "a", "abc", "界", "a界b界", "x\u{30C}", "──"]
        for _ in 0..<200 {
            let point = Point(column: number(), row: number())
            let rect = Rect(column: number(), row: number(), columns: number(), rows: number())
            let word = words.randomElement(using: &generator) ?? ""
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: frame.fill(rect, with: .divider, of: .unicode)
            case 1: frame.setLayer(rect, .changed)
            case 2: frame.box(rect, title: [TextRun(word, .title)], trailing: [TextRun(word)], glyphs: .unicode)
            case 3: frame.put(.live, of: .ascii, at: point)
            default: frame.put(word, at: point, maxColumns: number())
            }
            for row in 0..<frame.size.rows {
                let cells = Array(frame.row(row))
                #expect(cells.reduce(0) { $0 + Int($1.width) } == frame.size.columns, "seed \(seed)")
                #expect(
                    cells.indices.allSatisfy { cells[$0].width != 0 || ($0 > 0 && cells[$0 - 1].width == 2) },
                    "seed \(seed)")
            }
        }
    }
}
