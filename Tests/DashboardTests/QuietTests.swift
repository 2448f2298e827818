import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct QuietTests {
    @Test func itSaysThatAllIsWellAndWhoWouldBeCalled() throws {
        let screen = try ScriptedScreen(.quiet)
        #expect(screen.text.contains("✓ All is quiet."))
        #expect(screen.text.contains("On call      ada until Mon 09:00"))
        #expect(screen.text.contains("Last alert   QueueDepth resolved 14 min ago, 02:58"))
        #expect(screen.text.contains("heard 14 min ago"))
        #expect(!screen.text.contains("1 Alerts"))
        #expect(screen.text.contains("4 Timeline"))
    }

    @Test func aSilentSenderIsAWarning() throws {
        let screen = try ScriptedScreen(.quiet)
        screen.wait(.minutes(45))
        #expect(screen.text.contains("✓ All is quiet."))
        screen.wait(.minutes(1))
        #expect(screen.text.contains("! Nothing fires, but a sender has been silent for long."))
        #expect(screen.text.contains("! silent for 1 h"))
        #expect(Set(screen.frame.cells.map(\.role)).contains(.warning))
    }

    /// Nothing fires where nothing is taken in: that is no comfort, and the cure is told whole.
    @Test(arguments: [Scene.quiet, .new])
    func aRoomThatTakesNothingInIsNotQuiet(_ scene: Scene) throws {
        var room = try scene.room()
        room.live.readOnly = "the disk is full: " + String(repeating: "make some room ", count: 10) + "and it goes on"
        let screen = ScriptedScreen(room)
        #expect(screen.text.contains("! Nothing is taken in."))
        #expect(screen.text.contains("and it goes on"))
        #expect(!screen.text.contains("All is quiet"))
    }

    @Test func aNewRoomShowsHowToPointSendersAtIt() throws {
        var room = try Scene.new.room()
        room.live.listener = "10.0.0.7:80"
        let text = ScriptedScreen(room).text
        #expect(text.contains("targets: [\"10.0.0.7:80\"]"))
        #expect(text.contains("http://10.0.0.7:80/v2/enqueue"))
        #expect(text.contains("curl 10.0.0.7:80/alerts -d '{\"key\":\"a\",\"title\":\"hello\"}'"))
        #expect(text.contains("nobody is set: warroom oncall set NAME"))
        room.live.listener = ""
        #expect(ScriptedScreen(room).text.contains("curl 127.0.0.1:9911/alerts"))
    }

    @Test func theFirstAlertTurnsItIntoTheBoardAndItsEndBack() throws {
        let screen = try ScriptedScreen(.quiet)
        try screen.room.fire("DiskFull", on: "db-1")
        screen.tellChanges()
        #expect(screen.selectedText.contains("DiskFull"))
        screen.press("a")
        #expect(screen.bottom.contains("acknowledged DiskFull"))
        try screen.room.clear("DiskFull", on: "db-1")
        screen.tellChanges()
        #expect(screen.text.contains("✓ All is quiet."))
    }

    @Test func alertsAboveTheLimitAreCountedAndNeverHideTheSelection() throws {
        let screen = try ScriptedScreen(.storm)
        var view = screen.room.view()
        view.overview.crowdCount = 12_345
        screen.send(.connected(view, of: screen.model.request))
        #expect(screen.lines[18].contains("and 12345 more above the room's limit"))
        for _ in 0..<30 { screen.press("j") }
        #expect(screen.lines[17].hasPrefix("│▌"))
    }
}
