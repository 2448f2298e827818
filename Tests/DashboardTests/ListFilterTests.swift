import Canvas
import Dashboard
import Playbooks
import Testing
import WarRoom

@Suite struct ListFilterTests {
    @Test func theIncidentsNarrowAndTheFilterStays() throws {
        let screen = try ScriptedScreen(.storm).press("i", "/").type("!older checkout")
        #expect(screen.bottom.contains("filter: !older checkout"))
        #expect(screen.text.contains("/!older checkout 1 of 43"))
        screen.press("Enter")
        #expect(screen.text.contains("1 of 43"))
        #expect(screen.selectedText.contains("INC-42"))
        screen.press("Enter")
        #expect(screen.top.contains("INC-42"))
    }

    @Test func escapeBringsThemBackThenLeaves() throws {
        let screen = try ScriptedScreen(.sev2).press("i", "/").type("zzz").press("Enter")
        #expect(screen.text.contains("nothing matches /zzz: Esc shows all 42"))
        screen.press("/", "Ctrl-U").type("sev2").press("Esc")
        #expect(screen.text.contains("nothing matches /zzz"))
        screen.press("Esc")
        #expect(screen.text.contains("An older one"))
        screen.press("Esc")
        #expect(!screen.text.contains("An older one, long over"))
    }

    @Test func theSilencesNarrow() throws {
        var room = ScriptedRoom(at: Scene.now)
        for (name, person) in [("Slow", Actor.ada), ("Full", .bo)] {
            try room.fire(name, on: "a")
            try room.perform(
                CreateSilence(
                    matchers: [Matcher(name: "alertname", value: name)], length: .hours(2), comment: "known"),
                by: person)
        }
        let screen = ScriptedScreen(room).press("H", "/").type("bo").press("Enter")
        #expect(screen.text.contains("/bo 1 of 2"))
        #expect(screen.selectedText.contains("alertname=\"Full\""))
        screen.press("/", "Ctrl-U").type("nobody").press("Enter")
        #expect(screen.text.contains("nothing matches /nobody: Esc shows all 2"))
    }

    @Test func thePlaybooksNarrowWhileOneTypes() throws {
        let screen = try ScriptedScreen(.sev2)
        let steps = [PlaybookStep(number: "1", title: "x")]
        screen.send(
            .playbooks([
                Playbook(name: "certificates", title: "Certificates run out", match: [], steps: steps, source: ""),
                Playbook(name: "disk", title: "Disk filling up", match: [], steps: steps, source: ""),
                Playbook(name: "queue", title: "Queue is deep", match: [], steps: steps, source: ""),
            ]))
        screen.press("p").type("filling")
        #expect(screen.text.contains("1 of 3"))
        #expect(!screen.text.contains("Queue is deep"))
        screen.press("Enter")
        #expect(screen.expectSent(StartPlaybook.self)?.playbook == "disk")
    }

    @Test func theTimelineSaysHowManyWereFound() throws {
        let screen = try ScriptedScreen(.sev2).press("4", "/").type("pool").press("Enter")
        #expect(screen.text.contains("/pool 1"))
        #expect(screen.text.contains("found"))
    }

    @Test func theResponderNarrowsToTheLinesThatHaveTheWords() throws {
        let screen = try ScriptedScreen(.sev2).press("2", "/").type("working ada")
        #expect(screen.bottom.contains("filter the responder: working ada"))
        #expect(screen.text.contains("/working ada 1 of "))
        #expect(screen.text.contains("Working   ada CheckoutLatencyHigh"))
        #expect(!screen.text.contains("Working   bo"))
        #expect(!screen.text.contains("On call"))
        screen.press("Ctrl-U").type("nobody has this").press("Enter")
        #expect(screen.text.contains("nothing matches /nobody has this"))
        screen.press("/", "Ctrl-U").type("scribe").press("Esc")
        #expect(screen.text.contains("nothing matches /nobody has this"))
        screen.press("Esc")
        #expect(screen.text.contains("On call"))
    }

    @Test func aNarrowedLineKeepsTheWordAtItsLeft() throws {
        let screen = try ScriptedScreen(.sev2)
        #expect(!screen.text.contains("Working   ada"))
        screen.press("2", "/").type("ada !call").press("Enter")
        #expect(screen.text.contains("Working   ada"))
    }

    private static func walking() throws -> ScriptedScreen {
        let screen = try ScriptedScreen(.sev2)
        let steps = [
            PlaybookStep(number: "1", title: "See what is full", blocks: [StepBlock(.command, "df -h")]),
            PlaybookStep(number: "2", title: "Make room", blocks: [StepBlock(.text, "Delete old segments.")]),
            PlaybookStep(number: "3", title: "Tell the team"),
        ]
        screen.send(.playbooks([Playbook(name: "disk", title: "Disk filling up", steps: steps, source: "")]))
        return screen.press("p").type("disk").press("Enter", "3")
    }

    @Test func thePlaybookNarrowsToTheStepsThatHaveTheWords() throws {
        let screen = try Self.walking().press("/").type("team").press("Enter")
        #expect(screen.text.contains("/team 1 of 3"))
        #expect(screen.text.contains("3  Tell the team"))
        #expect(!screen.text.contains("1  See what is full"))
        screen.press("/", "Ctrl-U").type("df -h").press("Enter")
        #expect(screen.text.contains("1  See what is full"))
        #expect(screen.text.contains("$ df -h"))
        screen.press("/", "Ctrl-U").type("zzz").press("Enter")
        #expect(screen.text.contains("nothing matches /zzz: Esc shows all 3"))
        screen.press("Esc")
        #expect(screen.text.contains("1  See what is full"))
    }

    @Test func theWholePlaybookNarrowsByItself() throws {
        let screen = try Self.walking().press("Enter", "/").type("room").press("Enter")
        #expect(screen.text.contains("/room 1 of 3"))
        #expect(screen.text.contains("Begun"))
        #expect(screen.text.contains("2  Make room"))
        screen.press("Esc")
        #expect(screen.text.contains("3  Tell the team"))
        screen.press("Esc")
        #expect(!screen.text.contains("Begun"))
    }

    @Test func whatIsSuggestedNarrows() throws {
        let screen = try ScriptedScreen(.sev2)
        let steps = [PlaybookStep(number: "1", title: "x")]
        let match = [try MatcherSyntax.parse("alertname=\"CheckoutLatencyHigh\"")]
        screen.send(
            .playbooks([
                Playbook(name: "slow", title: "Checkout is slow", match: match, steps: steps, source: ""),
                Playbook(name: "pool", title: "Pool exhausted", match: match, steps: steps, source: ""),
            ]))
        screen.press("3", "/").type("slow").press("Enter")
        #expect(screen.text.contains("/slow 1 of 2"))
        #expect(!screen.text.contains("Pool exhausted"))
    }

    @Test func wherePanesHaveNoListTheySaySo() throws {
        let screen = try ScriptedScreen(.sev2).press("1", "Enter", "/")
        #expect(screen.bottom.contains("Esc goes back first"))
    }
}
