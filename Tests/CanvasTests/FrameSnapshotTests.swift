import Canvas
import PlainText
import Testing

@Suite struct FrameSnapshotTests {
    @Test func itShowsGlyphsRolesAndALegend() {
        var frame = Frame(size: Size(columns: 8, rows: 2))
        frame.put("CRIT", at: Point(column: 0, row: 0), role: .severityCritical)
        frame.put("界", at: Point(column: 5, row: 0), role: .person)
        #expect(
            FrameSnapshot(frame).text == """
                == glyphs ==
                CRIT 界

                == roles ==
                CCCC.pp.
                ........
                == legend ==
                . text
                C severity.critical
                p person

                """)
    }

    @Test func layersAndTheCursorAreShownWhenThereAreAny() {
        var frame = Frame(size: Size(columns: 4, rows: 2))
        frame.put("ab", at: Point(column: 0, row: 1))
        frame.setLayer(Rect(column: 0, row: 0, columns: 4, rows: 1), .selected)
        frame.setLayer(Rect(column: 1, row: 1, columns: 1, rows: 1), .changed)
        frame.setLayer(Rect(column: 2, row: 1, columns: 1, rows: 1), .selectedUnfocused)
        frame.cursor = Point(column: 2, row: 1)
        #expect(
            FrameSnapshot(frame).description == """
                == glyphs ==

                ab
                == roles ==
                ....
                ....
                == layers ==
                ssss
                .cu.
                == cursor ==
                2 1
                == legend ==
                . text

                """)
    }
}
