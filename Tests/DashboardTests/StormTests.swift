import Canvas
import Dashboard
import Testing
import WarRoom

/// Thousands of alerts come in, and somebody is at work.
@Suite struct StormTests {
    /// A board of errors `A0`, `A1` …, the newest first.
    private func screen(_ count: Int, size: Size = Size(columns: 120, rows: 32)) throws -> ScriptedScreen {
        var room = ScriptedRoom(at: Scene.now - .minutes(Int64(count)))
        for index in 0..<count {
            room.now = Scene.now - .minutes(Int64(count - index))
            try room.fire("A\(index)", on: "host", .error)
        }
        room.now = Scene.now
        return ScriptedScreen(room, size: size)
    }

    private func follows(_ screen: ScriptedScreen) -> Int {
        screen.count { if case .follow = $0 { true } else { false } }
    }

    private func fire(_ count: Int, _ name: String, in screen: ScriptedScreen) throws {
        for index in 0..<count { try screen.room.fire("\(name)\(index)", on: "host", .critical) }
        screen.tellChanges()
    }

    private func selectedLine(_ screen: ScriptedScreen) -> Int? {
        screen.lines.firstIndex { $0.hasPrefix("│▌") }
    }

    @Test(arguments: [["j", "j", "j"], ["PgDn", "PgDn", "j"], ["G", "k"]])
    func theSelectedAlertKeepsItsLineWhileThousandsComeInAbove(keys: [String]) throws {
        let screen = try screen(400)
        for key in keys { screen.press(key) }
        let (text, line) = (screen.selectedText, selectedLine(screen))
        for burst in 0..<4 {
            try fire(700, "Worse\(burst)x", in: screen)
            #expect(screen.selectedText == text)
            #expect(selectedLine(screen) == line)
        }
        // Once the window lies around the alert it needs not be asked for again.
        let asked = follows(screen)
        try fire(700, "Again", in: screen)
        #expect(follows(screen) == asked)
        screen.press("a")
        #expect(screen.bottom.contains("acknowledged A"))
    }

    @Test func onAFilteredBoardToo() throws {
        let screen = try screen(400).press("/").type("host").press("Enter", "PgDn", "j")
        let (text, line) = (screen.selectedText, selectedLine(screen))
        try fire(900, "Worse", in: screen)
        #expect(screen.selectedText == text)
        #expect(selectedLine(screen) == line)
    }

    @Test func whoWalksOnGoesLineByLine() throws {
        let screen = try screen(400).press("j", "j", "j")
        try fire(700, "Worse", in: screen)
        #expect(screen.selectedText.contains("A396 "))
        for place in 1...150 {
            screen.press("j")
            #expect(screen.selectedText.contains("A\(396 - place) "))
            if place % 20 == 0 { try fire(300, "Worse\(place)x", in: screen) }
        }
        for _ in 0..<150 { screen.press("k") }
        #expect(screen.selectedText.contains("A396 "))
    }

    @Test func whoGoesHomeSeesTheWorst() throws {
        let screen = try screen(400).press("j", "j", "j")
        try fire(700, "Worse", in: screen)
        #expect(screen.text.contains("700 above"))
        screen.press("Home")
        #expect(screen.selectedText.contains("Worse"))
        #expect(!screen.text.contains(" above"))
        try fire(3, "New", in: screen)
        #expect(!screen.text.contains(" above"))
        #expect(screen.model.request.anchor == nil && screen.model.request.offset == 0)
    }

    @Test func whoNeverLeftTheTopSeesWhatComesIn() throws {
        let screen = try screen(5)
        try fire(3, "Worse", in: screen)
        #expect(screen.lines[2].contains("Worse"))
        #expect(screen.selectedText.contains("A4 "))
        let moved = try self.screen(60).press("j")
        let line = selectedLine(moved)
        try fire(30, "Worse", in: moved)
        #expect(selectedLine(moved) == line)
        #expect(moved.selectedText.contains("A58 "))
    }

    @Test func theNextOneTakesThePlaceOfASelectedOneThatGoesInAStorm() throws {
        let screen = try screen(400).press("PgDn", "j")
        try fire(700, "Worse", in: screen)
        let line = selectedLine(screen)
        let name = try #require(screen.selectedText.split(separator: " ").dropFirst().first.map(String.init))
        try screen.room.perform(ResolveAlerts(screen.room.selection(name, on: "host")), by: .bo)
        screen.tellChanges()
        #expect(selectedLine(screen) == line)
        let number = try #require(Int(name.dropFirst()))
        #expect(screen.selectedText.contains("A\(number - 1) "))
        screen.press("a")
        screen.expectNothingSent()
    }

    @Test func aMemberOfAnOpenGroupIsFoundAgain() throws {
        var room = ScriptedRoom(at: Scene.now)
        for index in 0..<500 { try room.fire("Disk", on: "host-\(index)", .error) }
        let screen = ScriptedScreen(room).press("g", "Right", "PgDn", "PgDn", "j")
        let (text, line) = (screen.selectedText, selectedLine(screen))
        #expect(text.contains("host-"))
        for index in 0..<400 { try screen.room.fire("Disk", on: "late-\(index)", .critical) }
        screen.tellChanges()
        #expect(screen.selectedText == text)
        #expect(selectedLine(screen) == line)
    }

    @Test func anAnswerToAnOlderRequestEndsNoSearch() throws {
        let screen = try screen(400).press("PgDn", "j")
        let (text, line) = (screen.selectedText, selectedLine(screen))
        let older = screen.model.request
        let before = screen.room.view(older)
        for index in 0..<700 { try screen.room.fire("Worse\(index)", on: "host", .critical) }
        // Both were on their way when the alert was not found any more, and another window was asked for.
        _ = update(&screen.model, .changed(screen.room.change(from: before, older), of: older))
        let wanted = screen.model.request
        #expect(wanted.anchor != nil && wanted != older)
        _ = update(&screen.model, .connected(screen.room.view(older), of: older))
        #expect(screen.selectedText == text)
        #expect(screen.model.request == wanted)
        screen.connect()
        #expect(screen.selectedText == text)
        #expect(selectedLine(screen) == line)
    }
}
