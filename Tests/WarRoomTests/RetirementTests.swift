import Testing
import WarRoom

@Suite struct RetirementTests {
    /// Three alerts: one is gone, one is still on the board, one fires in its second episode.
    private static func room() throws -> TestRoom {
        var room = TestRoom()
        for name in ["Gone", "Shown", "Again"] {
            try room.fire(name) {
                $0.annotations = ["summary": "old words of \(name)"]
                $0.links = [Link(title: "runbook", address: "https://wiki.example/\(name)")]
            }
        }
        try room.perform(SeeAlerts(room.selection("Gone", "Again")))
        try room.clear("Gone")
        try room.clear("Again")
        return room
    }

    private static func retire(upTo last: Int64, in room: inout TestRoom) throws {
        let start = room.state.textRetiredTo.flatMap { room.event(.id($0)) }?.envelope.sequence ?? 0
        let texts = room.texts(after: room.state.textRetiredTo, limit: Int(last - start))
        try room.perform(RetireTexts(texts), by: .daemon)
    }

    @Test func whatIsGoneIsForgottenAndWhatIsShownIsSaidAgain() throws {
        var room = try Self.room()
        try room.fire("Again") { $0.annotations = ["summary": "new words"] }
        let shown = try #require(room.alert("Shown"))
        let last = try #require(room.events.dropLast().last).envelope.sequence
        try Self.retire(upTo: last, in: &room)
        #expect(room.lastKinds == ["text.retired", "alert.repeated"])
        #expect(room.state.textRetiredTo == room.event(.sequence(3))?.envelope.id)
        #expect(room.alert("Gone")?.title == Erased.words && room.alert("Gone")?.annotations == Labels.none)
        let after = try #require(room.alert("Shown"))
        #expect(after.title == shown.title && after.annotations == shown.annotations && after.links == shown.links)
        #expect(room.alert("Again")?.annotations == ["summary": "new words"])
        #expect(room.texts.count { $0.contains("old words of Gone") || $0.contains("old words of Again") } == 0)
        #expect(room.replayed == room.state)
    }

    @Test func anAckThatIsStillHeldLosesItsNote() throws {
        var room = TestRoom()
        try room.fire("Shown") { $0.annotations = ["summary": "words"] }
        try room.perform(Acknowledge(room.selection("Shown"), note: "on it"))
        try Self.retire(upTo: 2, in: &room)
        let alert = try #require(room.alert("Shown"))
        #expect(alert.phase == .acknowledged && alert.ack?.person == "ann" && alert.ack?.note == nil)
        #expect(alert.annotations == ["summary": "words"])
        #expect(room.replayed == room.state)
    }

    @Test func wordsThatCameLaterGoInTheirTurn() throws {
        var room = try Self.room()
        try room.fire("Again") { $0.annotations = ["summary": "first"] }
        let first = try #require(room.events.last).envelope.sequence
        try room.fire("Again") { $0.annotations = ["summary": "second"] }
        try room.summarise()
        let second = try #require(room.events.last).envelope.sequence
        try room.perform(SeeAlerts(room.selection("Again")))
        try room.clear("Again")
        for last in [first, second] {
            try Self.retire(upTo: last, in: &room)
            #expect(room.alert("Again")?.title == Erased.words)
            #expect(room.replayed == room.state, "up to #\(last)")
        }
        #expect(!room.texts.contains { $0.contains("second") })
    }

    @Test func aRetirementNamesItsPartAndStaysOffTheTimeline() throws {
        var room = try Self.room()
        try Self.retire(upTo: 2, in: &room)
        let event = try #require(room.lastEvents.first)
        let facts = try #require((event.body as? TextRetired)?.facts)
        #expect(facts.from == 1 && facts.to == 2 && facts.kinds == RetireTexts.kinds)
        #expect(facts.first == room.events.first?.envelope.id && facts.last == room.reference("Shown").episode)
        #expect(facts.alerts == [room.reference("Gone")])
        #expect(event.body.narration(in: room.state, as: event.envelope) == nil && event.body.amendment == nil)
    }
}
