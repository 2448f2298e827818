import Testing
import WarRoom

@testable import Room

struct PacedAnswerTests {
    /// A room in which one alert has fired up to each position.
    static func state(_ sequence: Int64) -> RoomState {
        var state = RoomState()
        for number in 1...sequence {
            let labels: Labels = ["alertname": "Disk", "instance": "db-\(number)"]
            let instant = Instant(milliseconds: number)
            state.apply(
                Event(
                    envelope: Envelope(
                        sequence: number, id: EventID(high: 0, low: UInt64(number)), occurredAt: instant,
                        recordedAt: instant, actor: .daemon),
                    body: AlertFired(
                        facts: AlertFired.Facts(
                            alert: Fingerprint.of(labels), rule: "F1", severity: .error, labels: labels, source: "test",
                            sender: "test", since: instant))))
        }
        return state
    }

    /// What was found at position 1 and at 1000 ms, which took so long.
    private func answer(cost: Int64) -> PacedAnswer<Int64> {
        PacedAnswer(Self.state(1), at: Milliseconds(1000), uptime: { Milliseconds(1000 + cost) }) { $0.sequence }
    }

    @Test func itStaysTwentyTimesAsLongAsItTookToFind() {
        let answer = answer(cost: 10)
        #expect(answer.answer == 1)
        #expect(answer.isInUse(for: Self.state(2), at: Milliseconds(1199)))
        #expect(!answer.isInUse(for: Self.state(2), at: Milliseconds(1200)))
        #expect(answer.again(for: Self.state(2)) == Milliseconds(1200))
    }

    @Test(arguments: [0, -5])
    func whatCostsNothingIsAlwaysFoundAnew(cost: Int64) {
        #expect(!answer(cost: cost).isInUse(for: Self.state(2), at: Milliseconds(1000)))
    }

    @Test func aRoomThatStoodStillIsNeverOutOfDate() {
        let answer = answer(cost: 10)
        #expect(answer.isInUse(for: Self.state(1), at: Milliseconds(90_000)))
        #expect(answer.again(for: Self.state(1)) == nil)
    }
}
