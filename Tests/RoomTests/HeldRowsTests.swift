import EventLog
import Testing
import WarRoom

@testable import Room

/// Rows of the timeline that could not be written when they came.
struct HeldRowsTests {
    private func rows(_ range: ClosedRange<Int64>) -> [TimelineStore.Write] {
        range.map { .trace(EventTrace(.alert(AlertID(value: 1)), sequence: $0)) }
    }

    private func numbers(_ held: HeldRows) -> [Int64] {
        (held.due?.rows ?? []).compactMap { if case .trace(let trace) = $0 { trace.sequence } else { nil } }
    }

    @Test func whatFailedIsWrittenBeforeWhatCameLater() {
        var held = HeldRows()
        #expect(held.due == nil && held.isEmpty)
        held.add(rows(1...3), upTo: 3)
        #expect(held.due?.position == 3)
        held.add(rows(4...5), upTo: 5)
        #expect(held.due?.position == 5)
        #expect(numbers(held) == [1, 2, 3, 4, 5])
        held.add([], upTo: 0)
        #expect(numbers(held).count == 5)
        held.wereWritten()
        #expect(held.due == nil && held.isEmpty)
        held.add([], upTo: 6)
        #expect(held.due?.position == 6)
    }

    @Test func whereTooManyFailedTheViewsSayThatTheyHaveAGapForGood() {
        var held = HeldRows()
        let limit = Int64(HeldRows.countMax)
        held.add(rows(1...limit), upTo: limit)
        #expect(held.due?.position == limit)
        held.add(rows(limit + 1...limit + 2), upTo: limit + 2)
        #expect(numbers(held) == [limit + 1, limit + 2])
        #expect(held.due?.position == TimelineStore.gappedPosition)
        held.wereWritten()
        held.add(rows(limit + 3...limit + 3), upTo: limit + 3)
        #expect(held.due?.position == TimelineStore.gappedPosition)
    }

    @Test func aBatchThatIsLargeByItselfIsNoGap() {
        var held = HeldRows()
        let limit = Int64(HeldRows.countMax)
        held.add(rows(1...limit + 1), upTo: limit + 1)
        #expect(held.due?.position == limit + 1)
    }
}
