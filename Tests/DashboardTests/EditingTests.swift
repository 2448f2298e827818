import Canvas
import Dashboard
import Testing
import WarRoom

/// Long notes come from an editor.
@Suite struct EditingTests {
    @Test func whatIsTypedGoesToTheEditorAndComesBack() throws {
        let screen = try ScriptedScreen(.sev2).press("n")
        #expect(screen.bottom.contains("Ctrl-O editor"))
        screen.type("#finding pool").press("Ctrl-O")
        #expect(screen.count { $0 == .edit(text: "#finding pool") } == 1)
        screen.send(.edited("#finding\npool exhausted\n\n500/500\n"))
        #expect(screen.bottom.contains("4 lines  Ctrl-O editor"))
        screen.expectNothingSent()
        screen.press("Enter")
        let command = screen.expectSent(AddNote.self)
        #expect(command?.body == "pool exhausted\n\n500/500")
        #expect(command?.tag == .finding)
    }

    @Test func severalLinesStayReadableAndEditable() throws {
        let screen = try ScriptedScreen(.sev2).press("n")
        screen.send(.edited("pool\nexhausted\n500/500\n"))
        #expect(screen.bottom.contains(": pool↵exhausted↵500/500 "))
        #expect(!screen.bottom.contains("\\n"))
        screen.type(" on db-1").press("Ctrl-O")
        #expect(screen.count { $0 == .edit(text: "pool\nexhausted\n500/500 on db-1") } == 1)
        let plain = try ScriptedScreen(.sev2, glyphs: .ascii).press("n")
        plain.send(.edited("pool\nexhausted"))
        #expect(plain.bottom.contains(": pool<exhausted"))
    }

    @Test func theTimelineShowsTheFirstLineAndTheDetailAllOfThem() throws {
        let screen = try ScriptedScreen(.sev2).press("n")
        screen.send(.edited("pool exhausted\n\n500/500\non db-1"))
        screen.press("Enter")
        #expect(screen.text.contains("pool exhausted +3 lines"))
        #expect(!screen.text.contains("\\n"))
        screen.press("4", "k", "Enter")
        #expect(!screen.text.contains("\\n"))
        for line in ["pool exhausted", "500/500", "on db-1"] {
            #expect(screen.lines.contains { $0.contains(line) && !$0.contains("+3") })
        }
        let long = try ScriptedScreen(.sev2).press("n")
        long.send(.edited(String(repeating: "long ", count: 60) + "\nmore"))
        long.press("Enter")
        #expect(long.text.contains("… +1 line"))
    }

    @Test func aCorrectionToo() throws {
        let screen = try ScriptedScreen(.sev2).press("n").type("my words").press("Enter", "4", "k", "e", "Ctrl-O")
        _ = screen.takeSent()
        #expect(screen.count { $0 == .edit(text: "my words") } == 1)
        screen.send(.edited("my words\nand more"))
        screen.press("Enter")
        #expect(screen.expectSent(CorrectNote.self)?.body == "my words\nand more")
    }

    @Test func elsewhereTheKeyIsNothing() throws {
        let screen = try ScriptedScreen(.sev2).press("Ctrl-O", "A", "Ctrl-O", "Esc", "/", "Ctrl-O")
        #expect(screen.count { if case .edit = $0 { true } else { false } } == 0)
    }

    @Test func aFailureSaysSoAndKeepsTheWords() throws {
        let screen = try ScriptedScreen(.sev2).press("n").type("kept").press("Ctrl-O")
        screen.send(.shellFailed(reason: "there is no editor: set VISUAL or EDITOR"))
        #expect(screen.text.contains("there is no editor: set VISUAL or EDITOR"))
        #expect(screen.bottom.contains(": kept"))
    }

    @Test func tooMuchIsCutAndSaysSo() throws {
        let screen = try ScriptedScreen(.sev2).press("n", "Ctrl-O")
        screen.send(.edited(String(repeating: "é", count: Limits.noteBytesMax)))
        #expect(screen.text.contains("cut to \(Limits.noteBytesMax) bytes"))
        screen.press("Enter")
        #expect(screen.expectSent(AddNote.self)?.body.utf8.count == Limits.noteBytesMax)
    }

    @Test func wordsWhosePromptHasGoneWaitForTheNextNote() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.send(.edited("late words"))
        screen.press("n")
        #expect(screen.bottom.contains(": late words"))
    }

    @Test(arguments: [("#finding @03:05 pool", "finding"), ("@-5m #impact x", "impact"), ("#Decision", "decision")])
    func aTypedTagStandsOutInTheHint(text: String, tag: String) throws {
        let screen = try ScriptedScreen(.sev2).press("n").type(text)
        let cells = screen.frame.row(screen.frame.size.rows - 1).filter { $0.role == .promptMatch }
        #expect(ScriptedScreen.text(cells[...]) == "#" + tag)
    }
}
