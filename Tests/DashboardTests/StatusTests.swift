import Canvas
import Dashboard
import PlainText
import Testing
import WarRoom

@Suite struct StatusTests {
    @Test func theHeaderSaysWhatAnIncidentWasMergedInto() throws {
        var room = ScriptedRoom(at: Scene.now)
        for title in ["One", "Two"] { try room.perform(DeclareIncident(title: title), by: .bo) }
        let (first, second) = (IncidentID(number: 1), IncidentID(number: 2))
        try room.perform(MergeIncidents(.id(second), into: .id(first)), by: .bo)
        let screen = ScriptedScreen(room).press("i", "End", "Enter")
        #expect(screen.top.contains("INC-2"))
        #expect(screen.top.contains("merged into INC-1"))
    }

    private func roles(_ screen: ScriptedScreen, row: Int = 0) -> Set<StyleRole> {
        Set(screen.frame.row(row).map(\.role))
    }

    @Test func liveWhileHeartbeatsCome() throws {
        let screen = try ScriptedScreen(.sev2)
        #expect(screen.top.hasSuffix("● live"))
        for _ in 0..<6 { screen.wait(.seconds(5)) }
        #expect(screen.top.hasSuffix("● live"))
    }

    @Test func staleAfterTwelveSecondsOfSilence() throws {
        let screen = try ScriptedScreen(.quiet)
        screen.wait(.milliseconds(11_999), isHeard: false)
        #expect(screen.top.hasSuffix("● live"))
        screen.wait(.milliseconds(1), isHeard: false)
        #expect(screen.top.hasSuffix("! stale 12 s"))
        #expect(roles(screen).contains(.liveStale))
        screen.wait(.seconds(3), isHeard: false)
        #expect(screen.top.hasSuffix("! stale 15 s"))
        screen.send(.heartbeat(sequence: 9))
        #expect(screen.top.hasSuffix("● live"))
    }

    @Test func pendingOnlyWhenItTakesLong() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.isAnswered = false
        screen.press("a", "j", "a")
        #expect(screen.top.hasSuffix("● live"))
        #expect(screen.model.nextClock == screen.room.now + .milliseconds(300))
        screen.wait(.milliseconds(300))
        #expect(screen.top.hasSuffix("◌ pending 2"))
        #expect(roles(screen).contains(.livePending))
        var outcome = Outcome()
        outcome.sentence = "done"
        screen.send(.answered(token: 1, .success(outcome)))
        #expect(screen.top.hasSuffix("◌ pending 1"))
        screen.send(.undelivered(token: 2, reason: "the daemon is gone"))
        #expect(screen.top.hasSuffix("● live"))
        #expect(screen.bottom.contains("not done, the room did not get it: the daemon is gone"))
    }

    @Test func answersToUnknownTokensChangeNothing() throws {
        let screen = try ScriptedScreen(.sev2)
        let before = screen.frame
        screen.send(.answered(token: 99, .success(Outcome())))
        screen.send(.undelivered(token: 98, reason: "x"))
        #expect(screen.frame == before)
    }

    @Test func lossIsSaidWithItsReasonAndTheRoomStaysVisible() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.send(.connection(.lost(since: screen.room.now, reason: "broken pipe")))
        #expect(screen.top.hasSuffix("✗ lost 0 s"))
        #expect(screen.lines[1].contains("no connection since 03:12: broken pipe"))
        #expect(screen.text.contains("DBReplicaLag"))
        screen.wait(.minutes(2), isHeard: false)
        #expect(screen.top.hasSuffix("✗ lost 2 min"))
        screen.send(.connection(.connecting))
        #expect(screen.top.hasSuffix("◌ reconnecting"))
        screen.connect()
        #expect(screen.top.hasSuffix("● live"))
        #expect(!screen.text.contains("broken pipe"))
    }

    @Test func aClosedRoomIsNoLoss() throws {
        let screen = try ScriptedScreen(.sev2)
        screen.send(.connection(.closed))
        #expect(screen.top.hasSuffix("○ closed"))
        #expect(screen.lines[1].contains("the room is closed: any key that acts opens it again"))
        #expect(screen.text.contains("DBReplicaLag"))
        screen.connect()
        #expect(screen.top.hasSuffix("● live"))
        #expect(!screen.text.contains("is closed"))
    }

    @Test func readOnlyInWords() throws {
        var room = try Scene.sev2.room()
        room.live.readOnly = "disk full"
        #expect(ScriptedScreen(room).top.hasSuffix("READ-ONLY: disk full"))
        #expect(try ScriptedScreen(.sev2, isReadOnly: true).top.hasSuffix("READ-ONLY  ● live"))
    }

    @Test func aShortenedLogAndProblemsHaveABanner() throws {
        var room = try Scene.sev2.room()
        try room.perform(OpenRoom(version: "1", lost: 120...140), by: .daemon)
        room.live.problems = ["127.0.0.1:9911 is in use"]
        let screen = ScriptedScreen(room)
        #expect(screen.lines[1].contains("the log lost its events 120 to 140"))
        #expect(screen.lines[1].contains("(and 1 more)"))
        #expect(roles(screen, row: 1) == [.banner])
    }

    @Test func peopleAreCounted() throws {
        var room = try Scene.sev2.room()
        room.live.present += [
            Presence(person: "lin", principal: "again", since: room.now),
            Presence(person: "zoe", principal: "", since: room.now),
        ]
        #expect(ScriptedScreen(room).top.contains("lin ada kim +2"))
    }

    @Test func theIncidentsClockRuns() throws {
        let screen = try ScriptedScreen(.sev2)
        #expect(screen.top.contains("42:17"))
        screen.wait(.seconds(1))
        #expect(screen.top.contains("42:18"))
        screen.wait(.hours(1))
        #expect(screen.top.contains("1:42:18"))
    }

    @Test func theTerminalsTitleChangesWithItsWords() throws {
        let screen = try ScriptedScreen(.sev2)
        func titles() -> [String] {
            screen.effects.compactMap { if case .title(let text) = $0 { text.string } else { nil } }
        }
        #expect(titles() == ["SEV2 INC-42, 4 firing - warroom checkout"])
        screen.wait(.minutes(5))
        screen.press("a")
        #expect(titles().last == "SEV2 INC-42, 3 firing - warroom checkout")
        #expect(titles().count == 2)
    }

    @Test func theBellRingsForWhoeverIsOnCallAndSeldom() throws {
        func bells(_ person: String) throws -> Int {
            let screen = ScriptedScreen(try Scene.sev2.room(), person: person)
            for index in 0..<5 {
                try screen.room.fire("New\(index)", on: "host", .critical)
                screen.tellChanges()
                screen.wait(.seconds(10))
            }
            try screen.room.fire("Mild", on: "host", .warning)
            screen.tellChanges()
            return screen.count { $0 == .bell }
        }
        #expect(try bells("ada") == 2)
        #expect(try bells("bo") == 0)
    }
}
