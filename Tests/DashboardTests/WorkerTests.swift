import Dashboard
import Testing
import WarRoom

/// Who works on what, at the screen.
@Suite struct WorkerTests {
    @Test func itDoesNotHangOnTheRowsThatAreShown() throws {
        let screen = try ScriptedScreen(.sev2)
        #expect(screen.text.contains("Working   bo DBConnectionsExhausted"))
        screen.press("g")
        #expect(screen.text.contains("Working   bo DBConnectionsExhausted"))
        screen.press("g", "g", "g", "g", "/").type("nothing has this").press("Enter")
        #expect(screen.text.contains("Working   bo DBConnectionsExhausted"))
    }

    @Test func fromADaemonThatDoesNotTellItIsWhatTheRowsSay() throws {
        let screen = try ScriptedScreen(.sev2)
        var view = screen.room.view()
        view.overview.working = nil
        view.overview.workingCount = nil
        screen.send(.connected(view, of: screen.model.request))
        #expect(screen.text.contains("Working   ada CheckoutLatencyHigh"))
        (view.rows, view.matching) = ([], 0)
        screen.send(.connected(view, of: screen.model.request))
        #expect(!screen.text.contains("Working"))
    }

    @Test func moreThanAreToldAreCounted() throws {
        let screen = try ScriptedScreen(.sev2)
        var view = screen.room.view()
        view.overview.workingCount = 9
        screen.send(.connected(view, of: screen.model.request))
        screen.press("2", "z")
        #expect(screen.text.contains("and 7 more"))
    }
}
