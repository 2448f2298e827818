import Canvas
import Dashboard
import Playbooks
import Testing
import WarRoom

/// Walking a playbook at the screen.
@Suite struct PlaybookTests {
    private static let disk = Playbook(
        name: "disk-filling", title: "Disk filling up", match: [matchers("alertname=\"CheckoutLatencyHigh\"")],
        steps: [
            PlaybookStep(
                number: "1", title: "See what is full", timeBox: .minutes(2),
                blocks: [StepBlock(.text, "First bytes, then inodes."), StepBlock(.command, "df -h")]),
            PlaybookStep(number: "1.1", title: "Look for deleted files"), PlaybookStep(number: "2", title: "Make room"),
        ], source: "## See what is full")
    private static let other = Playbook(
        name: "aardvark", title: "Nothing to do with it", match: [matchers("alertname=\"Never\"")],
        steps: [PlaybookStep(number: "1", title: "Only step")], source: "")

    private static func matchers(_ text: String) -> [Matcher] {
        (try? MatcherSyntax.parse(text)) ?? []
    }

    private static func screen(_ size: Size = Size(columns: 120, rows: 32)) throws -> ScriptedScreen {
        let screen = try ScriptedScreen(.sev2, size: size)
        screen.send(.playbooks([other, disk]))
        return screen
    }

    private static func begun() throws -> ScriptedScreen {
        let screen = try screen().press("p", "Enter")
        _ = screen.expectSent(StartPlaybook.self)
        return screen
    }

    @Test func whatFitsTheAlertsIsSuggestedAndBegunWithTwoKeys() throws {
        let screen = try Self.screen()
        #expect(screen.text.contains("For what fires, p begins one"))
        #expect(!screen.text.contains("Nothing to do with it"))
        screen.press("p")
        #expect(screen.text.contains("disk-filling"))
        #expect(screen.text.contains("aardvark"))
        screen.press("Enter")
        let command = screen.expectSent(StartPlaybook.self)
        #expect(command?.playbook == "disk-filling")
        #expect(command?.steps == Self.disk.steps)
        #expect(screen.text.contains("3 Playbook ─ disk-filling · 1 of 2"))
        #expect(screen.text.contains("▶ 1  See what is full"))
        #expect(screen.text.contains("0:00 / 2:00"))
        #expect(screen.text.contains("$ df -h"))
    }

    @Test func whatFitsDoesNotHangOnTheRowsThatAreShown() throws {
        let screen = try Self.screen()
        screen.press("g")
        #expect(screen.text.contains("For what fires, p begins one"))
        screen.press("g", "g", "g", "g", "/").type("nothing has this").press("Enter")
        #expect(screen.text.contains("Disk filling up"))
        try screen.room.fire("CheckoutLatencyHigh", on: "api-9")
        screen.tellChanges()
        #expect(screen.text.contains("2 alerts"))
    }

    @Test func fromADaemonThatDoesNotTellItIsWhatFitsTheRows() throws {
        let screen = try Self.screen()
        screen.room.knowsInterests = false
        screen.connect()
        #expect(screen.text.contains("Disk filling up"))
        screen.press("g")
        #expect(!screen.text.contains("Disk filling up"))
    }

    @Test func onlyPlaybooksThatSayWhatTheyFitAreAskedAbout() throws {
        let screen = try ScriptedScreen(.sev2)
        #expect(screen.model.request.interests == nil)
        screen.send(.playbooks([Playbook(name: "x", title: "X", steps: [], source: "")]))
        #expect(screen.model.request.interests == nil)
        screen.send(.playbooks([Self.disk]))
        #expect(
            screen.model.request.interests?.list
                == [.init(name: "disk-filling", matchers: ["alertname=\"CheckoutLatencyHigh\""])])
    }

    @Test func stepsAreDoneSkippedAndTakenBackByKey() throws {
        let screen = try Self.begun().press(".")
        #expect(screen.expectSent(CompleteStep.self)?.step == "1")
        #expect(screen.bottom.contains("did step 1: See what is full · U undoes"))
        #expect(screen.text.contains("▶ 1.1 Look for deleted files"))
        screen.press("U")
        #expect(screen.expectSent(ReopenStep.self)?.step == "1")
        #expect(screen.text.contains("▶ 1  See what is full"))
        screen.press(",", "Enter")
        screen.expectNothingSent()
        #expect(screen.text.contains("say why"))
        screen.type("seen already").press("Enter")
        #expect(screen.expectSent(SkipStep.self)?.reason == "seen already")
        screen.press("3", "Enter")
        #expect(screen.text.contains("skipped"))
        #expect(screen.text.contains("Begun"))
        screen.press("Esc", ".")
        _ = screen.expectSent(CompleteStep.self)
        screen.press(".")
        _ = screen.expectSent(CompleteStep.self)
        #expect(screen.text.contains(" · done ─"))
        screen.press(".")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("has ended"))
    }

    @Test func theStepsClockRunsOnceASecondAndStandsOutWhenItsTimeIsOver() throws {
        let screen = try Self.begun()
        screen.send(.clock(screen.model.now + .seconds(1)))
        #expect(screen.text.contains("0:01 / 2:00"))
        #expect(screen.model.nextClock == screen.model.now + .seconds(1))
        screen.send(.clock(screen.model.now + .minutes(2)))
        #expect(screen.text.contains("2:01 / 2:00"))
    }

    @Test func stoppingAsksWhy() throws {
        let screen = try Self.begun().press("E").type("false alarm").press("Enter")
        #expect(screen.expectSent(StopPlaybook.self)?.reason == "false alarm")
    }

    @Test func atEightyColumnsTheActiveStepIsReadWithItsClock() throws {
        let screen = try Self.screen(Size(columns: 80, rows: 24)).press("p", "Enter")
        #expect(screen.text.contains("▶ 1  See what is full"))
        #expect(screen.text.contains("0:00"))
    }

    @Test func aDetailShowsTheRunItWasOpenedForUntilAnotherIsAskedFor() throws {
        let screen = try Self.begun()
        screen.press("p").type("aardvark").press("Enter")
        _ = screen.expectSent(StartPlaybook.self)
        screen.press("3")
        let shown = screen.text.contains("3 Playbook ─ aardvark")
        screen.press("Enter")
        let (opened, step) = shown ? ("aardvark", "Only step") : ("disk-filling", "See what is full")
        let run = try #require(screen.room.state.runs.values.first { $0.playbook == opened })
        try screen.room.perform(StopPlaybook(run: run.id.description, reason: "false alarm"), by: .bo)
        screen.tellChanges()
        #expect(screen.text.contains("Stopped"), "\(screen.text)")
        #expect(screen.text.contains(step), "\(screen.text)")
        screen.press(".")
        screen.expectNothingSent()
        screen.press(">")
        #expect(!screen.text.contains("Stopped"), "\(screen.text)")
        #expect(screen.text.contains(shown ? "See what is full" : "Only step"), "\(screen.text)")
        #expect(screen.text.contains("Begun"))
    }
}
