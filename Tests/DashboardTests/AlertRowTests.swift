import Canvas
import Dashboard
import PlainText
import Testing
import WarRoom

/// What a row of the board has room for, and what it says first.
@Suite struct AlertRowTests {
    private func flapping() throws -> ScriptedRoom {
        var room = ScriptedRoom(at: Scene.now - .minutes(40))
        for _ in 0..<5 {
            try room.fire("Flaps", on: "api-1", .critical)
            room.now = room.now + .minutes(4)
            try room.clear("Flaps", on: "api-1")
            room.now = room.now + .minutes(4)
        }
        room.now = Scene.now
        try room.fire("Flaps", on: "api-1", .critical)
        try room.perform(SeeAlerts(room.selection("Flaps", on: "api-1")), by: .ada)
        return room
    }

    @Test func whatFlapsSaysSoEvenAfterItWasSeen() throws {
        let screen = ScriptedScreen(try flapping())
        #expect(screen.selectedText.contains("flapping seen ada"), "\(screen.text)")
        let narrow = ScriptedScreen(try flapping(), size: Size(columns: 40, rows: 10))
        #expect(narrow.text.contains("flapping"), "\(narrow.text)")
        screen.press("Enter")
        #expect(screen.text.contains("began 6 times in the hour before it was last heard"), "\(screen.text)")
        screen.press("Esc", "g")
        #expect(screen.selectedText.contains("▶ Flaps"), "\(screen.text)")
        #expect(screen.selectedText.contains("1 flapping"), "\(screen.text)")
    }

    @Test func aSmallScreenTellsAlertsOfOneNameApart() throws {
        var room = ScriptedRoom(at: Scene.now)
        for index in 1...3 { try room.fire("DiskWillFill", on: "db-\(index)", .warning) }
        let screen = ScriptedScreen(room, size: Size(columns: 40, rows: 10))
        for index in 1...3 { #expect(screen.text.contains("DiskWillFill   db-\(index)"), "\(screen.text)") }
    }

    @Test(arguments: [(80, 24), (120, 32)])
    func aColumnWithRoomSparesItForOneWithout(_ columns: Int, _ rows: Int) throws {
        var room = ScriptedRoom(at: Scene.now)
        try room.fire("Slow", on: "q-orders-eu-1", .error)
        let screen = ScriptedScreen(room, size: Size(columns: columns, rows: rows))
        #expect(screen.selectedText.contains("q-orders-eu-1"), "\(screen.text)")
    }

    @Test func columnsHoldStillWhileRowsComeAndGo() throws {
        let screen = try ScriptedScreen(.sev2)
        func place() -> Int? {
            let line = screen.lines.first { $0.contains("PaymentErrorRate") } ?? ""
            return line.firstRange(of: " pay-7").map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        }
        try screen.room.fire("ANameThatIsLongerThanAllOthers", on: "x1", .critical)
        screen.tellChanges()
        let before = place()
        try screen.room.clear("ANameThatIsLongerThanAllOthers", on: "x1")
        try screen.room.perform(
            SeeAlerts(screen.room.selection("ANameThatIsLongerThanAllOthers", on: "x1")), by: .bo)
        screen.tellChanges()
        #expect(!screen.lines[..<18].contains { $0.contains("ANameThat") })
        #expect(place() == before)
    }

    @Test func aWideScreenDoesNotSayTheNameTwice() throws {
        var room = ScriptedRoom(at: Scene.now)
        try room.fire("DiskWillFill", on: "db-1", .warning, title: "DiskWillFill on db-1: 91 % full")
        try room.fire("QueueDepth", on: "q-1", .warning)
        let screen = ScriptedScreen(room, size: Size(columns: 200, rows: 50))
        let rows = screen.lines[..<28]
        let disk = try #require(rows.first { $0.contains("DiskWillFill") })
        #expect(disk.contains("91 % full") && !disk.contains("on db-1"), "\(disk)")
        let queue = try #require(rows.first { $0.contains("QueueDepth") })
        #expect(!queue.contains("QueueDepth on"), "\(queue)")
    }

    @Test func whatExpiredKeepsTheColourOfItsSeverity() throws {
        var room = ScriptedRoom(at: Scene.now)
        try room.fire("Gone", on: "api-1", .critical)
        let screen = ScriptedScreen(room)
        var view = screen.room.view(screen.model.request)
        view.rows[0].state = .expired
        view.overview.counts.firing = 0
        view.overview.counts.expired = 1
        screen.send(.connected(view, of: screen.model.request))
        let frame = screen.frame
        let row = try #require((0..<18).map { frame.row($0) }.first { ScriptedScreen.text($0).contains("CRIT") })
        #expect(row.contains { $0.role == .severityCritical }, "\(screen.text)")
    }

    @Test func theTitleLeavesNothingOutInSilence() throws {
        var room = ScriptedRoom(at: Scene.now)
        try room.fire("Gone", on: "api-1", .critical)
        let screen = ScriptedScreen(room, size: Size(columns: 80, rows: 24))
        var view = screen.room.view(screen.model.request)
        view.overview.counts.firing = 9001
        view.overview.counts.acknowledged = 312
        view.overview.counts.returned = 45
        view.overview.counts.silenced = 17
        view.overview.counts.expired = 16_000
        screen.send(.connected(view, of: screen.model.request))
        #expect(screen.text.contains("9001 firing"), "\(screen.text)")
        let title = try #require(screen.lines.first { $0.contains("1 Alerts") })
        let numbers = title.prefix(48).split(separator: " ").compactMap { Int($0.drop { $0 == "+" }) }
        // One is the pane's own digit.
        let expected = 9001 + 312 + 45 + 17 + 16_000 + 1
        let sum = numbers.reduce(0, +)
        #expect(sum == expected, "\(title)")
    }
}
