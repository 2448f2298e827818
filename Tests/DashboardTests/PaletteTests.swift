import Canvas
import Playbooks
import Testing
import WarRoom

@testable import Dashboard

@Suite struct PaletteTests {
    /// The line of the palette that Enter would take; what is selected in a pane lies above it.
    private func chosen(_ screen: ScriptedScreen) -> String { screen.texts(under: .selected).last ?? "" }

    /// The words drawn in a role, a run of cells each.
    private func words(_ role: StyleRole, _ screen: ScriptedScreen) -> [String] {
        let frame = screen.frame
        return (0..<frame.size.rows).flatMap { row in
            frame.row(row).split { $0.role != role }.map { ScriptedScreen.text($0) }
        }
    }

    @Test func everyVerbRunsAnActionAndNoTwoAreCalledAlike() {
        let words = PaletteVerb.all.map(\.word)
        #expect(Set(words).count == words.count)
        for verb in PaletteVerb.all {
            #expect(ActionTable.action(verb.action) != nil)
            #expect(verb.word.wholeMatch(of: /[a-z]+/) != nil)
        }
    }

    @Test(arguments: [":", "Ctrl-P"])
    func theBestIsHighlightedAndItsLettersStandOut(key: String) throws {
        let screen = try ScriptedScreen(.sev2).press(key).type("sev")
        #expect(screen.text.contains("What shall be done?"))
        #expect(chosen(screen).contains("severity"))
        #expect(chosen(screen).contains("Say how bad the incident is"))
        #expect(words(.promptMatch, screen).contains("sev"))
        screen.press("Enter")
        #expect(screen.text.contains("How bad is it?"))
    }

    @Test func anActionRunsByItsKeysNameToo() throws {
        let screen = try ScriptedScreen(.sev2).press(":").type("q").press("Enter")
        #expect(screen.count { $0 == .quit } == 1)
    }

    @Test func wordsOfTheHelpFindAnAction() throws {
        let screen = try ScriptedScreen(.sev2).press(":").type("shell while")
        #expect(chosen(screen).contains("suspend"))
        #expect(words(.promptMatch, screen) == ["shell", "while"])
    }

    @Test func whatCannotBeDoneSaysWhyAndIsDim() throws {
        let screen = try ScriptedScreen(.quiet).press(":").type("severity")
        #expect(chosen(screen).contains("no incident is open: d declares one"))
        screen.press("Enter")
        screen.expectNothingSent()
        #expect(screen.text.contains("✗ no incident is open"))
        #expect(screen.bottom.contains("severity"))
        screen.press("Esc")
        #expect(!screen.text.contains("What shall be done?"))
    }

    @Test func nothingTypedIsNothingDone() throws {
        let screen = try ScriptedScreen(.sev2).press(":")
        #expect(screen.text.contains("Take the alert"))
        screen.press("Enter")
        screen.expectNothingSent()
        #expect(!screen.text.contains("What shall be done?"))
        screen.press(":").type("zzzz").press("Enter")
        #expect(screen.text.contains("no action fits"))
    }

    @Test func arrowsChooseAndTabCompletes() throws {
        let screen = try ScriptedScreen(.sev2).press(":").type("sev").press("Tab")
        #expect(screen.bottom.contains(": severity"))
        #expect(screen.text.contains("SEV5"))
        screen.type("1").press("Tab")
        #expect(screen.bottom.contains("severity SEV1"))
        screen.press("Enter")
        #expect(screen.expectSent(SetIncident.self)?.severity == .sev1)
        screen.press(":").press("Down", "Down", "Up", "Enter")
        #expect(screen.expectSent(Acknowledge.self) != nil)
    }

    @Test func anAckTakesLengthPersonAndNote() throws {
        let screen = try ScriptedScreen(.sev2).press(":").type("ack 30m @bo looking").press("Enter")
        let command = screen.expectSent(Acknowledge.self)
        #expect(command?.length == .minutes(30))
        #expect(command?.person == "bo")
        #expect(command?.note == "looking")
        screen.press(":").type("ack").press("Enter")
        #expect(screen.expectSent(Acknowledge.self)?.length == nil)
    }

    @Test func theTitleOfTwoWordsIsNoAckWithANote() throws {
        let screen = try ScriptedScreen(.sev2).press(":").type("ack for").press("Enter")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("ack DBReplicaLag:"))
    }

    @Test func aNoteIsWrittenAndWordsThatWaitAreKept() throws {
        let screen = try ScriptedScreen(.sev2).press("n").type("half a thought").press("Esc")
        screen.press(":").type("note #finding pool is full").press("Enter")
        let command = screen.expectSent(AddNote.self)
        #expect(command?.body == "pool is full")
        #expect(command?.tag == .finding)
        screen.press("n")
        #expect(screen.bottom.contains("half a thought"))
    }

    @Test func aDangerousActionStillWantsEnter() throws {
        let screen = try ScriptedScreen(.sev2).press(":").type("close INC-42").press("Enter")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("type INC-42 to close it: INC-42"))
        screen.press("Enter")
        #expect(screen.expectSent(SetIncident.self)?.status == .closed)
    }

    @Test func aWrongArgumentStaysWithItsReason() throws {
        let screen = try ScriptedScreen(.sev2).press(":").type("ack 30").press("Enter")
        screen.expectNothingSent()
        #expect(screen.text.contains("30 of what?"))
        screen.press("Esc", ":").type("group colour").press("Enter")
        #expect(screen.text.contains("expected one of name, service, severity, source"))
        screen.press("Esc", ":").type("incident INC-99").press("Enter")
        #expect(screen.text.contains("there is no incident INC-99"))
    }

    @Test func groupFilterAndIncident() throws {
        let screen = try ScriptedScreen(.storm).press(":").type("group severity").press("Enter")
        #expect(screen.text.contains("by severity"))
        screen.press(":").type("incident checkout").press("Enter")
        #expect(screen.top.contains("INC-42"))
        let filtered = try ScriptedScreen(.sev2).press(":").type("filter db").press("Enter")
        #expect(filtered.text.contains("/db 3 of 8"))
        #expect(filtered.bottom.contains(" a ack"))
    }

    @Test func aPlaybookIsBegunByItsName() throws {
        let screen = try ScriptedScreen(.sev2)
        let names = ["disk", "disk-filling"]
        screen.send(
            .playbooks(
                names.map {
                    Playbook(name: $0, title: $0, match: [], steps: [PlaybookStep(number: "1", title: "x")], source: "")
                }))
        screen.press(":").type("playbook disk-filling").press("Enter")
        #expect(screen.expectSent(StartPlaybook.self)?.playbook == "disk-filling")
    }

    @Test func aThemeIsForThisScreen() throws {
        let screen = try ScriptedScreen(.sev2).press(":").type("theme nord")
        #expect(chosen(screen).contains("no theme is known here"))
        screen.press("Esc").send(.themes(["base", "nord"]))
        screen.press(":").type("theme nord").press("Enter")
        #expect(screen.count { $0 == .theme("nord") } == 1)
        #expect(screen.bottom.contains("drawn with nord until this screen is left"))
        screen.press("T").type("ba").press("Enter")
        #expect(screen.count { $0 == .theme("base") } == 1)
        screen.send(.shellFailed(reason: "themes/base.yaml:1:1 is wrong"))
        #expect(screen.bottom.contains("✗ themes/base.yaml:1:1 is wrong"))
    }

    @Test func overThePanesItSaysWhatBelongsBelow() throws {
        let screen = try ScriptedScreen(.sev2).press("i", ":").type("ack")
        #expect(chosen(screen).contains("Esc goes back first"))
        screen.press("Esc", "Esc", "?", ":")
        #expect(!screen.text.contains("What can be done"))
    }

    @Test func thePanesStayInSight() throws {
        let screen = try ScriptedScreen(.sev2).press(":")
        #expect(screen.text.contains("1 Alerts"))
        #expect(screen.text.contains("CheckoutLatencyHigh"))
    }
}
