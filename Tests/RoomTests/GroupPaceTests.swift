import Testing
import WarRoom

@testable import Room

struct GroupPaceTests {
    private static let request = ViewRequest(grouping: .name)

    /// Asks at a time; making groups takes as long as `cost` says.
    private static func ask(
        _ pace: GroupPace, _ sequence: Int64, at uptime: Int64, cost: Int64 = 10, _ request: ViewRequest = request
    ) -> (count: Int?, again: Int64?) {
        var times = [uptime, uptime + cost]
        let made = pace.window(
            of: PacedAnswerTests.state(sequence), filter: .all, request,
            uptime: { Milliseconds(times.count > 1 ? times.removeFirst() : times[0]) })
        return (made.window.groups?.first?.counts.firing, made.again?.count)
    }

    @Test func groupsStayTwentyTimesAsLongAsTheyTook() {
        let pace = GroupPace()
        #expect(Self.ask(pace, 1, at: 1000) == (1, nil))
        #expect(Self.ask(pace, 2, at: 1050) == (1, 1200))
        #expect(Self.ask(pace, 3, at: 1199) == (1, 1200))
        #expect(Self.ask(pace, 3, at: 1200) == (3, nil))
    }

    @Test func anotherRequestIsAnsweredAtOnce() {
        let pace = GroupPace()
        _ = Self.ask(pace, 1, at: 0)
        let opened = ViewRequest(grouping: .name, opened: [GroupID("Disk")])
        #expect(Self.ask(pace, 2, at: 1, opened) == (2, nil))
        #expect(Self.ask(pace, 2, at: 1, ViewRequest(grouping: .source)) == (2, nil))
        #expect(Self.ask(pace, 2, at: 1, ViewRequest()).count == nil)
    }
}
