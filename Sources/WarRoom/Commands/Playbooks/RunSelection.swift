/// Which walked playbook a command means: a run's id or the beginning of it, or a playbook's name; nil for the only one there is.
enum RunSelection {
    static func resolve(_ text: String?, in state: RoomState, activeOnly: Bool = true) throws(Refusal) -> PlaybookRun {
        let active = state.activeRuns
        guard let text else {
            guard let only = active.first else {
                throw Refusal(.notFound, "no playbook is being walked: `warroom playbook start NAME` begins one")
            }
            guard active.count == 1 else {
                throw Refusal(
                    .ambiguous, "\(active.count) playbooks are being walked (\(list(active))): name one with --run")
            }
            return only
        }
        let known = activeOnly ? active : state.runs.values.sorted { $0.id < $1.id }
        let fitting = known.filter { $0.playbook == text || $0.id.description.hasPrefix(text.lowercased()) }
        guard let found = fitting.last, !text.isEmpty else {
            let there = active.isEmpty ? "none is" : list(active)
            throw Refusal(.notFound, "no playbook that is being walked is called \(text): \(there)")
        }
        guard fitting.count == 1 || !activeOnly else {
            throw Refusal(
                .ambiguous, "\(fitting.count) walked playbooks fit \(text) (\(list(fitting))): write a run's id")
        }
        return found
    }

    private static func list(_ runs: [PlaybookRun]) -> String {
        runs.prefix(4).map { run in
            let incident = run.incident.map { " in \($0)" } ?? ""
            return "\(run.playbook)\(incident), run \(run.id)"
        }.joined(separator: "; ")
    }

    /// A step that is to be ended.
    struct Ending {
        let run: PlaybookRun
        let index: Int
        /// What people call it.
        let name: String
    }

    /// The step to end, with the answer's incident and undo already told; nil, and the answer says so, where it has ended so
    /// before.
    static func ending(
        _ run: String?, step: String?, as end: RunStep.State, in state: RoomState, into decision: inout Decision
    ) throws(Refusal) -> Ending? {
        let run = try resolve(run, in: state)
        let index = try self.step(step, of: run)
        let name = state.name(of: run.steps[index])
        decision.outcome.incident = run.incident
        guard run.steps[index].state != end else {
            decision.outcome.sentence = "\(name) is \(end.rawValue) already"
            return nil
        }
        decision.outcome.undo = [ReopenStep(run: run.id.description, step: run.steps[index].step.number)]
        return Ending(run: run, index: index, name: name)
    }

    /// The place of a step that people name by its number; nil for the active one.
    static func step(_ number: String?, of run: PlaybookRun) throws(Refusal) -> Int {
        guard let number else {
            guard let current = run.current else { throw Refusal(.conflict, "\(run.title) has ended") }
            return current
        }
        guard let index = run.steps.firstIndex(where: { $0.step.number == number }) else {
            let last = run.steps.last?.step.number ?? "0"
            throw Refusal(.notFound, "\(run.title) has no step \(number): they go from 1 to \(last)")
        }
        return index
    }
}
