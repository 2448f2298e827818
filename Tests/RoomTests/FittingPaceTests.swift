import Testing
import WarRoom

@testable import Room

struct FittingPaceTests {
    private static func interests(_ name: String = "disk") -> PlaybookInterests {
        PlaybookInterests([.init(name: name, matchers: ["alertname=\"Disk\""])])
    }

    /// Asks at a time; matching takes as long as `cost` says.
    private static func ask(
        _ pace: FittingPace, _ sequence: Int64, at uptime: Int64, cost: Int64 = 10, _ id: String = interests().id
    ) -> (count: Int?, again: Int64?) {
        var times = [uptime, uptime + cost]
        let made = pace.fitting(
            of: PacedAnswerTests.state(sequence), id,
            uptime: { Milliseconds(times.count > 1 ? times.removeFirst() : times[0]) })
        return (made.fitting?.first?.alerts, made.again?.count)
    }

    @Test func whatFitsStaysTwentyTimesAsLongAsItTookToFind() {
        let pace = FittingPace()
        pace.keep(Self.interests())
        #expect(Self.ask(pace, 1, at: 1000) == (1, nil))
        #expect(Self.ask(pace, 2, at: 1050) == (1, 1200))
        pace.keep(Self.interests())
        #expect(Self.ask(pace, 3, at: 1199) == (1, 1200))
        #expect(Self.ask(pace, 3, at: 1200) == (3, nil))
        #expect(Self.ask(pace, 3, at: 1201) == (3, nil))
    }

    @Test func whatWasNotToldIsNotAnswered() {
        let pace = FittingPace()
        #expect(Self.ask(pace, 1, at: 0) == (nil, nil))
    }

    @Test func whatNobodyAskedForLongestMakesRoom() {
        let pace = FittingPace()
        pace.keep(Self.interests())
        pace.keep(Self.interests("idle"))
        _ = Self.ask(pace, 1, at: 0)
        for number in 2...Limits.interestsHeldMax { pace.keep(Self.interests("\(number)")) }
        #expect(Self.ask(pace, 1, at: 1).count == 1)
        #expect(Self.ask(pace, 1, at: 1, Self.interests("idle").id).count == nil)
    }
}
