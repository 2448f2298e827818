import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct ActingTests {
    @Test func ackNamesTheEpisodeOfTheSelectedAlert() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "j", "j", "j", "a")
        let command = screen.expectSent(Acknowledge.self)
        #expect(command == Acknowledge(screen.room.selection("PaymentErrorRate", on: "pay-7")))
        #expect(screen.bottom == " ✓ acknowledged PaymentErrorRate for 1 h · U undoes")
        #expect(screen.selectedText.contains("ada ✓"))
    }

    @Test func unackTakesItBack() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "x")
        let command = screen.expectSent(Unacknowledge.self)
        #expect(command?.alerts == screen.room.selection("CheckoutLatencyHigh", on: "api-3"))
    }

    @Test func resolveAsksFirst() throws {
        let screen = try ScriptedScreen(.sev2).press("r")
        #expect(screen.bottom.contains("y or n: resolve DBReplicaLag by hand?"))
        screen.press("n")
        screen.expectNothingSent()
        screen.press("r", "Enter")
        screen.expectNothingSent()
        screen.press("y")
        #expect(screen.expectSent(ResolveAlerts.self)?.alerts.references.count == 1)
        #expect(!screen.bottom.contains("undoes"))
    }

    @Test func seenLetsAReturnedAlertLeave() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "j", "j", "m")
        _ = screen.expectSent(SeeAlerts.self)
        #expect(screen.bottom.contains("saw QueueDepth, 1 left the board"))
        #expect(!screen.lines[..<19].contains { $0.contains("QueueDepth") })
    }

    @Test func openingAnUnseenAlertMarksItSeenQuietly() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "j", "j", "j", "Enter")
        #expect(screen.expectSent(SeeAlerts.self)?.alerts == screen.room.selection("PaymentErrorRate", on: "pay-7"))
        #expect(screen.bottom.contains("Esc back"))
        screen.press("Esc", "k", "k", "k", "Enter")
        screen.expectNothingSent()
        #expect(screen.text.contains("Acked by     ada until 04:04, 52 min left"))
    }

    @Test func openingAReturnedAlertKeepsItsDetailAndSaysThatItLeft() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "j", "j", "Enter")
        _ = screen.expectSent(SeeAlerts.self)
        #expect(screen.text.contains("Name         QueueDepth"))
        screen.press("Esc")
        #expect(screen.selectedText.contains("PaymentErrorRate"))
    }

    @Test func readOnlyScreensOpenWithoutASound() throws {
        let screen = try ScriptedScreen(.sev2, isReadOnly: true).press("Enter")
        screen.expectNothingSent()
        #expect(screen.text.contains("Name         DBReplicaLag"))
    }

    @Test func actsInTheDetailMeanItsAlert() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "Enter", "a")
        let command = screen.expectSent(Acknowledge.self)
        #expect(command?.alerts == screen.room.selection("CheckoutLatencyHigh", on: "api-3"))
        screen.press("4")
        #expect(screen.bottom.contains("Esc goes back first"))
    }

    @Test func linkAndUnlink() throws {
        let screen = try ScriptedScreen(.sev2).press("L")
        #expect(screen.expectSent(LinkAlerts.self)?.isLinked == false)
        #expect(!screen.selectedText.contains("◆"))
        screen.press("L")
        #expect(screen.expectSent(LinkAlerts.self)?.isLinked == true)
        #expect(screen.selectedText.contains("◆"))
    }

    @Test func pinAndCorrect() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.press("n").type("my words").press("Enter")
        _ = screen.takeSent()
        screen.press("4", "k", "P")
        #expect(screen.expectSent(PinEntry.self)?.isPinned == true)
        #expect(screen.selectedText.hasSuffix("pinned"))
        screen.press("e")
        #expect(screen.bottom.contains(": my words"))
        screen.type(", mended").press("Enter")
        #expect(screen.expectSent(CorrectNote.self)?.body == "my words, mended")
        #expect(screen.selectedText.contains("my words, mended  corrected"))
    }

    @Test func joinAndLeave() throws {
        let screen = try ScriptedScreen(.storm)
        screen.press("J")
        #expect(screen.expectSent(JoinIncident.self)?.isJoined == true)
        screen.press("J")
        #expect(screen.expectSent(JoinIncident.self)?.isJoined == false)
    }

    @Test func commandIsTakenAtOnceOnlyFromNobody() throws {
        let free = try ScriptedScreen(.storm).press("c")
        #expect(free.expectSent(AssignRole.self)?.role == .commander)

        let held = try ScriptedScreen(.sev2).press("c")
        held.expectNothingSent()
        held.type("kim").press("Enter")
        #expect(held.text.contains("type lin and Enter to take over"))
        held.press("Ctrl-U").type("lin").press("Enter")
        let command = held.expectSent(AssignRole.self)
        #expect(command?.from == "lin")
        #expect(held.bottom.contains("ada is now commander of INC-42, after lin"))
    }

    @Test func closingAsksForTheIncidentsName() throws {
        let screen = try ScriptedScreen(.sev2).press("C").type("INC-41").press("Enter")
        screen.expectNothingSent()
        screen.press("Ctrl-U").type("inc-42").press("Enter")
        #expect(screen.expectSent(SetIncident.self)?.status == .closed)
        #expect(screen.top.contains("no incident open"))
    }

    @Test func declaringTakesTheAlertAlongAndThenLooksAtIt() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "j", "d")
        #expect(screen.bottom.contains("declare with DBConnectionsExhausted"))
        screen.press("Tab")
        #expect(screen.bottom.contains("DBConnectionsExhausted on db-1"))
        screen.press("Enter")
        #expect(screen.text.contains("If unsure, take SEV3"))
        screen.press("1", "Enter")
        let command = screen.expectSent(DeclareIncident.self)
        #expect(command?.severity == .sev1)
        #expect(command?.title == "DBConnectionsExhausted on db-1")
        #expect(command?.alerts == screen.room.selection("DBConnectionsExhausted", on: "db-1"))
        #expect(screen.top.contains("INC-43"))
    }

    @Test func declaringWithoutAnAlert() throws {
        let screen = try ScriptedScreen(.quiet).press("d").type("mail is late").press("Enter", "Enter")
        #expect(screen.expectSent(DeclareIncident.self) == DeclareIncident(title: "mail is late", severity: .sev3))
        #expect(screen.top.contains("INC-1  SEV3  mail is late"))
    }

    @Test func notesGoToTheIncidentLookedAt() throws {
        let screen = try ScriptedScreen(.sev2).press("n", "Tab", "Tab").type("fail over").press("Enter")
        let command = screen.expectSent(AddNote.self)
        #expect(command == AddNote("fail over", place: .incident(IncidentID(number: 42)), tag: .decision))
        let quiet = try ScriptedScreen(.quiet).press("n").type("hello").press("Enter")
        #expect(quiet.expectSent(AddNote.self)?.place == .room)
    }

    @Test func silencingNamesTheAlert() throws {
        let screen = try ScriptedScreen(.sev2).press("Z")
        #expect(screen.bottom.contains(#"silence alertname="DBReplicaLag", instance="db-2" for:"#))
        #expect(screen.text.contains("What shall be hidden? (DBReplicaLag)"))
        #expect(screen.text.contains("hides 1 alert now"))
        screen.type("2h the replica is being rebuilt").press("Enter")
        let command = screen.expectSent(CreateSilence.self)
        #expect(command?.matchers.map(\.description) == ["alertname=\"DBReplicaLag\"", "instance=\"db-2\""])
        #expect(command?.length == .hours(2))
        #expect(command?.comment == "the replica is being rebuilt")
        #expect(screen.selectedText.contains("silenced 2h"))
    }

    @Test func onlyTheIncidentsEntries() throws {
        let screen = try ScriptedScreen(.sev2).press("4", "o")
        #expect(screen.text.contains("4 Timeline ─ INC-42"))
        #expect(!screen.text.contains("silenced alertname"))
        screen.press("o")
        #expect(screen.text.contains("4 Timeline ─ all"))
    }

    @Test func anAcksNoteKeepsItsLinesInTheDetail() throws {
        var room = ScriptedRoom(at: Scene.now)
        try room.fire("Disk", on: "db-1")
        let note = "I look at it\nask kim about the replica"
        try room.perform(Acknowledge(room.selection("Disk", on: "db-1"), note: note), by: .bo)
        let screen = ScriptedScreen(room, size: Size(columns: 120, rows: 60)).press("Enter")
        let lines = screen.lines
        let first = try #require(lines.firstIndex { $0.contains("Ack's note") && $0.contains("I look at it") })
        #expect(!lines[first].contains("kim"))
        #expect(lines[first + 1].contains(" ask kim about the replica"))
    }
}
