import Testing

@testable import Room
@testable import WarRoom

struct MetricsTests {
    @Test func alertsAboveTheBoardsLimitAreCounted() {
        var state = RoomState()
        for number in 1...3 { state.admitToCrowd(AlertID(value: UInt64(number)), name: "Disk") }
        let page = String(
            decoding: Metrics(version: "1").text(status: Writer.Status(), state: state), as: UTF8.self)
        #expect(page.contains("# TYPE warroom_alerts_not_shown gauge\nwarroom_alerts_not_shown 3\n"))
    }
}
