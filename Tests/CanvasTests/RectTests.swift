import Canvas
import Testing

@Suite struct RectTests {
    private let page = Rect(column: 2, row: 3, columns: 20, rows: 10)

    @Test func aPieceAndTheRestMakeTheWhole() {
        #expect(page.split(.top, length: 4).piece == Rect(column: 2, row: 3, columns: 20, rows: 4))
        #expect(page.split(.top, length: 4).rest == Rect(column: 2, row: 7, columns: 20, rows: 6))
        #expect(page.split(.bottom, length: 1).piece == Rect(column: 2, row: 12, columns: 20, rows: 1))
        #expect(page.split(.left, length: 5).rest == Rect(column: 7, row: 3, columns: 15, rows: 10))
        #expect(page.split(.right, length: 5).piece == Rect(column: 17, row: 3, columns: 5, rows: 10))
        #expect(page.split(.right, length: 5).rest == Rect(column: 2, row: 3, columns: 15, rows: 10))
    }

    @Test(arguments: Rect.Edge.allCases) func aPieceTooLargeIsTheWhole(edge: Rect.Edge) {
        #expect(page.split(edge, length: .max).piece == page)
        #expect(page.split(edge, length: .max).rest.isEmpty)
        #expect(page.split(edge, length: -5).rest == page)
        #expect(page.split(edge, length: .min).piece.isEmpty)
    }

    @Test func anInsetNeverTurnsInsideOut() {
        #expect(page.inset(by: 1) == Rect(column: 3, row: 4, columns: 18, rows: 8))
        #expect(page.inset(by: 11).isEmpty)
        #expect(page.inset(left: 15, right: 15).columns == 0)
        #expect(page.inset(by: .max).isEmpty && page.inset(by: .min) == page)
    }

    @Test func whatDoesNotMeetHasNothingInCommon() {
        #expect(
            page.intersection(Rect(column: 0, row: 0, columns: 5, rows: 5))
                == Rect(column: 2, row: 3, columns: 3, rows: 2))
        #expect(page.intersection(Rect(column: 50, row: 50, columns: 5, rows: 5)).isEmpty)
        #expect(page.intersection(Rect(column: -9, row: -9, columns: .max, rows: .max)) == page)
    }

    @Test func aPlaceIsInsideOrNot() {
        #expect(page.contains(Point(column: 2, row: 3)) && page.contains(Point(column: 21, row: 12)))
        #expect(!page.contains(Point(column: 22, row: 12)) && !page.contains(Point(column: 21, row: 13)))
        #expect(!page.contains(Point(column: .max, row: .min)))
    }

    @Test func linesAreItsRows() {
        #expect(page.lines.count == 10)
        #expect(page.lines.last == Rect(column: 2, row: 12, columns: 20, rows: 1))
    }

    @Test func sizesAreCutToWhatCanBeDrawn() {
        #expect(Size(columns: -1, rows: .max) == Size(columns: 0, rows: Size.limit))
        #expect(Size(columns: 3, rows: 0).isEmpty)
    }
}
