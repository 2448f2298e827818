import SeededRandom
import Testing
import WarRoom

@Suite struct GroupingTests {
    /// Twelve alerts of three names, some acknowledged, some silenced.
    private static func room() throws -> TestRoom {
        var room = TestRoom()
        for index in 0..<12 {
            let name = ["Disk", "Fan", "Net"][index % 3]
            room.now = room.now + .minutes(1)
            try room.fire(name) {
                $0.alert = AlertID(value: UInt64(index + 1))
                $0.labels = [
                    "alertname": name, "instance": "db-\(index)", "service": index % 4 == 0 ? "" : "s\(index % 2)",
                ]
                $0.severity = name == "Net" ? .critical : .warning
                $0.source = index < 4 ? "plain" : "alertmanager"
            }
        }
        try room.perform(Acknowledge(AlertSelection(ids: ["0000000000000001", "0000000000000004"])))
        return room
    }

    private static func window(
        _ room: TestRoom, _ grouping: AlertGrouping?, opened: [String] = [], filter: String = "", offset: Int = 0,
        length: Int = 100
    ) throws -> BoardWindow {
        let request = ViewRequest(
            filter: filter, offset: offset, length: length, grouping: grouping, opened: opened.map { GroupID($0) })
        return BoardWindow(of: room.state, filter: try AlertFilter(filter), request)
    }

    @Test func theWorstGroupIsFirstThenTheLargestThenByName() throws {
        var room = try Self.room()
        try room.fire("Extra") { $0.severity = .warning }
        let window = try Self.window(room, .name)
        #expect(window.groups?.map(\.name) == ["Net", "Disk", "Fan", "Extra"])
        #expect(window.groups?.map(\.line) == [0, 1, 2, 3])
        #expect(window.lines == 4 && window.matching == 13 && window.rows.isEmpty)
        let disk = try #require(window.groups?[1])
        #expect(disk.counts.firing == 2 && disk.counts.acknowledged == 2 && disk.severity == .warning)
        #expect(disk.newest == room.state.alerts[AlertID(value: 10)]?.since)
        let members = room.state.board.compactMap { room.state.alerts[$0.alert] }.filter { $0.name == "Disk" }
        #expect(disk.oldest == members.map(\.since).min())
        #expect(disk.target == nil && Set(members.map(\.target)).count > 1)
        #expect(window.groups?.last?.target == "db-1")
    }

    @Test func groupsOfAboutTheSameSizeKeepTheirPlaces() throws {
        var room = TestRoom()
        func fire(_ name: String, _ count: Int) throws {
            for _ in 0..<count {
                let id = AlertID(value: UInt64(room.events.count + 1))
                try room.fire(name) {
                    $0.alert = id
                    $0.labels = ["alertname": name, "instance": "db-1"]
                }
            }
        }
        try fire("Alpha", 4)
        try fire("Beta", 5)
        for _ in 0..<2 {
            #expect(try Self.window(room, .name).groups?.map(\.name) == ["Alpha", "Beta"])
            try fire("Beta", 1)
        }
        try fire("Beta", 1)
        let groups = try #require(try Self.window(room, .name).groups)
        #expect(groups.map(\.name) == ["Beta", "Alpha"] && groups.map(\.counts.total) == [8, 4])
        #expect(groups.map(\.target) == ["db-1", "db-1"])
    }

    @Test(arguments: [
        (AlertGrouping.service, ["s0", "", "s1"] as Set<String>), (.severity, Set(["critical", "warning"])),
        (.source, Set(["plain", "alertmanager"])),
    ])
    func everyGroupingHasItsNames(grouping: AlertGrouping, names: Set<String>) throws {
        let window = try Self.window(try Self.room(), grouping)
        #expect(Set(window.groups?.map(\.name) ?? []) == names)
    }

    @Test func anOpenGroupHasItsAlertsBelowIt() throws {
        let room = try Self.room()
        let window = try Self.window(room, .name, opened: ["Net"])
        #expect(window.groups?.map(\.line) == [0, 5, 6])
        #expect(window.rows.map(\.name) == ["Net", "Net", "Net", "Net"])
        #expect(window.lines == 7)
        let middle = try Self.window(room, .name, opened: ["Net", "Fan"], offset: 3, length: 4)
        #expect(middle.rows.map(\.name) == ["Net", "Net"])
        #expect(middle.groups?.map(\.name) == ["Disk", "Fan"])
        #expect(middle.offset == 3)
        let beyond = try Self.window(room, .name, offset: .max, length: .max)
        #expect(beyond.offset == 2 && beyond.groups?.count == 1)
    }

    @Test func aFilterNarrowsTheGroups() throws {
        let window = try Self.window(try Self.room(), .name, filter: "db-1 !db-10")
        #expect(window.groups?.map(\.counts.total) == [1, 1])
        #expect(window.matching == 2)
    }

    /// Whatever happens: counts sum to the board, lines to what is shown, stretches to the whole.
    @Test(arguments: UInt64(0)..<12)
    func countsSumToTheBoardAndChangesToTheView(seed: UInt64) throws {
        var commands = RandomCommands(seed: seed)
        var room = TestRoom(seed: seed)
        let grouping = AlertGrouping.allCases[Int(seed % 4)]
        var followed: RoomView?
        for step in 0..<250 {
            room.now = max(room.now + commands.step(), TestRoom.start)
            room.entry = commands.entry()
            let (command, actor) = commands.next(in: room)
            _ = refusal { () throws(Refusal) in try room.perform(command, by: actor) }
            let opened = ["Disk", "warning", "", "alertmanager"]
            let window = try Self.window(room, grouping, opened: opened)
            let groups = try #require(window.groups)
            var sum = AlertCounts()
            for group in groups { for state in AlertState.allCases { sum[state] += group.counts[state] } }
            #expect(sum == room.state.counts, "seed \(seed), step \(step)")
            #expect(window.lines == groups.count + window.rows.count)
            #expect(Set(groups.map(\.id)).count == groups.count)
            for (group, next) in zip(groups, groups.dropFirst()) {
                #expect(group.severity <= next.severity)
                #expect(next.line == group.line + 1 + (group.isOpen ? group.counts.total : 0))
            }
            let view = RoomView(overview: RoomOverview(room.state), live: LiveStatus(), window: window, entries: [])
            if var old = followed {
                old.merge(old.change(to: view), timelineLength: 10)
                #expect(old == view, "seed \(seed), step \(step)")
            }
            followed = view
            var parts: [AlertRow] = []
            for offset in stride(from: 0, to: window.lines ?? 0, by: 3) {
                parts += try Self.window(room, grouping, opened: opened, offset: offset, length: 3).rows
            }
            #expect(parts == window.rows, "seed \(seed), step \(step)")
        }
    }

    @Test func whatHasGoneSinceTheGroupsWereMadeIsLeftOut() throws {
        var room = try Self.room()
        let groups = BoardGroups(of: room.state, filter: .all, by: .name, opened: [GroupID("Net")])
        try room.perform(ResolveAlerts(AlertSelection(ids: ["0000000000000003"])))
        for _ in 0...Limits.goneAlertsMax / 1000 { try room.wait(.minutes(1)) }
        let window = groups.window(of: room.state, offset: 0, length: 100)
        #expect(window.groupedAt.map { $0 < room.state.sequence } == true)
        #expect(window.rows.count == 4)
        #expect(window.rows.contains { $0.state == .resolved })
    }
}
