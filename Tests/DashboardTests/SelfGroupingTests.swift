import Canvas
import Dashboard
import Testing
import WarRoom

/// In a storm the board groups itself, while nobody is at work.
@Suite struct SelfGroupingTests {
    private func screen(_ count: Int, glyphs: GlyphSet = .unicode) throws -> ScriptedScreen {
        var room = ScriptedRoom(at: Scene.now - .hours(2))
        try room.fire("Disk", on: "first", .error)
        room.now = Scene.now
        for index in 1..<count { try room.fire(index % 2 == 0 ? "Disk" : "Net", on: "host-\(index)", .error) }
        try room.fire("Disk", on: "worst", .critical)
        return ScriptedScreen(room, glyphs: glyphs)
    }

    private func grouping(_ screen: ScriptedScreen) -> AlertGrouping? { screen.model.request.grouping }

    @Test func afterTenSecondsWithoutAKeyItGroupsAndSaysSoOnce() throws {
        let screen = try screen(1200)
        #expect(screen.model.nextClock.map { $0 <= screen.room.now + .seconds(10) } == true)
        screen.wait(.milliseconds(9999))
        #expect(grouping(screen) == nil)
        screen.wait(.milliseconds(1))
        #expect(grouping(screen) == .name)
        #expect(screen.bottom.contains("1,201 alerts: grouped by name · g changes"))
        screen.wait(.seconds(8))
        #expect(!screen.text.contains("g changes"))
        screen.wait(.minutes(1))
        #expect(!screen.text.contains("g changes"))
        // It is no choice of this person's that the next start should find.
        #expect(screen.model.memory.grouping == nil)
        screen.expectNothingSent()
    }

    @Test func aKeyThatMeantAnAlertDoesNothingToTheGroupThatCameUnderIt() throws {
        let screen = try screen(600).press("j")
        screen.wait(.seconds(10))
        screen.press("a")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("press again"), "\(screen.bottom)")
        screen.press("a")
        #expect(screen.takeSent().count == 1)
    }

    @Test func fewerStayAsTheyAre() throws {
        let screen = try screen(499)
        screen.wait(.minutes(1))
        #expect(grouping(screen) == nil)
        try screen.room.fire("Disk", on: "one-more", .error)
        screen.tellChanges()
        #expect(grouping(screen) == .name)
    }

    @Test func itNeverUngroupsByItself() throws {
        let screen = try screen(501)
        screen.wait(.seconds(10))
        for index in 1..<400 { try screen.room.clear(index % 2 == 0 ? "Disk" : "Net", on: "host-\(index)", .error) }
        try screen.room.perform(
            ResolveAlerts(screen.room.selection("Disk", on: "first")), by: .bo)
        screen.tellChanges()
        screen.wait(.minutes(5))
        #expect(grouping(screen) == .name)
    }

    @Test func whoeverIsAtWorkIsLeftAlone() throws {
        for keys in [["/"], [":"], ["Enter"], ["?"], ["Space"]] {
            let screen = try screen(600)
            for key in keys { screen.press(key) }
            screen.wait(.minutes(1))
            #expect(grouping(screen) == nil, "after \(keys)")
        }
        let screen = try screen(600)
        for _ in 0..<5 {
            screen.wait(.seconds(9))
            screen.press("j")
        }
        #expect(grouping(screen) == nil)
        screen.wait(.seconds(10))
        #expect(grouping(screen) == .name)
    }

    @Test func aChoiceMadeByHandStays() throws {
        let screen = try screen(600).press("g", "g", "g", "g", "g")
        #expect(grouping(screen) == nil)
        screen.wait(.minutes(1))
        #expect(grouping(screen) == nil)
        let again = try self.screen(600)
        again.wait(.seconds(10))
        again.press("g")
        #expect(again.model.memory.grouping == .service)
    }

    @Test func aFilteredBoardIsLeftAlone() throws {
        let screen = try screen(600).press("/").type("host").press("Enter")
        screen.wait(.minutes(1))
        #expect(grouping(screen) == nil)
    }

    @Test func aGroupShowsItsAgesAndWhatAllOfItAreAbout() throws {
        let screen = try screen(600).press("g")
        let disk = try #require(screen.lines.first { $0.contains("▶ Disk") })
        #expect(!disk.contains("worst") && !disk.contains("host-"))
        #expect(disk.contains(" 1h–<1m "))
        let net = try #require(screen.lines.first { $0.contains("▶ Net") })
        #expect(!net.contains("–"))
        try screen.room.fire("Alone", on: "node-7", .critical)
        screen.tellChanges()
        #expect(screen.lines.contains { $0.contains("▶ Alone") && $0.contains(" node-7 ") }, "\(screen.text)")
        let narrow = ScriptedScreen(screen.room, size: Size(columns: 80, rows: 24)).press("g")
        #expect(narrow.lines.contains { $0.contains("▶ Disk") && !$0.contains("–") })
    }

    @Test func theRateStandsInAPlaceOfItsOwn() throws {
        let screen = try screen(5)
        #expect(!screen.text.contains("/s"))
        try screen.room.perform(Acknowledge(screen.room.selection("Disk", on: "first")), by: .bo)
        var places: Set<Int> = []
        for rate in [110, 240, 9999, 99_000] {
            screen.room.live.alertsPerSecond = rate
            screen.tellChanges()
            let title = screen.lines[1]
            #expect(title.contains(rate > 9999 ? "99k/s" : "\(rate)/s"))
            let words = screen.lines[1].split(separator: "1 acked", maxSplits: 1)
            if words.count == 2 { places.insert(words[0].count) }
        }
        #expect(places.count == 1)
        screen.room.live.alertsPerSecond = 9
        screen.tellChanges()
        #expect(!screen.lines[1].contains("/s"))
    }
}
