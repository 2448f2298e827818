/// Begins to walk a playbook.
public struct StartPlaybook: PersonCommand {
    public static let name = "startPlaybook"
    /// The playbook's name.
    public var playbook: String
    public var title: String
    public var steps: [PlaybookStep]
    /// The playbook's file, kept with the run.
    public var source: String
    /// As of a note: to the one open incident, where there is one.
    public var place: AddNote.Place

    public init(
        _ playbook: String, title: String, steps: [PlaybookStep], source: String, place: AddNote.Place = .obvious
    ) {
        self.playbook = playbook
        self.title = title
        self.steps = steps
        self.source = source
        self.place = place
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        try check(state)
        let incident = try place.resolve(in: state).incident
        if let running = state.activeRuns.first(where: { $0.playbook == playbook && $0.incident == incident?.id }) {
            decision.outcome.sentence = "\(running.title) is being walked already, since \(running.startedBy) began it"
            decision.outcome.incident = incident?.id
            return
        }
        if let incident { JoinIncident.joinByActing(in: incident, situation, into: &decision) }
        let id = decision.record(
            PlaybookStarted(
                facts: PlaybookStarted.Facts(
                    playbook: playbook, incident: incident?.id,
                    steps: steps.map { PlaybookStarted.Step(number: $0.number, timeBox: $0.timeBox) }),
                text: PlaybookStarted.Words(
                    title: title, steps: steps.map { PlaybookStarted.StepWords(title: $0.title, blocks: $0.blocks) },
                    source: source)),
            incident: incident?.id)
        decision.outcome.incident = incident?.id
        let first = steps.first.map { ", first: \($0.title)" } ?? ""
        decision.outcome.sentence = "started \(title)\(first)"
        decision.outcome.undo = [StopPlaybook(run: id.description, reason: "started by mistake")]
    }

    private func check(_ state: RoomState) throws(Refusal) {
        _ = try Wording.checked(playbook, "a playbook's name", bytesMax: Limits.personBytesMax)
        _ = try Wording.checked(title, "a playbook's title", bytesMax: Limits.titleBytesMax)
        guard (1...Limits.playbookStepsMax).contains(steps.count) else {
            throw Refusal(
                .invalid, "a playbook has 1 to \(Limits.playbookStepsMax) steps, found \(steps.count)")
        }
        let blockBytes = steps.reduce(0) { sum, step in
            sum + step.title.utf8.count + step.blocks.reduce(0) { $0 + $1.text.utf8.count }
        }
        guard max(source.utf8.count, blockBytes) <= Limits.playbookBytesMax else {
            throw Refusal(.limit, "a playbook has at most \(Limits.playbookBytesMax) bytes: split it in two")
        }
        guard state.activeRuns.count < Limits.activeRunsMax else {
            throw Refusal(.limit, "\(Limits.activeRunsMax) playbooks are being walked already: stop some first")
        }
    }
}
