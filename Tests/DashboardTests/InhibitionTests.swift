import Canvas
import Dashboard
import PlainText
import Testing
import WarRoom

/// Alerts that stand under others, on the screen.
@Suite struct InhibitionTests {
    private static func inhibit(in room: inout ScriptedRoom) throws {
        let rule = InhibitionRule(
            source: try MatcherSyntax.parse("alertname=NodeDown"),
            target: try MatcherSyntax.parse("alertname=~\"Disk.*\""), equal: ["instance"])
        try room.perform(OpenRoom(version: "1", inhibiting: [rule]), by: .daemon)
    }

    private func room() throws -> ScriptedRoom {
        var room = ScriptedRoom(at: Scene.now)
        try Self.inhibit(in: &room)
        try room.fire("DiskFull", on: "n1", .critical, ago: .minutes(5))
        try room.fire("DiskSlow", on: "n2", .critical, ago: .minutes(6))
        try room.fire("NodeDown", on: "n1", .critical, ago: .minutes(7))
        return room
    }

    private func row(_ words: String, on screen: ScriptedScreen) throws -> (text: String, roles: Set<StyleRole>) {
        let frame = screen.frame
        // No more than the alerts pane has, where others stand beside it.
        let rows = (0..<frame.size.rows).map { frame.row($0).prefix(71) }
        let cells = try #require(rows.first { ScriptedScreen.text($0).contains(words) })
        let named = cells.filter { $0.glyph != " " && $0.glyph.properties.isAlphabetic }
        return (ScriptedScreen.text(cells), Set(named.map(\.role)))
    }

    @Test(arguments: [(60, 15, "under NodeDown"), (120, 32, "under NodeDown"), (40, 10, "under NodeDown")])
    func aRowUnderAnotherIsDimAndSaysUnderWhich(_ columns: Int, _ rows: Int, _ words: String) throws {
        let screen = ScriptedScreen(try room(), size: Size(columns: columns, rows: rows))
        let hidden = try row("DiskFull", on: screen)
        #expect(hidden.text.contains(words), "\(hidden.text)")
        let free = try row("DiskSlow", on: screen)
        #expect(!free.text.contains("under"), "\(free.text)")
        #expect(free.roles.contains(.severityCritical) && free.roles.contains(.textStrong))
        #expect(!hidden.roles.contains(.severityCritical) && !hidden.roles.contains(.textStrong))
        #expect(hidden.roles.contains(.textDim))
    }

    @Test func theBoardsOrderStaysAndTheRowComesBack() throws {
        let screen = ScriptedScreen(try room())
        func order() -> [Int?] {
            ["DiskFull", "DiskSlow", "NodeDown"].map { name in screen.lines.firstIndex { $0.prefix(30).contains(name) }
            }
        }
        let before = order().compactMap { $0 }
        #expect(before.count == 3 && before == before.sorted())
        try screen.room.clear("NodeDown", on: "n1")
        screen.tellChanges()
        let free = try row("DiskFull", on: screen)
        #expect(!free.text.contains("under") && free.roles.contains(.textStrong))
        #expect(order().first == before.first)
    }

    @Test func theDetailsSayWhichRuleAndHowMany() throws {
        let screen = ScriptedScreen(try room(), size: Size(columns: 120, rows: 60)).press("Enter")
        for words in [
            "NodeDown on n1", #"alertname="NodeDown" hides alertname=~"Disk.*" of the same instance"#,
            "and comes back when that is over",
        ] {
            #expect(screen.text.contains(words), "\(words) in \(screen.text)")
        }
        screen.press("Esc", "j", "j", "Enter")
        #expect(screen.text.contains("1 alert stands under it"), "\(screen.text)")
        #expect(screen.text.contains("  DiskFull on n1"), "\(screen.text)")
    }

    @Test func theTitleCountsThoseThatStandUnderOthers() throws {
        let screen = ScriptedScreen(try room())
        #expect(screen.text.contains("3 firing · 1 under others"), "\(screen.text)")
        try screen.room.clear("NodeDown", on: "n1")
        screen.tellChanges()
        #expect(!screen.text.contains("under others"))
    }

    @Test func howManyStandUnderItIsAskedForAgainWhileItsDetailIsOpen() throws {
        let screen = ScriptedScreen(try room(), size: Size(columns: 120, rows: 60)).press("j", "j", "Enter")
        func asked() -> Int { screen.count { if case .story = $0 { true } else { false } } }
        #expect(screen.text.contains("1 alert stands under it"), "\(screen.text)")
        // The first time because it has been seen since, the second time not at all.
        for _ in 0..<2 { screen.wait(.minutes(1)) }
        let before = asked()
        try screen.room.fire("DiskSlow", on: "n1", .critical)
        screen.tellChanges()
        #expect(screen.text.contains("2 alerts stand under it"), "\(screen.text)")
        try screen.room.fire("DiskFuller", on: "n1", .critical)
        screen.tellChanges()
        #expect(asked() == before + 1)
        screen.wait(.seconds(10))
        #expect(screen.text.contains("3 alerts stand under it"), "\(screen.text)")
        screen.wait(.minutes(1))
        #expect(asked() == before + 2)
    }

    @Test func plainLinesSayTheSameWord() throws {
        let room = try room()
        let lines = plainSummary(of: room.view(), now: room.now, localOffset: { _ in 0 }).map(\.string)
        #expect(lines.contains("critical firing: DiskFull on n1, for 5 min, under NodeDown"), "\(lines)")
        #expect(lines.contains("critical firing: DiskSlow on n2, for 6 min"))
    }

    @Test func theBellWaitsUntilTheAlertStandsAlone() throws {
        var room = try Scene.sev2.room()
        try Self.inhibit(in: &room)
        let screen = ScriptedScreen(room, person: "ada")
        func bells() -> Int { screen.count { $0 == .bell } }
        try screen.room.fire("NodeDown", on: "n1", .critical)
        screen.tellChanges()
        #expect(bells() == 1)
        screen.wait(.minutes(2))
        try screen.room.fire("DiskFull", on: "n1", .critical)
        screen.tellChanges()
        #expect(bells() == 1)
        screen.wait(.minutes(2))
        try screen.room.clear("NodeDown", on: "n1")
        screen.tellChanges()
        #expect(bells() == 2)
    }
}
