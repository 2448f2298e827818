import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct SilencingTests {
    private func room() throws -> ScriptedRoom {
        var room = ScriptedRoom(at: Scene.now)
        for instance in ["a", "b", "c", "d"] { try room.fire("Slow", on: instance, .error) }
        try room.fire("Other", on: "a", .warning)
        return room
    }

    @Test func whatTheMarkedOnesHaveInCommonIsProposedWithWhatItHides() throws {
        let screen = ScriptedScreen(try room()).press("Space", "Space", "Z")
        #expect(screen.text.contains("What shall be hidden? (2 marked alerts)"))
        #expect((screen.texts(under: .selected).last ?? "").contains("hides 2 alerts now"))
        #expect(screen.text.contains("hides 4 alerts now, 2 of them not marked"))
        screen.type("2h rebuilt").press("Enter")
        let matchers = screen.expectSent(CreateSilence.self)?.matchers.map(\.name)
        #expect(matchers == ["alertname", "instance"])
        #expect(screen.bottom.contains("which hides 2 alerts now"))
        #expect(!screen.text.contains("2 marked"))
    }

    @Test func thePreviewFollowsTheRoom() throws {
        let screen = ScriptedScreen(try room()).press("Space", "Space", "Z", "Tab")
        try screen.room.fire("Slow", on: "e", .error)
        screen.tellChanges()
        #expect(screen.text.contains("hides 4 alerts now, 2 of them not marked"))
        screen.wait(.seconds(1))
        try screen.room.fire("Slow", on: "f", .error)
        screen.tellChanges()
        #expect(screen.text.contains("hides 6 alerts now, 4 of them not marked"))
        #expect(screen.count { if case .propose = $0 { true } else { false } } == 2)
    }

    @Test func aGroupIsSilencedByItsName() throws {
        let screen = ScriptedScreen(try room()).press("g", "Home", "Z")
        #expect(screen.bottom.contains(#"silence alertname="Slow" for:"#))
        #expect(screen.text.contains("What shall be hidden? (4 alerts of Slow)"))
        #expect((screen.texts(under: .selected).last ?? "").contains("hides 4 alerts now"))
        screen.type("1h known").press("Enter")
        #expect(screen.expectSent(CreateSilence.self)?.matchers.map(\.description) == ["alertname=\"Slow\""])
    }

    @Test func whatWillBeHiddenIsInSightBeforeEnterAtEverySize() throws {
        for (columns, rows) in [(160, 48), (120, 32), (80, 24), (60, 16), (40, 10)] {
            let screen = ScriptedScreen(try room(), size: Size(columns: columns, rows: rows)).press("Z")
            #expect((screen.texts(under: .selected).last ?? "").contains("alertname="), "\(columns)")
            #expect((screen.texts(under: .selected).last ?? "").contains("hides 1"), "\(columns)")
            #expect(screen.bottom.contains("alertname="), "\(columns)")
            #expect(screen.bottom.contains(":"), "\(columns)")
        }
    }

    @Test func anAlertIsSilencedAsItselfAndOnlyByTabAsItsWholeName() throws {
        let screen = ScriptedScreen(try room()).press("Z").type("2h why").press("Enter")
        #expect(screen.expectSent(CreateSilence.self)?.matchers.map(\.name) == ["alertname", "instance"])
        screen.press("Z", "Tab").type("2h why").press("Enter")
        #expect(screen.expectSent(CreateSilence.self)?.matchers.map(\.name) == ["alertname"])
    }

    @Test func anAlertWithNothingButASeverityCannotBeSilenced() throws {
        var room = ScriptedRoom(at: Scene.now)
        let labels: Labels = ["severity": "critical"]
        try room.perform(
            ObserveAlert(
                AlertObservation(
                    alert: Fingerprint.of(labels), isFiring: true, severity: .critical, labels: labels,
                    title: "it burns", source: "plain", sender: "curl")), by: .prometheus)
        let screen = ScriptedScreen(room).press("Z")
        #expect(screen.bottom.contains("it burns has no label but its severity"))
        #expect(screen.bottom.contains("A takes it"))
    }

    @Test func withoutTheRoomsAnswerSeveralCannotBeSilenced() throws {
        let screen = ScriptedScreen(try room()).press("Space", "Space")
        screen.isAnswered = false
        screen.press("Z").type("1h x").press("Enter")
        screen.expectNothingSent()
        #expect(screen.text.contains("the room has not said yet"))
        screen.send(.proposed(token: 99, .success([])))
        #expect(screen.text.contains("the room has not said yet"))
    }

    @Test func theListSaysWhatEachHidesAndItsKeysEndAndExtend() throws {
        var room = try room()
        try room.perform(
            CreateSilence(
                matchers: [Matcher(name: "alertname", value: "Slow")], length: .hours(2), comment: "known slowness"),
            by: .bo)
        let screen = ScriptedScreen(room).press("H")
        for words in [#"alertname="Slow""#, "known slowness", "hides 4", "bo", "ends in 2h"] {
            #expect(screen.selectedText.contains(words), "\(words)")
        }
        screen.press("+")
        #expect(screen.bottom.contains("from now for:"))
        screen.type("5h").press("Enter")
        let extended = screen.expectSent(CreateSilence.self)
        #expect(extended?.length == .hours(5) && extended?.comment == "known slowness")
        #expect(screen.selectedText.contains("ends in 5h"))
        screen.press("X")
        #expect(screen.expectSent(EndSilence.self) != nil)
        #expect(screen.text.contains("nothing is silenced: Z silences an alert"))
        #expect(screen.bottom.contains("U undoes"))
        screen.press("U")
        #expect(screen.text.contains("hides 4"))
        screen.press("Esc")
        #expect(!screen.model.request.showsSilences)
    }

    private static func silenced() throws -> ScriptedRoom {
        var room = ScriptedRoom(at: Scene.now)
        for instance in ["a", "b"] { try room.fire("Slow", on: instance, .error) }
        try room.perform(
            CreateSilence(
                matchers: [Matcher(name: "alertname", value: "Slow")], length: .days(3), comment: "known slowness"),
            by: .bo)
        return room
    }

    @Test func moreTimeIsNeverLess() throws {
        let screen = ScriptedScreen(try Self.silenced()).press("H")
        screen.wait(.hours(1))
        screen.press("+").type("1h").press("Enter")
        screen.expectNothingSent()
        #expect(screen.text.contains("it lasts 2 d 23 h yet"))
        screen.press("Ctrl-U").type("3d").press("Enter")
        #expect(screen.expectSent(CreateSilence.self)?.length == .days(3))
        #expect(screen.bottom.contains("lasts 3 d from now on"))
    }

    @Test func enterShowsOneSilenceWhole() throws {
        let screen = ScriptedScreen(try Self.silenced()).press("H", "Enter")
        screen.expectNothingSent()
        for words in [#"alertname="Slow""#, "known slowness", "By", "bo", "Hides now: 2 alerts", "Slow b"] {
            #expect(screen.text.contains(words), "\(words)")
        }
        screen.press("+").type("4d").press("Enter")
        #expect(screen.expectSent(CreateSilence.self)?.length == .days(4))
        screen.press("Esc")
        #expect(screen.selectedText.contains("hides 2"))
        screen.press("Enter", "X")
        #expect(screen.expectSent(EndSilence.self) != nil)
        #expect(screen.text.contains("it has ended"))
        screen.press("X")
        #expect(screen.bottom.contains("this silence has ended"))
    }

    @Test func whatASilenceHidesIsInSightOnNarrowScreens() throws {
        for (columns, rows) in [(60, 16), (40, 10)] {
            let screen = ScriptedScreen(try Self.silenced(), size: Size(columns: columns, rows: rows)).press("H")
            #expect(screen.selectedText.contains("hides 2"), "\(columns)")
            #expect(screen.selectedText.contains("3d"), "\(columns)")
            #expect(screen.selectedText.contains("alertname"), "\(columns)")
        }
    }

    @Test func whatIsLeftIsRoundedUpAsEverywhere() throws {
        let screen = ScriptedScreen(try room())
        try screen.room.perform(
            CreateSilence(matchers: [Matcher(name: "alertname", value: "Other")], length: .hours(8), comment: "x"),
            by: .bo)
        screen.tellChanges()
        screen.wait(.seconds(61))
        #expect(screen.text.contains("silenced 8h"))
        screen.press("H")
        #expect(screen.selectedText.contains("ends in 8h"))
        screen.wait(.hours(1))
        #expect(screen.selectedText.contains("ends in 7h"))
    }

    @Test func outsideTheListItsKeysSayWhereTheyBelong() throws {
        let screen = ScriptedScreen(try room()).press("X")
        #expect(screen.bottom.contains("H lists the silences"))
        screen.press("H", "X")
        #expect(screen.bottom.contains("there is no silence here"))
        screen.press("a")
        #expect(screen.bottom.contains("Esc goes back first"))
    }
}
