import SeededRandom
import Testing

@testable import WarRoom

/// Windows that lie around an alert, wherever it goes.
@Suite struct AnchoredWindowTests {
    private static func window(
        _ room: TestRoom, around anchor: AlertID?, filter: String = "", grouping: AlertGrouping? = nil,
        opened: [GroupID] = [], offset: Int = 0, length: Int = 8
    ) throws -> BoardWindow {
        let request = ViewRequest(
            filter: filter, offset: offset, length: length, grouping: grouping, opened: opened, anchor: anchor)
        return BoardWindow(of: room.state, filter: try AlertFilter(filter), request)
    }

    /// Whatever happens: the alert is in the window, which is a stretch of the whole, with the place it says.
    @Test(arguments: UInt64(0)..<8, ["", "Disk", "severity=\"critical\""])
    func theAnchorIsAlwaysInIt(seed: UInt64, filter: String) throws {
        var commands = RandomCommands(seed: seed)
        var random = SplitMix64(seed: seed)
        var room = TestRoom(seed: seed)
        var looked = 0
        for step in 0..<250 {
            room.now = max(room.now + commands.step(), TestRoom.start)
            room.entry = commands.entry()
            let (command, actor) = commands.next(in: room)
            _ = refusal { () throws(Refusal) in try room.perform(command, by: actor) }
            let whole = try Self.window(room, around: nil, filter: filter, length: 1000)
            guard !whole.rows.isEmpty else { continue }
            let anchor = random.pick(whole.rows).id
            let window = try Self.window(room, around: anchor, filter: filter)
            #expect(window.rows.contains { $0.id == anchor }, "seed \(seed), step \(step)")
            #expect(window.matching == whole.matching)
            #expect(window.rows == Array(whole.rows.dropFirst(window.offset).prefix(8)), "seed \(seed), step \(step)")
            looked += 1
        }
        #expect(looked > 0 || !filter.isEmpty)
    }

    @Test func whatComesInAboveMovesTheWindowAndNotItsRows() throws {
        var room = TestRoom()
        for index in 0..<60 { try room.fire("Old\(index)") { $0.severity = .warning } }
        let anchor = try #require(try Self.window(room, around: nil, offset: 30).rows.first?.id)
        let before = try Self.window(room, around: anchor)
        for index in 0..<500 { try room.fire("Worse\(index)") { $0.severity = .critical } }
        let after = try Self.window(room, around: anchor)
        #expect(after.offset == before.offset + 500)
        #expect(after.rows.map(\.id) == before.rows.map(\.id))
    }

    @Test func whereItStoodStaysInSightAfterItHasGone() throws {
        var room = TestRoom()
        for index in 0..<60 { try room.fire("Old\(index)") { $0.severity = .warning } }
        let anchor = try #require(try Self.window(room, around: nil, offset: 30).rows.first?.id)
        let before = try Self.window(room, around: anchor)
        try room.perform(ResolveAlerts(AlertSelection(ids: [anchor.description])))
        for filter in ["", "Old"] {
            let after = try Self.window(room, around: anchor, filter: filter)
            #expect(after.offset == before.offset)
            #expect(after.rows.map(\.id).prefix(4) == before.rows.map(\.id).prefix(4))
            #expect(!after.rows.contains { $0.id == anchor })
        }
    }

    @Test func anAlertThatIsNotKnownLeavesTheOffset() throws {
        var room = TestRoom()
        for index in 0..<20 { try room.fire("Old\(index)") }
        for grouping in [nil, AlertGrouping.name] {
            let window = try Self.window(room, around: AlertID(value: 77_777), grouping: grouping, offset: 5)
            #expect(window.offset == 5)
        }
    }

    @Test func onAGroupedBoardItsLineIsMeant() throws {
        var room = TestRoom()
        for index in 0..<40 { try room.fire("Group\(index)") }
        let all = try Self.window(room, around: nil, grouping: .name, length: 100)
        let name = try #require(all.groups?[25].name)
        let anchor = try #require(try Self.window(room, around: nil, filter: name).rows.first?.id)
        let closed = try Self.window(room, around: anchor, grouping: .name)
        #expect(closed.offset == 21 && closed.groups?[4].name == name)
        let open = try Self.window(room, around: anchor, grouping: .name, opened: [GroupID(name)])
        #expect(open.offset == 22 && open.rows.map(\.id) == [anchor])
    }
}
