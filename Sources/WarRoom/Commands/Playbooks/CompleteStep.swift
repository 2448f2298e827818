/// Marks a step of a walked playbook as done.
public struct CompleteStep: PersonCommand {
    public static let name = "completeStep"
    /// As `RunSelection` reads it.
    public var run: String?
    /// The step's number such as `3` or `3.1`; nil for the active one. Screens name it, so that two people who press at
    /// the same moment do not end two steps.
    public var step: String?
    public var note: String?

    public init(run: String? = nil, step: String? = nil, note: String? = nil) {
        self.run = run
        self.step = step
        self.note = note
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let run = try RunSelection.resolve(run, in: state)
        let index = try RunSelection.step(step, of: run)
        let name = state.name(of: run.steps[index])
        decision.outcome.incident = run.incident
        guard run.steps[index].state != .done else {
            decision.outcome.sentence = "\(name) is done already"
            return
        }
        let words = try note.map { text throws(Refusal) in
            StepCompleted.Words(note: try Wording.checked(text, "a note", bytesMax: Limits.reasonBytesMax))
        }
        decision.record(
            StepCompleted(facts: StepCompleted.Facts(run: run.id, step: index), text: words), incident: run.incident)
        decision.outcome.sentence = "did \(name)"
        decision.outcome.undo = [ReopenStep(run: run.id.description, step: run.steps[index].step.number)]
    }
}
