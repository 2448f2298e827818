import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct TimelineTests {
    /// A room with notes `note 1.` to `note count.`, one a minute.
    private func screen(_ count: Int, person: String = "ada") throws -> ScriptedScreen {
        var room = ScriptedRoom(at: Scene.now)
        for index in 1...count {
            room.now = Scene.now - .minutes(Int64(count - index))
            try room.perform(AddNote("note \(index)."), by: .kim)
        }
        return ScriptedScreen(room, person: person).press("4")
    }

    private func follows(_ screen: ScriptedScreen) -> Int {
        screen.count { if case .follow = $0 { true } else { false } }
    }
    private func pages(_ screen: ScriptedScreen) -> Int { screen.count { if case .page = $0 { true } else { false } } }

    @Test func itFollowsItsEnd() throws {
        let screen = try screen(30)
        #expect(screen.text.contains("note 30."))
        try screen.room.perform(AddNote("fresh"), by: .kim)
        screen.tellChanges()
        #expect(screen.text.contains("fresh"))
    }

    @Test func scrolledUpItStandsStill() throws {
        let screen = try screen(60).press("PgUp", "PgUp")
        let before = screen.lines
        let selected = screen.selectedText
        for index in 0..<3 { try screen.room.perform(AddNote("fresh \(index)"), by: .kim) }
        screen.tellChanges()
        #expect(screen.selectedText == selected)
        let body = 16..<(before.count - 2)
        #expect(Array(screen.lines[body]) == Array(before[body]))
        #expect(screen.text.contains("below"))
        screen.press("G")
        #expect(screen.text.contains("fresh 2"))
    }

    @Test func goingDownFromTheNewestFollowsAgain() throws {
        let screen = try screen(30).press("k", "k", "j", "j")
        #expect(screen.selectedText.isEmpty)
        try screen.room.perform(AddNote("fresh"), by: .kim)
        screen.tellChanges()
        #expect(screen.text.contains("fresh"))
    }

    @Test func scrollingBeyondWhatIsHereAsksForAPage() throws {
        let screen = try screen(450)
        #expect(screen.text.contains("200+"))
        for _ in 0..<12 { screen.press("PgUp") }
        #expect(pages(screen) == 0)
        for _ in 0..<3 { screen.press("PgUp") }
        #expect(pages(screen) == 1)
        for _ in 0..<80 { screen.press("PgUp") }
        #expect(pages(screen) == 2)
        #expect(screen.selectedText.contains("note 1."))
        #expect(screen.text.contains("450"))
        #expect(!screen.text.contains("450+"))
        screen.press("PgUp", "Home")
        #expect(pages(screen) == 2)
    }

    @Test func homeGoesToWhatIsHereAndLoadsOn() throws {
        let screen = try screen(450).press("<")
        #expect(screen.selectedText.contains("note 251."))
        #expect(pages(screen) == 1)
        screen.press("Home")
        #expect(screen.selectedText.contains("note 51."))
        screen.press("Home", "<")
        #expect(screen.selectedText.contains("note 1."))
    }

    @Test func aPageThatWasNotAskedForIsDropped() throws {
        let screen = try screen(450)
        let before = screen.frame
        screen.send(.page(screen.room.page(.all, before: 100, limit: 50), before: 100))
        screen.send(.page([], before: nil))
        #expect(screen.frame == before)
    }

    @Test func aGapIsReadAnew() throws {
        let screen = try screen(30)
        for index in 0..<5 { try screen.room.perform(AddNote("missed \(index)"), by: .kim) }
        var change = RoomChange()
        change.timelineIsGapped = true
        screen.send(.changed(change, of: screen.model.request))
        #expect(pages(screen) == 1)
        #expect(screen.text.contains("missed 0"))
        #expect(screen.text.contains("missed 4"))
    }

    @Test func aSecondGapWhileReadingIsReadOnceMore() throws {
        let screen = try screen(30)
        screen.isAnswered = false
        var change = RoomChange()
        change.timelineIsGapped = true
        screen.send(.changed(change, of: screen.model.request))
        screen.send(.changed(change, of: screen.model.request))
        #expect(pages(screen) == 1)
        screen.send(.page([], before: .max))
        #expect(pages(screen) == 2)
        screen.send(.page([], before: .max))
        #expect(pages(screen) == 2)
        #expect(screen.text.contains("note 30."))
    }

    @Test func afterALossPagedEntriesAreNotTrusted() throws {
        let screen = try screen(450).press("<")
        screen.send(.connection(.lost(since: screen.room.now, reason: "x")))
        #expect(pages(screen) == 1)
        screen.connect()
        #expect(pages(screen) == 2)
    }

    @Test func whatCameWhileAwayIsNewAndOnesOwnIsNot() throws {
        let screen = try screen(5)
        screen.press("1")
        try screen.room.perform(AddNote("mine"), by: .ada)
        screen.tellChanges()
        #expect(!screen.text.contains("new since you looked"))
        try screen.room.perform(AddNote("theirs"), by: .kim)
        screen.tellChanges()
        let lines = screen.lines
        let divider = lines.firstIndex { $0.contains("new since you looked") } ?? 0
        #expect(lines[divider + 1].contains("theirs"))
        #expect(screen.text.contains("· 1 new"))
    }

    @Test func focusKeepsTheDividerAndLookingAwayTakesIt() throws {
        var room = try Scene.sev2.room()
        room.now = Scene.now
        let screen = ScriptedScreen(room)
        try screen.room.perform(AddNote("theirs"), by: .kim)
        screen.tellChanges()
        screen.press("4")
        #expect(screen.text.contains("new since you looked"))
        screen.press("1")
        #expect(!screen.text.contains("new since you looked"))
    }

    @Test func daysAreDividedWhereTheyBeginInTheLocalZone() throws {
        var room = ScriptedRoom(at: Scene.instant(23, 59, day: 20))
        try room.perform(AddNote("friday"), by: .kim)
        try room.perform(AddNote("saturday"), by: .kim, at: Scene.instant(0, 1, day: 21))
        try room.perform(AddNote("sunday"), by: .kim, at: Scene.instant(3, 0))
        room.now = Scene.now
        let lines = ScriptedScreen(room).lines
        func line(_ text: String) -> Int { lines.firstIndex { $0.contains(text) } ?? -9 }
        #expect(line("Fri 20 Nov") + 1 == line("friday"))
        #expect(line("Sat 21 Nov") + 1 == line("saturday"))
        #expect(line("Sun 22 Nov") + 1 == line("sunday"))
    }

    @Test func withdrawnAndCorrectedEntriesFollow() throws {
        let screen = try screen(5)
        let last = screen.room.entries[4]
        try screen.room.perform(CorrectNote(.id(last.id), body: "note five"), by: .kim)
        screen.tellChanges()
        #expect(screen.text.contains("note five  corrected"))
        var gone = RoomChange()
        var entry = last
        entry.isWithdrawn = true
        gone.entries = [entry]
        screen.press("k")
        screen.send(.changed(gone, of: screen.model.request))
        #expect(!screen.text.contains("note five"))
        #expect(screen.selectedText.contains("note 4."))
    }

    @Test func quittingRemembersWhatWasSeen() throws {
        let screen = try screen(5).press("q")
        let memory = screen.effects.compactMap { if case .remember(let memory) = $0 { memory } else { nil } }.last
        #expect(memory?.seenSequence == 5)
        var room = screen.room
        try room.perform(AddNote("overnight"), by: .kim)
        let next = ScriptedScreen(room, isConnected: false)
        next.send(.restoredScreen(memory ?? ScreenMemory()))
        next.connect()
        #expect(next.text.contains("new since you looked"))
    }

    @Test func theSelectedEntryKeepsItsLineWhileOthersComeIn() throws {
        let screen = try screen(60).press("k", "k", "k")
        func line() -> Int? { screen.lines.firstIndex { $0.hasPrefix("│▌") } }
        let (before, text) = (try #require(line()), screen.selectedText)
        for index in 0..<8 {
            try screen.room.perform(AddNote("fresh \(index)"), by: .kim)
            screen.tellChanges()
            #expect(line() == before)
        }
        #expect(screen.selectedText == text)
        #expect(screen.text.contains(" below"))
        screen.press("G")
        #expect(screen.text.contains("fresh 7") && !screen.text.contains(" below"))
        try screen.room.perform(AddNote("fresh 8"), by: .kim)
        screen.tellChanges()
        #expect(screen.text.contains("fresh 8"))
    }

    @Test func aHeldTimelineStillFillsItsPaneWhenThatGrows() throws {
        let screen = try screen(60).press("k", "k")
        screen.send(.input(.resize(Size(columns: 120, rows: 50))))
        let blank = screen.lines[30..<48].filter { $0.allSatisfy { " │".contains($0) } }
        #expect(blank.isEmpty, "\(screen.text)")
        #expect(screen.text.contains("note 60."))
    }

    @Test func whatStoodOnTheScreenWhenAKeyWasPressedIsNotCountedAsNew() throws {
        let screen = try screen(5)
        for index in 0..<3 {
            try screen.room.perform(AddNote("theirs \(index)"), by: .kim)
            screen.tellChanges()
        }
        #expect(screen.text.contains("· 3 new"))
        screen.press("k")
        #expect(!screen.text.contains("3 new"), "\(screen.text)")
        #expect(screen.text.contains("new since you looked"))
        try screen.room.perform(AddNote("one more"), by: .kim)
        screen.tellChanges()
        #expect(screen.text.contains("· 1 new"))
    }
}
