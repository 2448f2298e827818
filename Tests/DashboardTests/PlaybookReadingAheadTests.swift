import Canvas
import Dashboard
import PlainText
import Playbooks
import Testing
import WarRoom

/// What a playbook's author wrote, before and beside the active step.
@Suite struct PlaybookReadingAheadTests {
    private static let long = Playbook(
        name: "long", title: "Everything is slow", match: [matchers("alertname=\"CheckoutLatencyHigh\"")],
        severity: .sev1, roles: [.commander, .expert, .communications],
        introduction: [StepBlock(.text, "Not for a `queue` that a night job fills.")],
        steps: [
            PlaybookStep(
                number: "1", title: "Look at the graphs of the last hour first", timeBox: .minutes(10),
                blocks: [StepBlock(.text, "Latency `p99` before all."), StepBlock(.text, "Then errors.")]),
            PlaybookStep(number: "1.1", title: "Ask whoever deployed", blocks: [StepBlock(.text, "In the channel.")]),
        ]
            + (2...12).map {
                PlaybookStep(
                    number: "\($0)", title: "Step of number \($0)", blocks: [StepBlock(.text, "Text of \($0).")])
            }, source: "long")
    private static let other = Playbook(
        name: "other", title: "The other one", steps: [PlaybookStep(number: "1", title: "Only step")], source: "other")

    private static func matchers(_ text: String) -> [Matcher] { (try? MatcherSyntax.parse(text)) ?? [] }

    private static func screen(_ size: Size = Size(columns: 120, rows: 32)) throws -> ScriptedScreen {
        let screen = try ScriptedScreen(.sev2, size: size)
        screen.send(.playbooks([long, other]))
        return screen
    }

    private static func begun(_ size: Size = Size(columns: 120, rows: 32)) throws -> ScriptedScreen {
        let screen = try screen(size).press("p", "Enter")
        _ = screen.expectSent(StartPlaybook.self)
        return screen
    }

    @Test func thePromptTellsWhatTheHighlightedOneIsFor() throws {
        let screen = try Self.screen().press("p")
        #expect(screen.text.contains("Not for a queue that a night job fills."))
        screen.press("Down")
        #expect(!screen.text.contains("Not for a queue"))
    }

    @Test func thePromptReadsTheFilesAnew() throws {
        let screen = try Self.screen()
        #expect(screen.count { $0 == .readPlaybooks } == 0)
        screen.press("p")
        #expect(screen.count { $0 == .readPlaybooks } == 1)
    }

    @Test func startingTellsWhoIsMissingAndThatItIsWrittenForWorse() throws {
        let screen = try Self.screen(Size(columns: 200, rows: 50)).press("p", "Enter")
        #expect(screen.bottom.contains("; unfilled: expert, communications; it is written for SEV1: s sets it"))
    }

    @Test func theFullViewBeginsWithIntroductionAndRoles() throws {
        let screen = try Self.begun().press("3", "Enter")
        for words in ["Everything is slow", "Not for a queue that", "commander, expert", "Unfilled"] {
            #expect(screen.text.contains(words), "\(words): \(screen.text)")
        }
    }

    @Test func stepsAreOpenedAheadAndBack() throws {
        let screen = try Self.begun().press("3", "Enter")
        #expect(screen.selectedText.contains("Look at the graphs"))
        screen.press("j")
        #expect(screen.selectedText.contains("Ask whoever deployed"))
        #expect(!screen.text.contains("In the channel."))
        screen.press("Enter")
        #expect(screen.text.contains("In the channel."))
        screen.press("Left")
        #expect(!screen.text.contains("In the channel."))
        screen.press("k", ".")
        #expect(screen.selectedText.contains("Ask whoever deployed"), "the next one is before them")
        screen.press("k", "Right")
        #expect(screen.text.contains("Latency p99 before all."))
        for _ in 1...20 { screen.press("j") }
        #expect(screen.selectedText.contains("Step of number 12"))
        screen.press("Enter")
        #expect(screen.text.contains("Text of 12."))
    }

    @Test func textOfAnotherFileIsNotTakenForTheOneThatIsWalked() throws {
        let screen = try Self.begun()
        var changed = Self.long
        changed.source = "changed"
        screen.send(.playbooks([changed]))
        screen.press("3", "Enter", "j", "Enter")
        #expect(!screen.text.contains("In the channel."))
        #expect(!screen.text.contains("Not for a queue"))
        #expect(screen.text.contains("The file here is another one"))
    }

    @Test func thePaneGoesOnToTheOtherOneThatIsWalked() throws {
        let screen = try Self.begun().press("p").type("other").press("Enter")
        _ = screen.expectSent(StartPlaybook.self)
        screen.press("3", ">", ">")
        let isOther = screen.text.contains("3 Playbook ─ other")
        screen.press("E").type("not it").press("Enter")
        _ = screen.expectSent(StopPlaybook.self)
        #expect(screen.text.contains(isOther ? "3 Playbook ─ long" : "3 Playbook ─ other"), "\(screen.text)")
        screen.press(".")
        #expect(screen.expectSent(CompleteStep.self)?.step == "1")
    }

    @Test func fromTheEndOfOneThereIsAWayToTheOther() throws {
        let screen = try Self.begun().press("p").type("other").press("Enter", "3", "Enter")
        screen.press("E").type("not it").press("Enter", ".")
        #expect(screen.bottom.contains("> shows one that is walked"), "\(screen.bottom)")
    }

    @Test func suggestionsGetTheRowsThatTheResponderLeaves() throws {
        let books = (1...4).map { index in
            var book = Self.long
            book.name = "book-\(index)"
            book.title = "Title \(index)"
            return book
        }
        let screen = try Self.screen()
        screen.send(.playbooks(books))
        for index in 1...4 { #expect(screen.text.contains("Title \(index)"), "\(screen.text)") }
        #expect(screen.text.contains("Commander") && screen.text.contains("On call"))
        let small = try Self.screen(Size(columns: 80, rows: 24))
        small.send(.playbooks(books))
        #expect(small.text.contains("Title 1"))
        #expect(small.text.contains("Title 4") || small.text.contains("▼ "), "\(small.text)")
    }

    @Test func whatLiesBelowIsCountedAndTheCountStaysWhileScrolling() throws {
        let screen = try Self.begun().press("3")
        #expect(screen.lines.contains { $0.contains("1 of 12") && $0.contains("▼ ") }, "\(screen.text)")
        screen.press("j", "j")
        #expect(screen.lines.contains { $0.contains("1 of 12") && $0.contains("▲ ") }, "\(screen.text)")
        let small = try Self.begun(Size(columns: 80, rows: 24)).press("3", "j")
        #expect(small.lines.contains { $0.contains("1 of 12") && $0.contains("▼ ") }, "\(small.text)")
    }

    @Test func theActiveStepsTitleIsReadWhole() throws {
        let text = try Self.begun(Size(columns: 80, rows: 24)).text
        for word in ["Look", "graphs", "last", "hour", "first"] { #expect(text.contains(word), "\(word): \(text)") }
        #expect(text.contains("0:00"))
    }

    @Test func timelineAndPaneCountTheSameSteps() throws {
        let screen = try Self.begun()
        #expect(screen.text.contains("12 steps"), "\(screen.text)")
        #expect(screen.text.contains("1 of 12"))
    }

    @Test func plainLinesTellTheActiveStep() throws {
        let screen = try Self.begun()
        let view = screen.room.view(screen.model.request)
        let lines = plainSummary(of: view, now: screen.model.now, localOffset: { _ in 0 }).map(\.string)
        let wanted = "playbook Everything is slow in INC-42: step 1 of 12, Look at the graphs of the last hour first"
        #expect(lines.contains { $0.hasPrefix(wanted) }, "\(lines)")
    }

    @Test func whatIsTypedReplacesTheOldFilter() throws {
        let screen = try Self.screen().press("/").type("db").press("Enter", "/").type("pay")
        #expect(screen.bottom.contains(" pay") && !screen.bottom.contains("db"))
        screen.press("Enter", "/", "Right").type("m")
        #expect(screen.bottom.contains(" paym"))
        screen.press("Enter", "/", "Backspace")
        #expect(!screen.bottom.contains("paym"))
    }

    @Test func anAlertsDetailIsTitledByItsName() throws {
        let screen = try Self.screen().press("j", "Enter")
        #expect(screen.text.contains("Alert CheckoutLatencyHigh · api-3"), "\(screen.text)")
    }
}
