import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct MovingTests {
    @Test func keysMoveTheSelection() throws {
        let screen = try ScriptedScreen(.sev2)
        let names = ["DBReplicaLag", "CheckoutLatencyHigh", "DBConnectionsExhausted", "QueueDepth", "PaymentErrorRate"]
        #expect(screen.selectedText.contains(names[0]))
        screen.press("j")
        #expect(screen.selectedText.contains(names[1]))
        screen.press("Down", "j")
        #expect(screen.selectedText.contains(names[3]))
        screen.press("k", "Up")
        #expect(screen.selectedText.contains(names[1]))
        screen.press("G")
        #expect(screen.selectedText.contains("DeployFinished"))
        screen.press("j", "End")
        #expect(screen.selectedText.contains("DeployFinished"))
        screen.press("Home")
        #expect(screen.selectedText.contains(names[0]))
        screen.press("Home", "k")
        #expect(screen.selectedText.contains(names[0]))
    }

    @Test func theSelectedRowIsMarkedBesidesItsLayer() throws {
        let screen = try ScriptedScreen(.sev2).press("j")
        #expect(screen.selectedText.hasPrefix("▌CRIT"))
        screen.press("4")
        #expect(screen.texts(under: .selectedUnfocused).first?.hasPrefix("▌CRIT") == true)
    }

    @Test func pagesGoAScreenLessOneLine() throws {
        let screen = try ScriptedScreen(.storm)
        let first = screen.selectedText
        screen.press("PgDn")
        #expect(screen.lines.filter { $0.contains("▼") }.count == 1)
        screen.press("PgUp")
        #expect(screen.selectedText == first)
        screen.press("Ctrl-D", "Ctrl-D", "Ctrl-U", "Ctrl-U")
        #expect(screen.selectedText == first)
    }

    @Test func digitsAndTabFocusPanes() throws {
        let screen = try ScriptedScreen(.sev2)
        func focused() -> [String] {
            let frame = screen.frame
            return (0..<frame.size.rows).compactMap { row in
                let cells = frame.row(row).filter { $0.role == .titleFocused }
                return cells.isEmpty ? nil : ScriptedScreen.text(cells[...])
            }
        }
        #expect(focused() == [" 1 Alerts"])
        screen.press("4")
        #expect(focused() == [" 4 Timeline"])
        screen.press("Tab")
        #expect(focused() == [" 1 Alerts"])
        screen.press("Shift-Tab", "Shift-Tab")
        #expect(focused() == [" 3 Playbook"])
        screen.press("2")
        #expect(focused() == [" 2 Responder"])
    }

    @Test func zoomShowsOnePaneAndBack() throws {
        let screen = try ScriptedScreen(.sev2).press("z")
        #expect(screen.text.contains("1 Alerts"))
        #expect(!screen.text.contains("2 Responder"))
        screen.press("4")
        #expect(screen.text.contains("4 Timeline"))
        #expect(!screen.text.contains("1 Alerts"))
        screen.press("Esc")
        #expect(screen.text.contains("1 Alerts"))
    }

    @Test func onTheQuietScreenOnlyTheTimelineIsThere() throws {
        let screen = try ScriptedScreen(.quiet).press("1")
        #expect(screen.bottom.contains("all is quiet"))
        screen.press("k")
        #expect(screen.selectedText.contains("QueueDepth on q-main resolved"))
    }

    @Test func helpRunsTheHighlightedAction() throws {
        let screen = try ScriptedScreen(.sev2).press("?")
        #expect(screen.selectedText.contains("Take the alert"))
        screen.press("/").type("commander").press("Enter")
        #expect(screen.selectedText.contains("incident commander"))
        screen.press("Enter")
        #expect(screen.bottom.contains("to take command from lin"))
        #expect(!screen.text.contains("What can be done"))
    }

    @Test func helpPutsTheFocusedPaneFirst() throws {
        let screen = try ScriptedScreen(.sev2).press("4", "?")
        let lines = screen.lines
        let timeline = lines.firstIndex { $0.contains("The timeline") } ?? .max
        let alerts = lines.firstIndex { $0.contains("The selected alert") } ?? .max
        #expect(timeline < alerts)
    }

    @Test func escapeGoesBackStepByStepAndNeverQuits() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.press("/").type("db").press("Enter", "z", "?", "/").type("ack").press("Enter")
        screen.press("Esc")
        #expect(screen.text.contains("What can be done"))
        screen.press("Esc")
        #expect(!screen.text.contains("What can be done"))
        #expect(screen.text.contains("/db"))
        screen.press("Esc")
        #expect(!screen.text.contains("/db"))
        screen.press("Esc", "Esc", "Esc", "Esc")
        #expect(screen.text.contains("2 Responder"))
        #expect(screen.count { $0 == .quit } == 0)
        screen.press("q")
        #expect(screen.count { $0 == .quit } == 1)
    }

    @Test(arguments: ["?", "i", "Enter"]) func overThePanesQLeavesAsWell(_ opening: String) throws {
        let screen = try ScriptedScreen(.sev2).press("j", opening, "q")
        #expect(screen.count { $0 == .quit } == 1)
    }

    @Test func inAPromptQIsALetter() throws {
        let screen = try ScriptedScreen(.sev2).press("n", "q")
        #expect(screen.count { $0 == .quit } == 0)
        #expect(screen.bottom.contains(" q"))
    }

    @Test func aRefusalGoesWithTheNextKeyThatDoesSomething() throws {
        for key in ["?", "j", "4"] {
            let screen = try ScriptedScreen(.sev2).press("2", "a")
            #expect(screen.bottom.contains("this acts on an alert"))
            screen.press(key)
            #expect(!screen.bottom.contains("this acts on an alert"), "\(key): \(screen.bottom)")
        }
    }

    @Test func suspendAndRedrawWorkEverywhere() throws {
        let screen = try ScriptedScreen(.sev2).press("n", "Ctrl-Z", "Ctrl-L", "Esc", "?", "Ctrl-Z", "Ctrl-L")
        #expect(screen.count { $0 == .suspend } == 2)
        #expect(screen.count { $0 == .redraw } == 2)
    }

    @Test func theDetailScrolls() throws {
        let screen = try ScriptedScreen(.sev2, size: Size(columns: 80, rows: 24)).press("j", "Enter")
        #expect(screen.text.contains("p99 4.1 s > 2 s"))
        screen.press("G")
        #expect(screen.text.contains("episode"))
        #expect(!screen.text.contains("p99 4.1 s > 2 s"))
        screen.press("Home")
        #expect(screen.text.contains("p99 4.1 s > 2 s"))
    }

    @Test func choosingAnIncidentIsMineAlone() throws {
        let screen = try ScriptedScreen(.storm)
        #expect(screen.top.contains("INC-43"))
        screen.press("i", "j", "Enter")
        #expect(screen.top.contains("INC-42"))
        screen.expectNothingSent()
        screen.press("i", "G", "Enter")
        #expect(screen.top.contains("INC-1 "))
    }
}
