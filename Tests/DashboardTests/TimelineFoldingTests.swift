import Canvas
import Dashboard
import Testing
import WarRoom

/// What one act wrote about many alerts is one line of the timeline, which Enter opens.
@Suite struct TimelineFoldingTests {
    /// Twelve disks, six certificates and an alert of its own, over which a note stands.
    private func screen() throws -> ScriptedScreen {
        var room = ScriptedRoom(at: Scene.now - .minutes(10))
        for index in 1...12 { try room.fire("DiskWillFill", on: "db-\(index)", .warning) }
        for index in 1...6 { try room.fire("CertExpiry", on: "edge-\(index)", .warning) }
        try room.fire("QueueDepth", on: "q-1", .warning)
        room.now = Scene.now
        try room.perform(AddNote("quiet before the act"), by: .kim)
        return ScriptedScreen(room)
    }

    private func all(_ screen: ScriptedScreen, _ names: String...) -> AlertSelection {
        AlertSelection(
            screen.room.state.alerts.values.filter { names.contains($0.name) }.map {
                AlertReference(alert: $0.id, episode: $0.episode)
            })
    }

    private func timeline(_ screen: ScriptedScreen) -> [String] { Array(screen.lines[16...]) }

    @Test func alertsOfOneNameAreOneLine() throws {
        let screen = try screen()
        try screen.room.perform(Acknowledge(all(screen, "DiskWillFill")), by: .bo)
        screen.tellChanges()
        #expect(screen.text.contains("acknowledged 12 DiskWillFill for 1 h"), "\(screen.text)")
        #expect(!screen.text.contains("acknowledged DiskWillFill"))
        try screen.room.perform(Unacknowledge(all(screen, "DiskWillFill")), by: .bo)
        screen.tellChanges()
        #expect(screen.text.contains("took back the acks of 12 DiskWillFill"), "\(screen.text)")
        #expect(timeline(screen).contains { $0.contains("quiet before the act") })
    }

    @Test func severalNamesAreCounted() throws {
        let screen = try screen()
        try screen.room.perform(
            Acknowledge(all(screen, "DiskWillFill", "CertExpiry", "QueueDepth"), note: "all of it"), by: .bo)
        screen.tellChanges()
        let words = "acknowledged 19 alerts for 1 h: all of it: DiskWillFill ×12, CertExpiry ×6, QueueDepth on q-1"
        #expect(screen.text.contains(words), "\(screen.text)")
    }

    @Test func theActsOfTwoPeopleAreTwoLines() throws {
        let screen = try screen()
        try screen.room.perform(Acknowledge(all(screen, "DiskWillFill")), by: .bo)
        try screen.room.perform(Acknowledge(all(screen, "CertExpiry")), by: .kim)
        screen.tellChanges()
        #expect(screen.text.contains("acknowledged 12 DiskWillFill for 1 h"), "\(screen.text)")
        #expect(screen.text.contains("acknowledged 6 CertExpiry for 1 h"), "\(screen.text)")
    }

    @Test func oneAlertIsToldAsItIs() throws {
        let screen = try screen()
        try screen.room.perform(Acknowledge(all(screen, "QueueDepth")), by: .bo)
        screen.tellChanges()
        #expect(screen.text.contains("acknowledged QueueDepth on q-1 for 1 h"), "\(screen.text)")
    }

    @Test func enterShowsThemOneByOneAndEscapePutsThemTogetherAgain() throws {
        let screen = try screen()
        try screen.room.perform(Acknowledge(all(screen, "DiskWillFill")), by: .bo)
        screen.tellChanges()
        screen.press("4", "k")
        #expect(screen.selectedText.contains("acknowledged 12 DiskWillFill"), "\(screen.text)")
        screen.press("P")
        #expect(screen.bottom.contains("these are 12 entries: Enter shows them one by one"), "\(screen.bottom)")
        screen.expectNothingSent()
        screen.press("Enter")
        #expect(screen.selectedText.contains("acknowledged DiskWillFill on db-"), "\(screen.text)")
        #expect(!screen.text.contains("acknowledged 12 DiskWillFill"))
        screen.press("j", "P")
        #expect(screen.expectSent(PinEntry.self) != nil)
        screen.press("Esc")
        #expect(screen.selectedText.contains("DiskWillFill"), "\(screen.text)")
        screen.press("G")
        #expect(screen.text.contains("acknowledged 10 DiskWillFill for 1 h"), "\(screen.text)")
    }

    @Test func expiriesThatComeTogetherAreOneLine() throws {
        let screen = try screen()
        let ids = EventIDs(count: 12)
        var change = RoomChange()
        change.entries = ids.ids.enumerated().map { index, id in
            TimelineEntry(
                sequence: 1000 + Int64(index), id: id, kind: AlertExpired.kind, category: .alertCleared,
                occurredAt: Scene.now, recordedAt: Scene.now, who: "alert", actor: .daemon, incident: nil,
                sentence: "HighLatency on api-\(index) expired: its source was silent for \(index / 6 + 5) min",
                tag: nil)
        }
        screen.send(.changed(change, of: screen.model.request))
        #expect(screen.text.contains("12 HighLatency expired: their sources were silent"), "\(screen.text)")
        #expect(!screen.text.contains("HighLatency on"))
    }

    private struct EventIDs {
        let ids: [EventID]
        init(count: Int) { ids = (0..<count).map { EventID(high: 0x7000, low: UInt64($0)) } }
    }
}
