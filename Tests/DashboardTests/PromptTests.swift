import Canvas
import Dashboard
import PlainText
import Testing
import WarRoom

@Suite struct PromptTests {
    private func screen() throws -> ScriptedScreen { try ScriptedScreen(.sev2) }

    @Test(arguments: [
        ("", nil, nil), ("30m looking into it", Milliseconds.minutes(30), "looking into it"),
        ("looking into it", nil, "looking into it"), ("2h", .hours(2), nil), ("  1h30m  x ", .minutes(90), "x"),
        ("3rd time today", nil, "3rd time today"),
    ])
    func ackWithLengthAndNote(text: String, length: Milliseconds?, note: String?) throws {
        let screen = try screen().press("A").type(text).press("Enter")
        let command = screen.expectSent(Acknowledge.self)
        #expect(command?.length == length)
        #expect(command?.note == note)
    }

    @Test(arguments: [
        ("@bo", Milliseconds?.none, String?("bo"), String?.none),
        ("30m @bo look please", .minutes(30), "bo", "look please"),
        ("@bo 2h", .hours(2), "bo", nil), ("look @bo", nil, nil, "look @bo"), ("2h 3h", .hours(2), nil, "3h"),
        ("@zoe  @bo knows", nil, "zoe", "@bo knows"),
    ])
    func ackIsGivenToAPerson(text: String, length: Milliseconds?, person: String?, note: String?) throws {
        let screen = try screen().press("A").type(text).press("Enter")
        let command = screen.expectSent(Acknowledge.self)
        #expect(command?.length == length)
        #expect(command?.person == person)
        #expect(command?.note == note)
    }

    @Test func thePeopleOfAnAckComplete() throws {
        let screen = try screen().press("A").type("30m @k")
        #expect(screen.text.contains("Whose is it to be?"))
        screen.press("Enter")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("30m @kim"))
        screen.type(" it is your disk").press("Enter")
        let command = screen.expectSent(Acknowledge.self)
        #expect(command?.person == "kim")
        #expect(command?.note == "it is your disk")
        #expect(screen.bottom.contains("acknowledged DBReplicaLag for kim for 30 min"))
        screen.press("A").type("@b").press("Tab", "Enter")
        #expect(screen.expectSent(Acknowledge.self)?.person == "bo")
    }

    @Test func mergingAsksForTheOtherIncident() throws {
        let screen = try ScriptedScreen(.storm).press("M")
        #expect(screen.bottom.contains("merge INC-43, which closes it, into:"))
        #expect(screen.text.contains("Checkout latency above 2 s"))
        for (typed, problem) in [("", "type the incident that lives on"), ("INC-43", "cannot be merged into itself")] {
            screen.type(typed).press("Enter")
            screen.expectNothingSent()
            #expect(screen.text.contains(problem))
            screen.press("Ctrl-U")
        }
        screen.type("inc-42").press("Enter")
        let ids = [43, 42].map { IncidentID(number: $0) }
        #expect(screen.expectSent(MergeIncidents.self) == MergeIncidents(.id(ids[0]), into: .id(ids[1])))
        #expect(screen.bottom.contains("merged INC-43 into INC-42; INC-43 is closed"))
        #expect(screen.top.contains("INC-42"))
        screen.press("i")
        #expect(screen.text.contains("in INC-42"))
        screen.press("Esc", "M")
        #expect(screen.bottom.contains("no other incident is open"))
    }

    @Test(arguments: [
        ("A", "@", "Write @ and a name"), ("A", "30 minutes", "30 of what? Write 30m or 30h"), ("A", "8d", "up to 7 d"),
        ("A", "0m", "up to 7 d"),
        ("Z", "", "say how long first"), ("Z", "because", "say how long first"), ("Z", "2h", "say why, too"),
        ("Z", "2", "2 of what?"), ("Z", "400d x", "at most 365 d"), ("n", "", "cannot be empty"),
        ("n", "#finding", "cannot be empty"),
        ("n", "@25:00 x", "expected a time as @03:05 or @-5m"), ("n", "@3:5 x", "expected a time"),
        ("n", "@-5 x", "expected a time"), ("R", "", "say which role"), ("R", "boss kim", "there is no role boss"),
        ("R", "deputy nobody", "nobody holds that role"), ("s", "9", "expected one of SEV1"),
        ("S", "done", "expected one of"),
        ("C", "", "type INC-42"), ("c", "", "type lin"),
    ])
    func whatCannotBeTakenIsSaidAndNothingIsSent(key: String, text: String, problem: String) throws {
        let screen = try screen().press(key).type(text).press("Enter")
        screen.expectNothingSent()
        #expect(screen.text.contains(problem), "\(screen.text)")
        screen.press("Esc")
        #expect(!screen.text.contains(problem))
    }

    @Test(arguments: [
        ("pool is full", "pool is full", nil, nil), ("#finding pool", "pool", NoteTag.finding, nil),
        ("#Decision  go", "go", .decision, nil), ("@-5m pool", "pool", nil, Scene.now - .minutes(5)),
        ("@03:05 #impact x", "x", .impact, Scene.instant(3, 5)),
        ("#impact @03:05 x", "x", .impact, Scene.instant(3, 5)),
        ("@23:50 x", "x", nil, Scene.instant(23, 50, day: 21)), ("#214 was wrong", "#214 was wrong", nil, nil),
        ("@kim look", "@kim look", nil, nil), ("@03:13 x", "x", nil, Scene.instant(3, 13)),
        ("say #finding", "say #finding", nil, nil),
    ])
    func notes(text: String, body: String, tag: NoteTag?, at: Instant?) throws {
        let screen = try screen().press("n").type(text).press("Enter")
        let command = screen.expectSent(AddNote.self)
        #expect(command?.body == body)
        #expect(command?.tag == tag)
        #expect(command?.at == at)
    }

    @Test(arguments: [
        ("scribe bo", Role.scribe, "bo" as String?, "kim" as String?), ("deputy", .deputy, nil, nil),
        ("ic kim", .commander, "kim", "lin"), ("sme zoe the great", .expert, "zoe the great", nil),
    ])
    func roles(text: String, role: Role, person: String?, from: String?) throws {
        let screen = try screen().press("R").type(text).press("Enter")
        let command = screen.expectSent(AssignRole.self)
        #expect(command?.role == role)
        #expect(command?.person == person)
        #expect(command?.from == from)
    }

    @Test func aRoleIsGivenBack() throws {
        let screen = try screen().press("R").type("scribe nobody").press("Enter")
        #expect(screen.expectSent(ReleaseRole.self)?.person == "kim")
    }

    @Test func rolesAndPeopleComplete() throws {
        let screen = try screen().press("R").type("scr").press("Tab")
        #expect(screen.bottom.contains("role in INC-42: scribe"))
        screen.type("b").press("Enter")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("scribe bo"))
        screen.press("Enter")
        #expect(screen.expectSent(AssignRole.self)?.person == "bo")
    }

    @Test func takingCommandByRoleAsksForTheHolder() throws {
        let screen = try screen().press("R").type("commander").press("Enter")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("type lin to take command from lin"))
    }

    @Test func severityAndStatusAreChosenByKeyArrowOrName() throws {
        let screen = try screen().press("s", "1", "Enter")
        #expect(screen.expectSent(SetIncident.self)?.severity == .sev1)
        screen.press("s", "Down", "Down", "Enter")
        #expect(screen.expectSent(SetIncident.self)?.severity == .sev3)
        screen.press("S").type("mon").press("Enter")
        #expect(screen.expectSent(SetIncident.self)?.status == .monitoring)
        screen.press("S", "Tab", "Enter")
        #expect(screen.expectSent(SetIncident.self)?.status == .resolved)
    }

    @Test(arguments: [
        (["Ctrl-A"], "X", "Xpool is full"), (["Home", "Right"], "X", "pXool is full"), (["Ctrl-W"], "X", "pool is X"),
        (["Ctrl-W", "Ctrl-W"], "X", "pool X"), (["Ctrl-U"], "X", "X"),
        (["Left", "Left", "Ctrl-K"], "X", "pool is fuX"),
        (["Backspace"], "X", "pool is fulX"), (["Home", "Delete"], "X", "Xool is full"),
        (["Home", "End", "Left"], "X", "pool is fulXl"), (["Ctrl-A", "Ctrl-E"], "X", "pool is fullX"),
        (["Ctrl-A", "Ctrl-D"], "X", "Xool is full"), (["Ctrl-A", "Ctrl-K"], "", ""),
        (["Ctrl-A", "Left", "Backspace"], "X", "Xpool is full"), (["Right", "Delete"], "X", "pool is fullX"),
    ])
    func editing(keys: [String], typed: String, result: String) throws {
        let screen = try screen().press("n").type("pool is full")
        for key in keys { screen.press(key) }
        screen.type(typed).press("Enter")
        let sent = screen.takeSent().first as? AddNote
        #expect(sent?.body ?? "" == result)
    }

    @Test func wholeClustersAreDeleted() throws {
        let screen = try screen().press("n").type("e\u{301}e\u{301}👩‍💻").press("Backspace", "Left", "Backspace").type("x")
            .press("Enter")
        #expect((screen.takeSent().first as? AddNote)?.body == "xe\u{301}")
    }

    @Test(arguments: ["Esc", "Ctrl-C"])
    func cancellingSendsNothingAndKeepsTheWords(key: String) throws {
        let screen = try screen().press("n").type("half a thought").press(key)
        screen.expectNothingSent()
        #expect(screen.bottom.contains("brings your words back"))
        screen.press("n")
        #expect(screen.bottom.contains(": half a thought"))
        screen.press("Ctrl-U", "Esc", "n")
        #expect(!screen.bottom.contains("half a thought"))
    }

    @Test func ctrlCOutsideAPromptSaysHowToLeave() throws {
        let screen = try screen().press("Ctrl-C")
        #expect(screen.bottom.contains("q leaves"))
        #expect(screen.count { $0 == .quit } == 0)
    }

    @Test func refusedWordsComeBack() throws {
        let screen = try screen()
        screen.isAnswered = false
        screen.press("n").type("important").press("Enter")
        screen.send(.undelivered(token: 1, reason: "broken pipe"))
        #expect(screen.bottom.contains("not done, the room did not get it: broken pipe; your words are kept"))
        screen.press("n")
        #expect(screen.bottom.contains(": important"))
        screen.press("Enter")
        screen.send(.answered(token: 2, .failure(Refusal(.limit, "too long"))))
        #expect(screen.bottom.contains("too long"))
        screen.press("n")
        #expect(screen.bottom.contains(": important"))
    }

    @Test func pastesBecomeOneLine() throws {
        let screen = try screen()
        screen.send(.input(.paste("a\nd\n")))
        screen.expectNothingSent()
        screen.press("n")
        screen.send(.input(.paste("one\ntwo\r\nthree\tfour")))
        screen.expectNothingSent()
        screen.press("Enter")
        #expect(screen.expectSent(AddNote.self)?.body == "one two three four")
    }

    @Test func tooLongAPasteIsRefusedWhole() throws {
        let screen = try screen().press("n").type("kept")
        screen.send(.input(.paste(String(repeating: "x", count: Limits.noteBytesMax))))
        #expect(screen.text.contains("no more fits"))
        screen.press("Enter")
        #expect(screen.expectSent(AddNote.self)?.body == "kept")
    }

    @Test func theCursorStaysInSight() throws {
        let screen = try ScriptedScreen(.sev2, size: Size(columns: 60, rows: 15)).press("n")
        for _ in 0..<40 {
            screen.type("界x ")
            let cursor = screen.frame.cursor
            #expect(cursor?.row == 14)
            #expect((cursor?.column ?? .max) < 60)
        }
        screen.press("Home")
        #expect(screen.bottom.contains("note in INC-42: 界x"))
        for _ in 0..<70 {
            screen.press("Right")
            #expect((screen.frame.cursor?.column ?? .max) < 60)
        }
    }

    @Test func panesStayLiveAboveAPrompt() throws {
        let screen = try screen().press("n").type("typing")
        try screen.room.fire("Fresh", on: "host", .critical)
        screen.tellChanges()
        #expect(screen.text.contains("Fresh"))
        #expect(screen.bottom.contains("typing"))
    }

    @Test func whatAPromptActsOnIsFixedWhenItOpens() throws {
        let screen = try screen().press("A")
        let wanted = screen.room.selection("DBReplicaLag", on: "db-2")
        try screen.room.clear("DBReplicaLag", on: "db-2")
        screen.tellChanges()
        try screen.room.perform(SeeAlerts(wanted), by: .bo)
        screen.tellChanges()
        screen.press("Enter")
        #expect(screen.expectSent(Acknowledge.self)?.alerts == wanted)
        #expect(screen.bottom.contains("✗"))
    }
}
