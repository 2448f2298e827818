import Canvas
import Dashboard
import Testing
import WarRoom

@Suite struct MemoryTests {
    private func memories(_ screen: ScriptedScreen) -> [ScreenMemory] {
        screen.effects.compactMap { if case .remember(let memory) = $0 { memory } else { nil } }
    }

    @Test func whatTheScreenLooksLikeIsRememberedWhenItChanges() throws {
        let screen = try ScriptedScreen(.sev2)
        let before = memories(screen).count
        screen.press("j", "j", "?", "Esc")
        #expect(memories(screen).count == before)
        screen.press("2")
        #expect(memories(screen).last?.focus == .responder)
        screen.press("1", "/").type("db").press("Enter", "z")
        #expect(memories(screen).last?.alertFilter == "db")
        #expect(memories(screen).last?.isZoomed == true)
        #expect(memories(screen).last == screen.model.memory)
    }

    @Test func itComesBack() throws {
        let memory = ScreenMemory(
            focus: .timeline, isZoomed: false, alertFilter: "db", timelineFilter: "pool", isTimelineOfIncident: true,
            incident: IncidentID(number: 42), seenSequence: 90)
        let screen = ScriptedScreen(try Scene.storm.room(), isConnected: false)
        screen.send(.restoredScreen(memory))
        screen.connect()
        #expect(screen.top.contains("INC-42"))
        #expect(screen.text.contains("/db"))
        #expect(screen.text.contains("/pool"))
        #expect(screen.text.contains("4 Timeline ─ INC-42"))
        #expect(screen.model.memory == memory)
    }

    @Test func aScreenThatStoppedBeginsAnewAndSaysSo() throws {
        let screen = ScriptedScreen(try Scene.storm.room(), isConnected: false)
        screen.send(.forgottenScreen(sequence: 41))
        screen.connect()
        #expect(screen.text.contains("stopped over what it showed at #41"))
        #expect(screen.model.memory.alertFilter.isEmpty)
    }

    @Test func anIncidentOfAnotherRoomIsForgotten() throws {
        let screen = ScriptedScreen(try Scene.storm.room(), isConnected: false)
        screen.send(.restoredScreen(ScreenMemory(incident: IncidentID(number: 44), seenSequence: 1_000_000)))
        screen.connect()
        #expect(screen.top.contains("INC-43"))
        #expect(!screen.text.contains("new since"))
        try screen.room.perform(DeclareIncident(title: "mild", severity: .sev5), by: .kim)
        screen.tellChanges()
        #expect(screen.top.contains("INC-43"))
    }

    @Test func anIncidentDeclaredByOthersDoesNotStealTheScreen() throws {
        let screen = try ScriptedScreen(.sev2)
        try screen.room.perform(DeclareIncident(title: "Worse", severity: .sev1), by: .kim)
        screen.tellChanges()
        #expect(screen.top.contains("INC-42"))
        #expect(screen.top.contains("+1 open"))
        try screen.room.perform(SetIncident(.id(IncidentID(number: 42)), status: .closed), by: .kim)
        screen.tellChanges()
        #expect(screen.top.contains("INC-43"))
    }
}
