import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct SelectionTests {
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

    @Test func newAlertsDoNotStealTheSelection() throws {
        let screen = try screen(5).press("j")
        #expect(screen.selectedText.contains("A3 "))
        try screen.room.fire("Worse", on: "host", .critical)
        screen.tellChanges()
        #expect(screen.selectedText.contains("A3 "))
        screen.press("a")
        let command = screen.expectSent(Acknowledge.self)
        #expect(command?.alerts == screen.room.selection("A3", on: "host"))
    }

    @Test func theSelectionFollowsARowThatMoves() throws {
        let screen = try screen(5).press("G")
        #expect(screen.selectedText.contains("A0 "))
        try screen.room.fire("A0", on: "host", .critical)
        screen.tellChanges()
        #expect(screen.selectedText.contains("A0 "))
        #expect(screen.lines[2].contains("A0 "))
    }

    @Test func theNextRowTakesThePlaceOfOneThatGoes() throws {
        let screen = try screen(5).press("j")
        try screen.room.perform(ResolveAlerts(screen.room.selection("A3", on: "host")), by: .bo)
        screen.tellChanges()
        #expect(screen.selectedText.contains("A2 "))
        screen.press("G")
        try screen.room.perform(ResolveAlerts(screen.room.selection("A0", on: "host")), by: .bo)
        screen.tellChanges()
        #expect(screen.selectedText.contains("A1 "))
    }

    @Test func theLastRowLeavesNothingSelected() throws {
        let screen = try screen(1)
        try screen.room.perform(ResolveAlerts(screen.room.selection("A0", on: "host")), by: .bo)
        screen.tellChanges()
        screen.press("a")
        screen.expectNothingSent()
    }

    @Test func atTheTopNewAlertsComeIntoSight() throws {
        let screen = try screen(5)
        try screen.room.fire("Worse", on: "host", .critical)
        screen.tellChanges()
        #expect(screen.lines[2].contains("Worse"))
        #expect(screen.lines[3].hasPrefix("│▌"))
    }

    @Test func furtherDownTheSelectedRowKeepsItsLine() throws {
        let screen = try screen(60).press("PgDn", "PgDn")
        let line = screen.lines.firstIndex { $0.hasPrefix("│▌") }
        let selected = screen.selectedText
        for index in 0..<4 { try screen.room.fire("Worse\(index)", on: "host", .critical) }
        screen.tellChanges()
        #expect(screen.selectedText == selected)
        #expect(screen.lines.firstIndex { $0.hasPrefix("│▌") } == line)
    }

    @Test func movesBeyondTheWindowAskForMore() throws {
        let screen = try screen(900).press("G")
        #expect(screen.selectedText.contains("A0 "))
        #expect(screen.count { if case .follow = $0 { true } else { false } } == 1)
        screen.press("Home")
        #expect(screen.selectedText.contains("A899 "))
        for _ in 0..<60 { screen.press("PgDn") }
        #expect(screen.selectedText.contains("A0 "))
    }

    @Test func theWindowFollowsASelectionThatIsPushedOut() throws {
        let screen = try screen(900)
        for _ in 0..<11 { screen.press("PgDn") }
        let selected = screen.selectedText
        for index in 0..<150 { try screen.room.fire("Worse\(index)", on: "host", .critical) }
        screen.tellChanges()
        #expect(screen.selectedText == selected)
        screen.press("a")
        #expect(screen.bottom.contains("acknowledged"))
    }

    @Test func changedRowsAreMarkedForTwoSeconds() throws {
        let screen = try screen(5)
        try screen.room.perform(Acknowledge(screen.room.selection("A2", on: "host")), by: .bo)
        screen.tellChanges()
        #expect(screen.texts(under: .changed).contains { $0.contains("A2 ") })
        screen.wait(.milliseconds(1999))
        #expect(screen.texts(under: .changed).contains { $0.contains("A2 ") })
        screen.wait(.milliseconds(1))
        #expect(screen.texts(under: .changed).isEmpty)
    }

    @Test func oneMoreResendIsNoChangeWorthAMark() throws {
        let screen = try screen(5)
        screen.room.counts["A2"] = 9
        screen.tellChanges()
        #expect(screen.text.contains("×9"))
        #expect(screen.texts(under: .changed).isEmpty)
    }

    @Test func mouseWheelAndClick() throws {
        let screen = try screen(60)
        func mouse(_ action: MouseEvent.Action, _ column: Int, _ row: Int) {
            screen.send(.input(.mouse(MouseEvent(action, at: Point(column: column, row: row)))))
        }
        mouse(.wheelDown, 10, 8)
        #expect(screen.lines[2].contains("A56 "))
        #expect(screen.selectedText.contains("A56 "))
        mouse(.press(.left), 10, 5)
        #expect(screen.selectedText.contains("A53 "))
        mouse(.wheelUp, 10, 8)
        #expect(screen.selectedText.contains("A53 "))
        mouse(.press(.left), 10, 25)
        #expect(screen.selectedText.contains("fired on host"))
        mouse(.press(.left), 110, 3)
        #expect(screen.texts(under: .selectedUnfocused).count == 2)
        for row in -2..<40 { for column in [-1, 0, 60, 119, 500] { mouse(.press(.left), column, row) } }
    }
}

extension Milliseconds {
    static func milliseconds(_ count: Int64) -> Milliseconds { Milliseconds(count) }
}

extension SelectionTests {
    @Test func aKeyOnItsWayDoesNotHitTheRowThatSlidUnderIt() throws {
        let screen = try screen(5).press("j")
        try screen.room.perform(ResolveAlerts(screen.room.selection("A3", on: "host")), by: .bo)
        screen.tellChanges()
        screen.press("a")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("the selected alert has just gone, now it is A2: press again"))
        screen.press("a")
        #expect(screen.expectSent(Acknowledge.self)?.alerts == screen.room.selection("A2", on: "host"))
    }

    @Test func afterAMomentOrAMoveItIsMeant() throws {
        for press in [["j"], []] {
            let screen = try screen(5).press("j")
            try screen.room.perform(ResolveAlerts(screen.room.selection("A3", on: "host")), by: .bo)
            screen.tellChanges()
            if press.isEmpty { screen.wait(.milliseconds(700)) } else { screen.press("j") }
            screen.press("a")
            #expect(screen.takeSent().count == 1)
        }
    }

    @Test func whatOnesOwnActRemovesIsNoSurprise() throws {
        let screen = try screen(5)
        for _ in 0..<3 { screen.press("r", "y") }
        #expect(screen.takeSent().count == 3)
        #expect(screen.selectedText.contains("A1 "))
    }
}
