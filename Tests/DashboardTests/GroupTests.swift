import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct GroupTests {
    private func names(_ screen: ScriptedScreen) -> [String] {
        screen.lines.compactMap { line in
            line.firstIndex { $0 == "▶" || $0 == "▼" }.flatMap { place in
                let words = line[place...].dropFirst().split(separator: " ")
                return line.contains("1 Alerts") ? nil : words.first.map(String.init)
            }
        }
    }

    @Test func theKeyGoesThroughAllGroupingsAndBack() throws {
        let screen = try ScriptedScreen(.sev2)
        for word in ["by name", "by service", "by severity", "by source"] {
            screen.press("g")
            #expect(screen.text.contains(word))
        }
        #expect(names(screen) == ["alertmanager"])
        screen.press("g")
        #expect(!screen.text.contains("by source"))
        #expect(screen.text.contains("PaymentErrorRate"))
    }

    @Test func aStormIsAFewRowsAndOpensInPlace() throws {
        let screen = try ScriptedScreen(.storm)
        #expect(screen.text.contains("g groups"))
        screen.press("g")
        #expect(!screen.text.contains("g groups"))
        #expect(screen.model.request.grouping == .name)
        #expect(screen.room.view(screen.model.request).rows.isEmpty)
        #expect(screen.selectedText.contains("▶ BlackboxProbeFailedForAWhile"))
        #expect(screen.selectedText.contains(" firing"))
        screen.press("Home")
        let first = screen.selectedText
        screen.press("Enter")
        #expect(screen.selectedText.contains("▼"))
        #expect(screen.room.view(screen.model.request).rows.count > 50)
        screen.press("j")
        #expect(screen.selectedText.contains("node-"))
        screen.press("Left")
        #expect(screen.selectedText == first)
        screen.press("Right", "Left")
        #expect(screen.selectedText == first)
        screen.expectNothingSent()
    }

    @Test func actingOnAGroupActsOnAllOfIt() throws {
        let screen = try ScriptedScreen(.storm).press("g", "Home")
        let group = try #require(screen.room.view(screen.model.request).groups?.first)
        try screen.room.fire(group.name, on: "late", .critical)
        screen.press("a")
        let board = screen.expectSent(Acknowledge.self)?.alerts.marks?.boards.first
        #expect(board?.group == group.name)
        #expect(screen.bottom.contains("acknowledged \(group.counts.total) alerts for 1 h"))
        #expect(screen.room.state.alerts[screen.room.reference(group.name, on: "late").alert]?.phase == .firing)
        #expect(screen.selectedText.contains(" acked") || screen.selectedText.contains("/"))
        screen.press("U")
        #expect(screen.bottom.contains("took back the ack of \(group.counts.total) alerts"))
    }

    @Test func groupsAreMarkedAsAWhole() throws {
        let screen = try ScriptedScreen(.storm).press("g", "Home", "Space", "Space")
        let groups = screen.room.view(screen.model.request).groups ?? []
        let count = groups.prefix(2).map(\.counts.total).reduce(0, +)
        #expect(screen.text.contains("\(count) marked"))
        screen.press("A").type("2h @bo").press("Enter")
        #expect(screen.expectSent(Acknowledge.self)?.alerts.marks?.boards.count == 2)
        #expect(screen.bottom.contains("acknowledged \(count) alerts for bo for 2 h"))
    }

    @Test func theSelectionFollowsItsGroup() throws {
        let screen = try ScriptedScreen(.sev2).press("g")
        #expect(screen.selectedText.contains("DBReplicaLag"))
        for index in 0..<3 { try screen.room.fire("Worse", on: "h\(index)", .critical) }
        screen.tellChanges()
        #expect(screen.selectedText.contains("DBReplicaLag"))
        #expect(names(screen).first == "Worse")
    }

    @Test func nothingSwitchesByItself() throws {
        let screen = try ScriptedScreen(.sev2)
        #expect(!screen.text.contains("g groups"))
        screen.room.live.alertsPerSecond = 5000
        screen.tellChanges()
        #expect(screen.text.contains("g groups"))
        #expect(screen.model.request.grouping == nil)
    }

    @Test func theGroupingIsRemembered() throws {
        let screen = try ScriptedScreen(.sev2).press("g", "g")
        #expect(screen.model.memory.grouping == .service)
        let again = ScriptedScreen(try Scene.sev2.room(), isConnected: false)
        again.send(.restoredScreen(screen.model.memory))
        again.connect()
        #expect(again.text.contains("by service"))
        #expect(again.text.contains("no service"))
    }

    @Test(arguments: [(40, 10), (60, 15), (80, 24), (200, 50)])
    func everySizeDrawsThem(columns: Int, rows: Int) throws {
        let screen = try ScriptedScreen(.storm, size: Size(columns: columns, rows: rows)).press("g", "Home", "Right")
        #expect(screen.lines.contains { $0.contains("▼ ") && ($0.contains("firing") || $0.contains("/")) })
        #expect(screen.lines.allSatisfy { $0.count <= columns })
    }
}
