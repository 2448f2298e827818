import Testing
import WarRoom

struct WorkerTests {
    private static func working(in room: TestRoom) -> [Worker] { RoomOverview(room.state).working ?? [] }

    @Test func eachIsToldWithTheNewestAlertHowManyAndWhenTheFirstAckEnds() throws {
        var room = TestRoom()
        for name in ["Disk", "Latency", "Queue"] { try room.fire(name) }
        try room.perform(Acknowledge(room.selection("Disk"), length: .hours(2)), by: .bob)
        room.now = room.now + .minutes(1)
        try room.perform(Acknowledge(room.selection("Latency"), length: .minutes(30)), by: .ann)
        let first = room.now
        room.now = room.now + .minutes(1)
        try room.perform(Acknowledge(room.selection("Queue"), length: .hours(3)), by: .ann)
        #expect(
            Self.working(in: room) == [
                Worker(person: "bob", alert: "Disk", alerts: 1, until: first - .minutes(1) + .hours(2)),
                Worker(person: "ann", alert: "Queue", alerts: 2, until: first + .minutes(30)),
            ])
    }

    @Test func whoGivesBackOrIsDoneIsNotWorking() throws {
        var room = TestRoom()
        for name in ["Disk", "Latency", "Queue"] { try room.fire(name) }
        try room.perform(Acknowledge(room.selection("Disk", "Latency", "Queue")), by: .ann)
        try room.perform(Unacknowledge(room.selection("Disk")), by: .ann)
        #expect(Self.working(in: room).map(\.alerts) == [2])
        try room.clear("Latency")
        #expect(Self.working(in: room).map(\.alert) == ["Queue"])
        try room.perform(Acknowledge(room.selection("Queue"), person: "cat"), by: .ann)
        #expect(Self.working(in: room).map(\.person) == ["cat"])
        try room.wait(Limits.ackLengthDefault)
        #expect(Self.working(in: room).isEmpty)
        #expect(room.state.taken.people == 0)
    }

    @Test func aRoomFromASnapshotKnowsThem() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Acknowledge(room.selection("Disk")), by: .ann)
        let restored = RoomState(RoomSnapshot(room.state))
        #expect(restored.taken == room.state.taken)
        #expect(RoomOverview(restored).working?.map(\.person) == ["ann"])
    }

    @Test func onlySoManyAreToldAndAllAreCounted() throws {
        var room = TestRoom()
        for number in 0..<Limits.workersShownMax + 3 {
            try room.fire("Disk\(number)")
            room.now = room.now + .seconds(1)
            try room.perform(Acknowledge(room.selection("Disk\(number)"), person: "person\(number)"), by: .ann)
        }
        let overview = RoomOverview(room.state)
        #expect(overview.working?.map(\.person) == (0..<Limits.workersShownMax).map { "person\($0)" })
        #expect(overview.workingCount == Limits.workersShownMax + 3)
    }
}
