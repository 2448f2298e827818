import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct FilterTests {
    @Test func theBoardNarrowsWhileOneTypes() throws {
        let screen = try ScriptedScreen(.sev2).press("/").type("db")
        #expect(screen.bottom.contains("filter the alerts: db"))
        #expect(screen.text.contains("/db 3 of 8"))
        #expect(!screen.lines[..<19].contains { $0.contains("PaymentErrorRate") })
        screen.press("Enter")
        #expect(screen.text.contains("/db 3 of 8"))
        screen.press("G")
        #expect(screen.selectedText.contains("DiskWillFill"))
    }

    @Test func escapeInThePromptBringsTheOldFilterBack() throws {
        let screen = try ScriptedScreen(.sev2).press("/").type("db").press("Enter", "/", "Ctrl-U").type("pay").press(
            "Esc")
        #expect(screen.text.contains("/db 3 of 8"))
    }

    @Test func escapeInThePaneClearsIt() throws {
        let screen = try ScriptedScreen(.sev2).press("/").type("db").press("Enter", "Esc")
        #expect(!screen.text.contains("/db"))
        #expect(screen.text.contains("PaymentErrorRate"))
    }

    @Test func theSelectionSurvivesIfItStillFits() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "j", "/").type("db").press("Enter")
        #expect(screen.selectedText.contains("DBConnectionsExhausted"))
        screen.press("/", "Ctrl-U").type("pay").press("Enter")
        #expect(screen.selectedText.contains("PaymentErrorRate"))
    }

    @Test func escapeBringsTheSelectionBackWithTheFilter() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "j", "j")
        let (before, text) = (screen.lines, screen.selectedText)
        screen.press("/").type("pay")
        #expect(screen.selectedText != text)
        screen.press("Esc")
        #expect(screen.selectedText == text)
        #expect(screen.lines == before)
        // The same where the filter was taken, and is cleared later.
        screen.press("/").type("pay").press("Enter", "Esc")
        #expect(screen.selectedText == text)
        // Who chose another line in between stays with that.
        screen.press("/").type("db").press("Enter", "Home", "j")
        let chosen = screen.selectedText
        screen.press("Esc")
        #expect(screen.selectedText == chosen)
    }

    @Test func farDownItComesBackToTheSameLine() throws {
        let screen = try ScriptedScreen(.storm).press("PgDn", "PgDn", "PgDn", "PgDn", "G", "k", "k")
        let (text, line) = (screen.selectedText, screen.lines.firstIndex { $0.hasPrefix("│▌") })
        screen.press("/").type("checkout")
        #expect(screen.selectedText != text)
        screen.press("Esc")
        #expect(screen.selectedText == text, "\(screen.text)")
        #expect(screen.lines.firstIndex { $0.hasPrefix("│▌") } == line)
    }

    @Test func theTimelinesSelectionComesBackToo() throws {
        let screen = try ScriptedScreen(.sev2).press("4", "k", "k", "k")
        let text = screen.selectedText
        screen.press("/").type("first customer").press("Esc")
        #expect(screen.selectedText == text)
    }

    @Test func untilTheAnswerIsHereNoOldCountStandsBesideTheNewFilter() throws {
        let screen = try ScriptedScreen(.sev2).press("/").type("db")
        #expect(screen.text.contains("/db 3 of 8"))
        var model = screen.model
        _ = update(&model, .input(.key(.character("-"))))
        let frame = view(model)
        let rows = (0..<frame.size.rows).map { ScriptedScreen.text(frame.row($0)) }
        #expect(rows.contains { $0.contains("/db- …") } && !rows.contains { $0.contains("/db- 3") })
    }

    @Test func aMatcherIsTakenWhenItIsWhole() throws {
        let screen = try ScriptedScreen(.sev2).press("/").type("instance=\"db-1\"")
        #expect(screen.text.contains("2 of 8"))
        screen.press("Backspace")
        #expect(screen.text.contains("2 of 8") || screen.text.contains("✗"))
        screen.press("Ctrl-U").type("instance=~\"(\"").press("Enter")
        #expect(screen.bottom.contains("filter the alerts"))
        #expect(screen.text.contains("✗"))
    }

    @Test func nothingFitsIsSaid() throws {
        let screen = try ScriptedScreen(.sev2).press("/").type("zzz").press("Enter")
        #expect(screen.text.contains("nothing matches /zzz: Esc shows all 8"))
        screen.press("4", "/").type("zzz").press("Enter")
        #expect(screen.lines[20...].contains { $0.contains("nothing matches /zzz: Esc shows all") })
    }

    @Test func eachPaneHasItsOwn() throws {
        let screen = try ScriptedScreen(.sev2).press("4", "/").type("pool").press("Enter")
        #expect(screen.text.contains("/pool"))
        #expect(screen.text.contains("4 firing"))
        #expect(screen.lines[..<18].contains { $0.contains("PaymentErrorRate") })
        #expect(screen.lines[18...].count { $0.contains("bo ") } == 1)
    }

    @Test func theRoomsWordOnAFilterItCannotRead() throws {
        let screen = try ScriptedScreen(.sev2)
        var view = screen.room.view()
        view.rows = []
        view.matching = 0
        view.filterProblem = "expected a label's name"
        screen.send(.connected(view, of: screen.model.request))
        #expect(screen.text.contains("the filter cannot be read: expected a label's name"))
    }
}
