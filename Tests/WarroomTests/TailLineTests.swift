import PlainText
import Testing
import WarRoom

@testable import warroom

struct TailLineTests {
    @Test(
        arguments: [
            (1, "#1     "), (99_999, "#99999 "), (100_000, "#100000 "), (12_345_678_901, "#12345678901 "),
        ] as [(Int64, String)])
    func numbersArePaddedAndNeverCut(_ sequence: Int64, _ start: String) {
        let entry = TimelineEntry(
            sequence: sequence, id: EventID(high: 0x7000, low: 1), kind: "note.added", category: .note,
            occurredAt: Instant(milliseconds: 0), recordedAt: Instant(milliseconds: 0), who: "ann",
            actor: Actor(principal: "uid:1", person: "ann", via: "account"), incident: nil, sentence: "x", tag: nil)
        let line = TailCommand.line(entry).string
        #expect(line.hasPrefix(start))
    }
}
