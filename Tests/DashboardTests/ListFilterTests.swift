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

    @Test func wherePanesHaveNoListTheySaySo() throws {
        let screen = try ScriptedScreen(.sev2).press("2", "/")
        #expect(screen.bottom.contains("there is nothing to filter here"))
    }
}
