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
        guard let step = try RunSelection.ending(run, step: step, as: .skipped, in: state, into: &decision) else {
            return
        }
        let words = try reason.map { text throws(Refusal) in
            StepSkipped.Words(reason: try Wording.checked(text, "a reason", bytesMax: Limits.reasonBytesMax))
        }
        decision.record(
            StepSkipped(facts: StepSkipped.Facts(run: step.run.id, step: step.index), text: words),
            incident: step.run.incident)
        decision.outcome.sentence = "skipped \(step.name)"
    }
}
