import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct CopyingTests {
    private func copied(_ screen: ScriptedScreen) -> [String] {
        screen.effects.compactMap { if case .copy(let text) = $0 { text } else { nil } }
    }

    @Test func anAlertsLinkElseItsIdAndTitle() throws {
        let screen = try ScriptedScreen(.sev2).press("y")
        let id = screen.room.reference("DBReplicaLag", on: "db-2").alert
        #expect(copied(screen) == ["\(id) DBReplicaLag on db-2"])
        #expect(screen.bottom.contains("copied id and title of DBReplicaLag"))
        screen.press("j", "y")
        #expect(copied(screen).last == "https://runbooks.example.net/checkout/latency")
        #expect(screen.bottom.contains("copied the runbook link of CheckoutLatencyHigh"))
        screen.expectNothingSent()
    }

    @Test func anEntrysWordsAndAnIncident() throws {
        let screen = try ScriptedScreen(.sev2).press("4", "y")
        #expect(screen.bottom.contains("choose an entry first"))
        screen.press("4", "/").type("pool").press("Enter", "k", "y")
        #expect(copied(screen) == ["pool exhausted on db-1, connections 500/500"])
        screen.press("2", "y", "i", "y")
        #expect(copied(screen).suffix(2) == Array(repeating: "INC-42 Checkout latency above 2 s", count: 2))
        #expect(screen.bottom.contains("copied id and title of INC-42"))
    }

    @Test func linesOfANoteStayAndControlsDoNot() throws {
        var room = try Scene.sev2.room()
        try room.perform(AddNote("one\ntwo \u{1B}[31mred"))
        let screen = ScriptedScreen(room).press("4", "k", "y")
        #expect(copied(screen).first?.hasPrefix("one\ntwo ") == true)
        #expect(copied(screen).first?.contains("\u{1B}") == false)
    }

    @Test func nothingIsCopiedUnaskedAndATerminalThatCannotSaysSo() throws {
        let screen = try ScriptedScreen(.quiet).press("k", "Enter", "?", "y")
        #expect(screen.bottom.contains("there is nothing here to copy"))
        #expect(copied(screen).isEmpty)
        screen.send(.shellFailed(reason: "this terminal has no clipboard"))
        #expect(screen.bottom.contains("✗ this terminal has no clipboard"))
    }
}
