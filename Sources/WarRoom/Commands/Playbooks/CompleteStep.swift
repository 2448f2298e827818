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
        guard let step = try RunSelection.ending(run, step: step, as: .done, in: state, into: &decision) else { return }
        let words = try note.map { text throws(Refusal) in
            StepCompleted.Words(note: try Wording.checked(text, "a note", bytesMax: Limits.reasonBytesMax))
        }
        decision.record(
            StepCompleted(facts: StepCompleted.Facts(run: step.run.id, step: step.index), text: words),
            incident: step.run.incident)
        decision.outcome.sentence = "did \(step.name)"
    }
}
