/// The playbooks that are walked, and those that were.
extension RoomState {
    /// Changes one run. Does nothing for a run that the room does not hold.
    mutating func revise(run id: EventID, _ change: (inout PlaybookRun) -> Void) {
        guard var run = runs[id] else { return }
        change(&run)
        runs[id] = run
        if !run.isActive { forgetFinishedRuns() }
    }

    private mutating func forgetFinishedRuns() {
        let finished = runs.values.filter { !$0.isActive }
        guard finished.count > Limits.finishedRunsMax else { return }
        for run in finished.sorted(by: { $0.id < $1.id }).prefix(finished.count - Limits.finishedRunsMax) {
            runs[run.id] = nil
        }
    }

    /// A step of a run; nil where there is none.
    func step(_ index: Int, of run: EventID) -> RunStep? {
        guard let steps = runs[run]?.steps, steps.indices.contains(index) else { return nil }
        return steps[index]
    }

    /// What people call a step in a sentence.
    func name(of step: RunStep?) -> String {
        step.map { "step \($0.step.number): \($0.step.title)" } ?? "a step that the room no longer holds"
    }

    /// The runs that are walked, in the order they were started.
    public var activeRuns: [PlaybookRun] {
        runs.values.filter(\.isActive).sorted { $0.id < $1.id }
    }
}
