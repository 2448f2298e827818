/// Takes back that a step was done or left out: it is the active one again.
public struct ReopenStep: PersonCommand {
    public static let name = "reopenStep"
    /// As `RunSelection` reads it; a run that has ended goes on.
    public var run: String?
    /// The step's number.
    public var step: String

    public init(run: String? = nil, step: String) {
        self.run = run
        self.step = step
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let run = try RunSelection.resolve(run, in: state, activeOnly: false)
        let index = try RunSelection.step(step, of: run)
        let name = state.name(of: run.steps[index])
        decision.outcome.incident = run.incident
        guard run.steps[index].state == .done || run.steps[index].state == .skipped else {
            decision.outcome.sentence = "\(name) is still to be done"
            return
        }
        decision.record(
            StepReopened(facts: StepReopened.Facts(run: run.id, step: index)), incident: run.incident)
        decision.outcome.sentence = "back to \(name)"
    }
}
