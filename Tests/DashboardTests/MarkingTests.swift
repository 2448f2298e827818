import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct MarkingTests {
    @Test func markedAlertsAreActedOnTogether() throws {
        let screen = try ScriptedScreen(.sev2).press("Space", "j", "j", "j", "Space")
        #expect(screen.text.contains("2 marked"))
        #expect(screen.lines.contains { $0.contains("CRIT•◆ DBReplicaLag") })
        screen.press("G", "a")
        let marks = screen.expectSent(Acknowledge.self)?.alerts.marks
        #expect(
            Set(marks?.alerts ?? []) == [
                screen.room.reference("DBReplicaLag", on: "db-2"),
                screen.room.reference("PaymentErrorRate", on: "pay-7"),
            ])
        #expect(screen.bottom == " ✓ acknowledged 2 alerts for 1 h · U undoes")
        #expect(!screen.text.contains("marked"))
    }

    @Test func aMarkIsWordAndSignInASCIIToo() throws {
        let screen = try ScriptedScreen(.sev2, glyphs: .ascii).press("Space")
        #expect(screen.text.contains("1 marked"))
        #expect(screen.lines.contains { $0.contains("CRIT*") })
    }

    @Test func escapeUnmarksBeforeItClearsTheFilter() throws {
        let screen = try ScriptedScreen(.sev2).press("/").type("db").press("Enter", "Space", "Esc")
        #expect(!screen.text.contains("marked"))
        #expect(screen.text.contains("/db"))
        screen.press("Esc")
        #expect(!screen.text.contains("/db"))
    }

    @Test func aMarkStaysWithItsAlertAndGoesWithItsEpisode() throws {
        let screen = try ScriptedScreen(.sev2).press("Space")
        try screen.room.fire("Worse", on: "host", .critical)
        screen.tellChanges()
        #expect(screen.lines.contains { $0.contains("CRIT•◆ DBReplicaLag") })
        try screen.room.clear("DBReplicaLag", on: "db-2")
        screen.wait(.minutes(1))
        try screen.room.fire("DBReplicaLag", on: "db-2", .critical)
        screen.tellChanges()
        #expect(!screen.text.contains("marked"))
    }

    @Test func allThatTheFilterShowsIsMarkedAndUnmarked() throws {
        let screen = try ScriptedScreen(.storm).press("/").type("slow").press("Enter", "*")
        let count = screen.room.view(screen.model.request).matching
        #expect(screen.text.contains("\(count) marked"))
        screen.press("*")
        #expect(!screen.text.contains("marked"))
        screen.press("*", "j", "Space")
        #expect(screen.text.contains("\(count - 1) marked"))
        try screen.room.fire("EtcdSlow", on: "late", .critical)
        screen.tellChanges()
        #expect(screen.text.contains("\(count - 1) marked"))
        screen.press("a")
        _ = screen.takeSent()
        #expect(screen.bottom.contains("acknowledged \(count - 1) alerts for 1 h"))
        #expect(screen.room.state.alerts[screen.room.reference("EtcdSlow", on: "late").alert]?.phase == .firing)
    }

    @Test func tooManyAreNotMarked() throws {
        let screen = try ScriptedScreen(.sev2)
        var view = screen.room.view()
        view.matching = Limits.alertsPerCommandMax + 1
        screen.send(.connected(view, of: screen.model.request))
        screen.press("*")
        #expect(screen.bottom.contains("more than can be acted on at once"))
        #expect(!screen.text.contains("marked"))
    }

    @Test func aRefusedActKeepsTheMarks() throws {
        let screen = try ScriptedScreen(.sev2).press("Space", "Space")
        screen.isAnswered = false
        screen.press("x")
        screen.send(.answered(token: 1, .failure(Refusal(.conflict, "no"))))
        #expect(screen.text.contains("2 marked"))
    }

    @Test func resolvingMarkedOnesAsksWithTheirNumber() throws {
        let screen = try ScriptedScreen(.sev2).press("Space", "Space", "r")
        #expect(screen.bottom.contains("y or n: resolve 2 marked alerts by hand?"))
        screen.press("y")
        #expect(screen.bottom.contains("resolved 2 alerts"))
    }

    @Test func inADetailItsAlertIsMeant() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "Space", "G", "Enter")
        _ = screen.takeSent()
        screen.press("a")
        #expect(screen.expectSent(Acknowledge.self)?.alerts.marks == nil)
    }
}
