/// A walked playbook as screens and `warroom playbook status --json` show it; property names are the wire's.
public struct PlaybookProgress: Sendable, Equatable, Codable {
    public var run: EventID
    public var playbook: String
    public var title: String
    public var incident: IncidentID?
    public var startedBy: String
    public var startedAt: Instant
    public var endedAt: Instant?
    public var isStopped: Bool
    /// Of the file that is walked, as ``TextDigest`` makes it: whoever has a file with the same has the steps' text.
    public var textDigest: String?
    /// The blocks of all but the active step are left out.
    public var steps: [RunStep]

    public init(_ run: PlaybookRun) {
        self.run = run.id
        playbook = run.playbook
        title = run.title
        incident = run.incident
        startedBy = run.startedBy
        startedAt = run.startedAt
        endedAt = run.endedAt
        isStopped = run.isStopped
        textDigest = run.textDigest
        steps = run.steps.map { step in
            var step = step
            if step.state != .active { step.step.blocks = [] }
            return step
        }
    }

    /// The index of the active step; nil once it has ended.
    public var current: Int? { endedAt == nil ? steps.firstIndex { $0.state == .active } : nil }
    /// How many steps are over.
    public var endedCount: Int { steps.count { $0.state == .done || $0.state == .skipped } }
}
