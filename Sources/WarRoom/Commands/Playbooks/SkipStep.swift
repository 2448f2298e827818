/// Leaves a step of a walked playbook out, with a reason.
public struct SkipStep: PersonCommand {
    public static let name = "skipStep"
    /// As `RunSelection` reads it.
    public var run: String?
    /// The step's number such as `3` or `3.1`; nil for the active one. Screens name it, so that two people who press at
    /// the same moment do not end two steps.
    public var step: String?
    public var reason: String?

    public init(run: String? = nil, step: String? = nil, reason: String? = nil) {
        self.run = run
        self.step = step
        self.reason = reason
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let run = try RunSelection.resolve(run, in: state)
        let index = try RunSelection.step(step, of: run)
        let name = state.name(of: run.steps[index])
        decision.outcome.incident = run.incident
        guard run.steps[index].state != .skipped else {
            decision.outcome.sentence = "\(name) is skipped already"
            return
        }
        let words = try reason.map { text throws(Refusal) in
            StepSkipped.Words(reason: try Wording.checked(text, "a reason", bytesMax: Limits.reasonBytesMax))
        }
        decision.record(
            StepSkipped(facts: StepSkipped.Facts(run: run.id, step: index), text: words), incident: run.incident)
        decision.outcome.sentence = "skipped \(name)"
        decision.outcome.undo = [ReopenStep(run: run.id.description, step: run.steps[index].step.number)]
    }
}
