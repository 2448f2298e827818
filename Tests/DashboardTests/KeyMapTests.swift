import Canvas
import Dashboard
import PlainText
import Testing
import WarRoom

@Suite struct KeyMapTests {
    private func screen(_ changes: [ActionID: [Key]], _ scene: Scene = .sev2) throws -> ScriptedScreen {
        ScriptedScreen(try scene.room(), keyMap: KeyMap(changes))
    }

    @Test func namesInAKeyMapAreUniqueAndPlain() {
        let names = ActionID.allCases.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(name)") }
        #expect(ActionID.acknowledge.name == "ack" && ActionID.acknowledgeFor.name == "ack-for")
        #expect(ActionID.unacknowledge.name == "unack" && ActionID.halfPageDown.name == "half-page-down")
    }

    @Test func withoutChangesItIsTheActionTable() {
        #expect(KeyMap.standard.all.map(\.id) == ActionTable.all.map(\.id))
        for action in ActionTable.all {
            #expect(KeyMap.standard.action(action.id)?.keys == action.keys)
            for key in action.keys {
                for pane in Pane.allCases { #expect(KeyMap.standard.action(for: key, in: pane)?.id == action.id) }
            }
        }
    }

    @Test func aKeyDoesWhatItWasGivenAndTheOldOneNothing() throws {
        let screen = try screen([.acknowledge: [.control("t"), .character("t")]])
        screen.press("a").expectNothingSent()
        screen.press("t")
        #expect(screen.expectSent(Acknowledge.self) != nil)
        #expect(screen.bottom.contains("U undoes"))
    }

    @Test func reasonsNameTheNewKey() throws {
        let screen = try screen([.focusAlerts: [.function(1)], .group: [.function(2)]]).press("2", "Space")
        #expect(screen.bottom.contains("this acts on the board: F1 goes to the alerts"), "\(screen.bottom)")
        screen.press("F1", "Left")
        #expect(screen.bottom.contains("nothing is grouped: F2 groups the alerts"), "\(screen.bottom)")
        let storm = try self.screen([.group: [.function(2)]], .storm)
        #expect(storm.text.contains("F2 groups"))
    }

    @Test func theFooterNamesTheNewKeyAndLeavesOutWhatHasNone() throws {
        let screen = try screen([.acknowledge: [.function(2)], .note: [], .help: [.control("h")]])
        #expect(screen.bottom.hasPrefix(" F2 ack   L link "))
        #expect(screen.bottom.hasSuffix("Ctrl-H help"))
        #expect(!screen.bottom.contains("note"))
    }

    @Test func theHelpShowsTheKeysAndRunsWhatHasNone() throws {
        let screen = try screen([.note: [], .declare: [.character("D"), .function(9)]])
        screen.press("?", "/").type("declare an").press("Enter")
        #expect(screen.text.contains("D F9") && screen.text.contains("Declare an incident"))
        screen.press("Esc", "Esc", "?", "/").type("write on the timeline").press("Enter", "Enter")
        screen.type("from the help").press("Enter")
        #expect(screen.expectSent(AddNote.self)?.body == "from the help")
    }

    @Test func sentencesThatTellAWayNameTheNewKey() throws {
        let quiet = try screen([.declare: [.character("D")], .incidents: [.character("I")]], .quiet)
        quiet.press("I")
        #expect(quiet.text.contains("there has been none yet: D declares one"))
        let undo = try screen([.undo: [.control("_")]])
        undo.press("a")
        #expect(undo.bottom.contains("Ctrl-_ undoes"))
        let filtered = try screen([.back: [.backspace]])
        filtered.press("/").type("nothing like it").press("Enter")
        #expect(filtered.text.contains(": Backspace shows all"))
        let unbound = try screen([.declare: []], .quiet)
        unbound.press("i")
        #expect(unbound.text.contains("there has been none yet: \"declare\" declares one"))
        let small = ScriptedScreen(
            try Scene.sev2.room(), size: Size(columns: 39, rows: 9), keyMap: KeyMap([.quit: [.control("q")]]))
        #expect(small.text.contains("Ctrl-Q leaves"))
    }

    @Test func theSignOfAPaneIsItsKeyWhileThatIsShort() throws {
        let screen = try screen([.focusTimeline: [.character("T")], .focusResponder: [.function(2)]])
        #expect(screen.text.contains(" T Timeline ") && screen.text.contains(" 1 Alerts "))
        #expect(screen.text.contains(" Responder ") && !screen.text.contains("2 Responder"))
        let small = ScriptedScreen(
            try Scene.sev2.room(), size: Size(columns: 70, rows: 20),
            keyMap: KeyMap([.focusTimeline: [.character("T")]]))
        #expect(small.lines[1].contains(" T Timeline"))
    }

    /// One key may act on the alert in one pane and on the entry in another.
    @Test func aKeyOfTwoPanesDoesWhatTheFocusMeans() throws {
        let map: [ActionID: [Key]] = [.acknowledge: [.character("x")], .unacknowledge: [], .pin: [.character("x")]]
        let screen = try screen(map)
        screen.press("x")
        #expect(screen.expectSent(Acknowledge.self) != nil)
        screen.press("4", "k", "x")
        #expect(screen.expectSent(PinEntry.self) != nil)
        // Over the panes it is what is shown that counts.
        screen.press("Enter", "x")
        #expect(screen.expectSent(PinEntry.self) != nil)
    }

    @Test func inAPromptLettersAreLettersWhateverTheyDoElsewhere() throws {
        let screen = try screen([.redraw: [.character("l"), .control("r")], .suspend: [.control("w")]])
        screen.press("n").type("all well").press("Ctrl-W").type("is well").press("Ctrl-R", "Enter")
        #expect(screen.expectSent(AddNote.self)?.body == "all is well")
        #expect(screen.count { $0 == .redraw } == 1)
        #expect(screen.count { $0 == .suspend } == 0)
        screen.press("l", "Ctrl-L")
        #expect(screen.count { $0 == .redraw } == 2)
    }

    @Test func controlCIsFreeToBeGiven() throws {
        let screen = try screen([.quit: [.control("c")]])
        screen.press("n", "Ctrl-C")
        #expect(screen.count { $0 == .quit } == 0, "in a prompt it cancels, as everywhere")
        screen.press("Ctrl-C")
        #expect(screen.count { $0 == .quit } == 1)
        let standard = try ScriptedScreen(.sev2)
        standard.press("Ctrl-C")
        #expect(standard.bottom.contains("q leaves the screen, the room lives on; Esc goes back"))
    }
}
