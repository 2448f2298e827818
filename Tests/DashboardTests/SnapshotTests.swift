import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct SnapshotTests {
    static let sizes = [
        Size(columns: 120, rows: 32), Size(columns: 80, rows: 24), Size(columns: 60, rows: 15),
        Size(columns: 40, rows: 10),
        Size(columns: 39, rows: 9),
    ]

    private func check(_ screen: ScriptedScreen, _ name: String) throws {
        try SnapshotFile(name: name).check(FrameSnapshot(screen.frame).text)
    }

    @Test(arguments: Scene.allCases, sizes)
    func everySceneAtEverySize(scene: Scene, size: Size) throws {
        let screen = try ScriptedScreen(scene, size: size)
        if scene == .sev2 { try happenWhileAway(screen) }
        try check(screen, "\(scene.rawValue)-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: [Scene.sev2, .quiet])
    func inASCII(scene: Scene) throws {
        let screen = try ScriptedScreen(scene, glyphs: .ascii)
        if scene == .sev2 { try happenWhileAway(screen) }
        try check(screen, "\(scene.rawValue)-120x32-ascii")
    }

    @Test func details() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.press("j", "Enter")
        try check(screen, "detail-alert-120x32")
        screen.press("Esc", "2", "Enter")
        try check(screen, "detail-incident-120x32")
        screen.press("Esc", "4", "k", "k", "Enter")
        try check(screen, "detail-entry-120x32")
    }

    @Test func overlays() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.press("?")
        try check(screen, "help-120x32")
        screen.press("Esc", "i")
        try check(screen, "incidents-120x32")
    }

    @Test func prompts() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.press("n", "Tab").type("pool exhausted")
        try check(screen, "prompt-note-120x32")
        screen.press("Esc", "s")
        try check(screen, "prompt-severity-120x32")
        screen.press("Esc", "R").type("scribe ")
        try check(screen, "prompt-roles-120x32")
    }

    @Test func filteredBoardAndTimeline() throws {
        let screen = try ScriptedScreen(.storm)
        screen.press("/").type("slow").press("Enter", "4", "/").type("slow").press("Enter", "k", "k", "1", "j", "a")
        try check(screen, "filtered-120x32")
    }

    @Test func somethingIsWrongWithTheRoom() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.send(.connection(.lost(since: screen.room.now, reason: "the daemon has gone away")))
        screen.wait(.seconds(40), isHeard: false)
        try check(screen, "lost-120x32")
    }

    @Test func beforeTheRoomAnswers() throws {
        let screen = ScriptedScreen(try Scene.sev2.room(), size: Size(columns: 80, rows: 24), isConnected: false)
        try check(screen, "connecting-80x24")
    }

    @Test func veryWide() throws {
        try check(try ScriptedScreen(.storm, size: Size(columns: 200, rows: 50)), "storm-200x50")
    }

    /// Ada looked away from the timeline a minute ago; then somebody wrote and an alert fired.
    private func happenWhileAway(_ screen: ScriptedScreen) throws {
        screen.press("4", "1")
        try screen.room.perform(AddNote("the phone line has a queue of 30", tag: .impact), by: .kim)
        try screen.room.fire("CheckoutErrorRate", on: "api-3", .error)
        screen.tellChanges()
    }
}
