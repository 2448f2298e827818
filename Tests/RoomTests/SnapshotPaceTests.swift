import Testing
import WarRoom

@testable import Room

struct SnapshotPaceTests {
    /// Events since the last snapshot, alerts, seconds since, whether one is due.
    @Test(arguments: [
        (19_999, 10, 3, false), (20_000, 10, 2, false), (20_000, 10, 3, true), (29_999, 30_000, 3, false),
        (30_000, 30_000, 3, true),
        (4999, 10, 3600, false), (5000, 10, 9, false), (5000, 10, 10, true),
        (24_999, 100_000, 60, false), (25_000, 100_000, 60, true), (0, 0, 3600, false),
    ])
    func oneIsDueByEventsOrByTime(_ events: Int64, _ alerts: Int, _ seconds: Int64, _ isDue: Bool) {
        let pace = SnapshotPace(since: 1000, at: .seconds(50))
        #expect(pace.isDue(at: 1000 + events, alerts: alerts, uptime: .seconds(50 + seconds)) == isDue)
    }

    @Test func whatWaitsForItsTimeIsWaitedFor() {
        var pace = SnapshotPace(since: 0, at: .zero)
        #expect(pace.waitingTime(at: 4999, alerts: 0, uptime: .zero) == nil)
        #expect(pace.waitingTime(at: 5000, alerts: 0, uptime: .seconds(4)) == .seconds(6))
        #expect(pace.waitingTime(at: 5000, alerts: 0, uptime: .seconds(40)) == .zero)
        pace.took(at: 5000, uptime: .seconds(40))
        #expect(pace.waitingTime(at: 5000, alerts: 0, uptime: .seconds(90)) == nil)
        #expect(!pace.isDue(at: 9999, alerts: 0, uptime: .seconds(90)))
        #expect(pace.isDue(at: 10_000, alerts: 0, uptime: .seconds(90)))
    }
}
