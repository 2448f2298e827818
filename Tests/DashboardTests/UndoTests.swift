import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct UndoTests {
    @Test func undoSendsTheCompensationsInOrder() throws {
        let screen = try ScriptedScreen(.sev2).press("2", "J")
        _ = screen.takeSent()
        #expect(screen.bottom.contains("ada left INC-42 · U undoes"))
        screen.press("U")
        #expect(screen.takeSent().map { type(of: $0).name } == ["join"])
        #expect(screen.bottom.contains("ada joined INC-42"))
        #expect(!screen.bottom.contains("undoes"))
    }

    @Test func severalCompensationsKeepTheirOrder() throws {
        let screen = ScriptedScreen(try Scene.sev2.room(), person: "lin").press("J")
        #expect(screen.takeSent().count == 1)
        screen.press("U")
        let sent = screen.takeSent()
        #expect(sent.map { type(of: $0).name } == ["join", "assign"])
        #expect(screen.text.contains("Commander lin"))
    }

    @Test func severalCompensationsSayWhatTheyTookBack() throws {
        var room = ScriptedRoom(at: Scene.now)
        for instance in ["a", "b", "c"] { try room.fire("Slow", on: instance) }
        try room.perform(Acknowledge(room.selection("Slow", on: "a")), by: .bo)
        let screen = ScriptedScreen(room).press("*", "a", "U")
        #expect(screen.takeSent().count == 3)
        #expect(screen.bottom.contains("took back: acknowledged 3 alerts for 1 h"))
    }

    @Test func undoIsOnOfferForFiveSeconds() throws {
        let screen = try ScriptedScreen(.sev2).press("a")
        screen.wait(.milliseconds(4999))
        #expect(screen.bottom.contains("U undoes"))
        #expect(screen.model.nextClock == screen.room.now + .milliseconds(1))
        screen.wait(.milliseconds(1))
        #expect(!screen.bottom.contains("U undoes"))
        _ = screen.takeSent()
        screen.press("U")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("there is nothing to undo"))
    }

    @Test func aHintInBetweenDoesNotTakeTheUndoAway() throws {
        let screen = try ScriptedScreen(.sev2).press("a", "P")
        #expect(screen.bottom.contains("this acts on an entry"))
        _ = screen.takeSent()
        screen.press("U")
        #expect(screen.takeSent().count == 1)
    }

    @Test func whatCannotBeUndoneOffersNothing() throws {
        let screen = try ScriptedScreen(.sev2).press("a", "r", "y")
        #expect(screen.bottom.contains("resolved DBReplicaLag"))
        #expect(!screen.bottom.contains("undoes"))
        _ = screen.takeSent()
        screen.press("U")
        screen.expectNothingSent()
    }

    @Test func anUndoneUndoIsNotOffered() throws {
        let screen = try ScriptedScreen(.sev2).press("a", "U")
        #expect(screen.bottom.contains("took back the ack"))
        #expect(!screen.bottom.contains("undoes"))
    }
}
