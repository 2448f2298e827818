import Testing
import WarRoom

/// Alerts that come and go.
@Suite struct FlappingTests {
    /// An alert that fires and clears so many times, so far apart, and then fires.
    private static func room(episodes: Int, every length: Milliseconds) throws -> TestRoom {
        var room = TestRoom()
        for _ in 1..<episodes {
            try room.fire("Disk")
            room.now = room.now + Milliseconds(length.count / 2)
            try room.clear("Disk")
            room.now = room.now + Milliseconds(length.count / 2)
        }
        try room.fire("Disk")
        return room
    }

    private static func filter(_ text: String) throws -> AlertFilter { try AlertFilter(text) }

    @Test(arguments: [
        (1, Int64(5), false), (3, 5, false), (4, 5, true), (9, 5, true), (4, 19, true), (4, 21, false), (20, 30, false),
    ])
    func enoughEpisodesInAnHourAreFlapping(_ episodes: Int, _ minutes: Int64, _ isFlapping: Bool) throws {
        let room = try Self.room(episodes: episodes, every: .minutes(minutes))
        let alert = try #require(room.alert("Disk"))
        #expect(alert.isFlapping == isFlapping)
        #expect(alert.starts?.count == (episodes == 1 ? nil : min(episodes, Limits.episodeStartsMax)))
        let row = AlertRow(alert, in: room.state)
        #expect(row.flapping == (isFlapping ? true : nil))
        #expect((row.recentStarts != nil) == isFlapping && row.recentStarts.map { $0 >= 4 } ?? true)
        let group = BoardWindow(of: room.state, filter: .all, ViewRequest(grouping: .name)).groups?.first
        #expect(group?.flapping == (isFlapping ? 1 : nil))
        for word in ["flapping", "flap", "FLAPPING"] {
            #expect(try Self.filter(word).matches(alert) == isFlapping)
            #expect(try Self.filter(word).matches(row) == isFlapping)
            #expect(try Self.filter("!" + word).matches(row) == !isFlapping)
        }
        #expect(room.replayed == room.state)
        #expect(RoomState(RoomSnapshot(room.state)) == room.state)
    }

    @Test func anAlertThatStaysIsNoLongerFlapping() throws {
        var room = try Self.room(episodes: 5, every: .minutes(5))
        #expect(room.alert("Disk")?.isFlapping == true)
        room.now = room.now + .hours(2)
        try room.fire("Disk")
        try room.summarise()
        #expect(room.alert("Disk")?.isFlapping == false)
    }
}
