import Testing
import WarRoom

@Suite struct PlaybookTests {
    private static let steps = [
        PlaybookStep(number: "1", title: "Look", timeBox: .minutes(5), blocks: [StepBlock(.command, "df -h")]),
        PlaybookStep(number: "1.1", title: "Look closer"), PlaybookStep(number: "2", title: "Mend"),
    ]
    private static let start = StartPlaybook("disk", title: "Disk filling", steps: steps, source: "## Look")

    private static func states(_ room: TestRoom) -> [RunStep.State] {
        room.state.runs.values.first?.steps.map(\.state) ?? []
    }

    @Test func aPlaybookIsWalkedStepByStepToItsEnd() throws {
        var room = TestRoom()
        try room.perform(DeclareIncident(title: "One"))
        let started = try room.perform(Self.start, by: .bob)
        #expect(started.sentence == "started Disk filling, first: Look")
        #expect(started.incident == IncidentID(number: 1))
        #expect(room.state.incidents[IncidentID(number: 1)]?.participants.map(\.person) == ["ann", "bob"])
        #expect(Self.states(room) == [.active, .pending, .pending])
        let done = try room.perform(CompleteStep(step: "1", note: "it is /var"), at: room.now + .seconds(48))
        #expect(done.sentence == "did step 1: Look")
        #expect(room.sentence == "did step 1: Look (0:48): it is /var")
        #expect(Self.states(room) == [.done, .active, .pending])
        try room.perform(SkipStep(reason: "no need"))
        #expect(room.sentence == "skipped step 1.1: Look closer: no need")
        #expect(Self.states(room) == [.done, .skipped, .active])
        try room.perform(CompleteStep())
        let run = try #require(room.state.runs.values.first)
        #expect(!run.isActive && !run.isStopped && run.current == nil)
        #expect(room.state == room.replayed)
    }

    @Test func theTimelineCountsStepsAsScreensDoAndTheFileIsKnownAgain() throws {
        var room = TestRoom()
        try room.perform(Self.start)
        #expect(room.sentence == "started the playbook Disk filling, 2 steps")
        let run = try #require(room.state.runs.values.first)
        #expect(PlaybookProgress(run).textDigest == TextDigest.of("## Look"))
        #expect(TextDigest.of("") == "cbf29ce484222325" && TextDigest.of("a") == "af63dc4c8601ec8c")
    }

    @Test func twoWhoPressAtOnceEndOneStep() throws {
        var room = TestRoom()
        try room.perform(Self.start)
        try room.perform(CompleteStep(step: "1"))
        let again = try room.perform(CompleteStep(step: "1"), by: .bob)
        #expect(again.sentence == "step 1: Look is done already")
        #expect(room.lastKinds == [])
    }

    @Test func undoGoesBackToTheStepEvenAfterTheLast() throws {
        var room = TestRoom()
        try room.perform(Self.start)
        for _ in 0..<2 { try room.perform(CompleteStep()) }
        let last = try room.perform(CompleteStep())
        try room.undo(last)
        #expect(Self.states(room) == [.done, .done, .active])
        #expect(room.state.runs.values.first?.isActive == true)
        try room.perform(ReopenStep(step: "1"))
        #expect(Self.states(room) == [.active, .done, .pending])
        try room.perform(CompleteStep())
        #expect(Self.states(room) == [.done, .done, .active])
    }

    @Test func onePlaybookIsWalkedOnceAnIncidentAndSeveralSideBySide() throws {
        var room = TestRoom()
        try room.perform(Self.start)
        #expect(try room.perform(Self.start, by: .bob).sentence.contains("already, since ann began it"))
        #expect(room.lastKinds == [])
        try room.perform(StartPlaybook("other", title: "Other", steps: Self.steps, source: ""))
        let refused = refusal { () throws(Refusal) in try room.perform(CompleteStep()) }
        #expect(refused?.reason == .ambiguous)
        #expect(refused?.description.contains("--run") ?? false)
        try room.perform(CompleteStep(run: "other"))
        try room.perform(StopPlaybook(run: "disk", reason: "false alarm"))
        #expect(room.state.activeRuns.map(\.playbook) == ["other"])
        try room.perform(CompleteStep())
    }

    @Test func whatDoesNotFitIsRefusedInWords() throws {
        var room = TestRoom()
        let none = refusal { () throws(Refusal) in try room.perform(CompleteStep()) }
        #expect(none?.description.contains("warroom playbook start") ?? false)
        let empty = StartPlaybook("x", title: "X", steps: [], source: "")
        #expect(refusal { () throws(Refusal) in try room.perform(empty) }?.reason == .invalid)
        let large = String(repeating: "x", count: Limits.playbookBytesMax + 1)
        let huge = StartPlaybook("x", title: "X", steps: Self.steps, source: large)
        #expect(refusal { () throws(Refusal) in try room.perform(huge) }?.reason == .limit)
        try room.perform(Self.start)
        let unknown = refusal { () throws(Refusal) in try room.perform(CompleteStep(step: "9")) }
        #expect(unknown?.description == "Disk filling has no step 9: they go from 1 to 2")
    }

    @Test func anErasedTextLeavesTheStepsCountable() {
        var state = RoomState()
        let facts = PlaybookStarted.Facts(
            playbook: "disk", incident: nil, steps: [PlaybookStarted.Step(number: "1", timeBox: nil)])
        let envelope = Envelope(
            sequence: 1, id: EventID(high: 1, low: 1), occurredAt: TestRoom.start, recordedAt: TestRoom.start,
            actor: .ann)
        state.apply(Event(envelope: envelope, body: PlaybookStarted(facts: facts, text: nil)))
        #expect(state.activeRuns.first?.steps.map(\.step.title) == ["(erased)"])
        let stray = StepCompleted(facts: StepCompleted.Facts(run: EventID(high: 9, low: 9), step: 4))
        state.apply(Event(envelope: envelope, body: stray))
        #expect(state.activeRuns.count == 1)
    }

    @Test func finishedRunsAreForgottenAboveTheLimit() throws {
        var room = TestRoom()
        for index in 0..<(Limits.finishedRunsMax + 5) {
            try room.perform(StartPlaybook("p\(index)", title: "P", steps: Self.steps, source: ""))
            try room.perform(StopPlaybook())
        }
        #expect(room.state.runs.count == Limits.finishedRunsMax)
        #expect(room.state == room.replayed)
    }
}

extension TestRoom {
    /// What the timeline says about the last event.
    fileprivate var sentence: String? {
        lastEvents.last.flatMap { TimelineEntry($0, in: state)?.sentence }
    }
}
