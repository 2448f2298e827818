import Canvas
import Dashboard
import Playbooks
import Testing
import WarRoom

/// What a detail tells beside what the board shows.
@Suite struct StoryTests {
    private static let size = Size(columns: 120, rows: 70)

    /// An alert that fired before, in an incident that is closed, and fires again after a deploy.
    private func room() throws -> ScriptedRoom {
        var room = ScriptedRoom(at: Scene.now - .hours(5))
        try room.fire("Slow", on: "api", .error)
        room.now = room.now + .minutes(2)
        try room.perform(Acknowledge(room.selection("Slow", on: "api")), by: .bo)
        try room.perform(
            DeclareIncident(title: "Checkout slow", severity: .sev2, alerts: room.selection("Slow", on: "api")), by: .bo
        )
        try room.perform(AddNote("the pool was too small", tag: .finding), by: .kim)
        try room.perform(AddNote("nothing to see", tag: .question), by: .kim)
        room.now = room.now + .minutes(28)
        try room.clear("Slow", on: "api", .error)
        try room.perform(SetIncident(.onlyOpen, status: .closed), by: .bo)
        room.now = Scene.now - .minutes(20)
        try room.perform(
            RecordChange(source: "ci", sender: "c", summary: "deploy of web", details: .none, links: [], at: nil))
        try room.perform(
            RecordChange(source: "ci", sender: "c", summary: "deploy of api 42", details: .none, links: [], at: nil))
        room.now = Scene.now - .minutes(10)
        try room.fire(
            "Slow", on: "api", .error,
            links: [Link(title: "graph", address: "https://g"), Link(title: "runbook", address: "https://r")])
        room.now = Scene.now
        return room
    }

    @Test func anAlertTellsItsHistoryTheLastTimeAndWhatWasChangedBefore() throws {
        let screen = ScriptedScreen(try room(), size: Self.size).press("Enter")
        let text = screen.text
        for words in [
            "History", "F10 prometheus: fired, error", "Last time", "for 30 min, taken by bo",
            "INC-1  Checkout slow, closed", "finding: the pool was too small", "Changes in the hour before",
            "same service: ci: deploy of api 42", "ci: deploy of web",
        ] {
            #expect(text.contains(words), "\(words) in \(text)")
        }
        #expect(!text.contains("nothing to see"))
        let order = ["runbook", "graph"].compactMap { word in screen.lines.firstIndex { $0.contains(" \(word) ") } }
        #expect(order == order.sorted() && order.count == 2)
        screen.press("a")
        #expect(screen.text.contains("A1 ada: acknowledged for 1 h") == false)
        screen.wait(.seconds(2))
        #expect(screen.text.contains("A1 ada: acknowledged for 1 h"))
    }

    @Test func playbooksThatFitSayHowToBeginOne() throws {
        let screen = ScriptedScreen(try room(), size: Self.size)
        let fits = (try? MatcherSyntax.parse("alertname=\"Slow\"")) ?? []
        screen.send(
            .playbooks([
                Playbook(name: "slow", title: "Something is slow", match: [fits], steps: [], source: ""),
                Playbook(name: "other", title: "Something else", match: [], steps: [], source: ""),
            ]))
        screen.press("Enter")
        #expect(screen.text.contains("Playbooks that fit: Esc, then p begins one"))
        #expect(screen.text.contains("Something is slow"))
        #expect(!screen.text.contains("Something else"))
    }

    @Test func anAnswerForAnotherDetailIsDropped() throws {
        let screen = ScriptedScreen(try room(), size: Self.size)
        screen.isAnswered = false
        screen.press("Enter")
        #expect(screen.text.contains("the room is being asked"))
        let asked = screen.effects.compactMap { effect -> (Int, StorySubject)? in
            if case .story(let token, let subject) = effect { (token, subject) } else { nil }
        }
        let (token, subject) = try #require(asked.first)
        let story = try #require(screen.room.story(of: subject))
        screen.press("Esc", "Enter")
        screen.send(.story(token: token, .success(story)))
        #expect(screen.text.contains("the room is being asked"))
        screen.send(.story(token: token + 100, .success(story)))
        #expect(screen.text.contains("the room is being asked"))
    }

    @Test func aRoomThatDoesNotAnswerIsSaidAndAskedAgain() throws {
        let screen = ScriptedScreen(try room(), size: Self.size)
        screen.isAnswered = false
        screen.press("Enter")
        func tokens() -> [Int] {
            screen.effects.compactMap { if case .story(let token, _) = $0 { token } else { nil } }
        }
        let first = try #require(tokens().last)
        screen.send(.story(token: first, .failure(Refusal(.conflict, "it is asleep"))))
        #expect(screen.text.contains("the room did not tell more: it is asleep"))
        #expect(tokens().count == 1)
        screen.wait(.seconds(5))
        #expect(tokens().count == 1)
        screen.isAnswered = true
        screen.wait(.seconds(5))
        #expect(tokens().count == 2)
        #expect(screen.text.contains("F10 prometheus"))
        #expect(!screen.text.contains("asleep"))
    }

    @Test func anEntryTellsItsEarlierWordings() throws {
        var room = try room()
        try room.perform(AddNote("frist words"), by: .bo)
        let note = try #require(room.entries.last)
        try room.perform(CorrectNote(.id(note.id), body: "first words"), by: .kim)
        try room.perform(PinEntry(.id(note.id), isPinned: true), by: .kim)
        let screen = ScriptedScreen(room, size: Self.size).press("4", "k", "Enter")
        for words in ["Wordings, the first one first", "bo: frist words", "kim: first words", "kim: pinned"] {
            #expect(screen.text.contains(words), "\(words) in \(screen.text)")
        }
    }

    @Test func anIncidentNamesTheEndPointsOfItsMeasures() throws {
        var room = try room()
        try room.perform(
            DeclareIncident(title: "Again", severity: .sev1, alerts: room.selection("Slow", on: "api")), by: .lin)
        try room.perform(AddNote("roll back", tag: .decision, isPinned: true), by: .lin)
        let screen = ScriptedScreen(room, size: Self.size).press("2", "Enter")
        #expect(screen.text.contains("none since the first alert (Slow"))
        try screen.room.perform(Acknowledge(room.selection("Slow", on: "api")), by: .bo)
        screen.wait(.seconds(2))
        screen.press("Esc", "Enter")
        for words in [
            "10 min from first alert (Slow", "to first ack (bo for Slow", "1 acknowledged", "Decisions", "Pinned",
            "lin: roll back", "Lasts",
        ] {
            #expect(screen.text.contains(words), "\(words) in \(screen.text)")
        }
    }
}
