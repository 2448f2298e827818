/// A playbook that is being walked, or was.
public struct PlaybookRun: Sendable, Equatable, Codable {
    /// The event that started it.
    public let id: EventID
    /// The playbook's name.
    public let playbook: String
    public internal(set) var title: String
    public let incident: IncidentID?
    public let startedBy: String
    public let startedAt: Instant
    public internal(set) var steps: [RunStep]
    /// Of the file that is walked, as ``TextDigest`` makes it; nil where the text was erased or the run is an older daemon's.
    public internal(set) var textDigest: String?
    /// When the last step ended, or it was stopped; nil while it is walked.
    public internal(set) var endedAt: Instant?
    /// Whether it was stopped before its end.
    public internal(set) var isStopped: Bool

    public var isActive: Bool { endedAt == nil }
    /// The index of the step that is to be done; nil once it has ended.
    public var current: Int? { isActive ? steps.firstIndex { $0.state == .active } : nil }

    /// Ends a step and makes the first one that is still to be done the active one; without any the run has ended.
    mutating func end(_ index: Int, as state: RunStep.State, by person: String, at instant: Instant) {
        guard steps.indices.contains(index) else { return }
        steps[index].state = state
        steps[index].endedAt = instant
        steps[index].by = person
        activateNext(at: instant)
    }

    /// Makes an ended step the active one again; what was active waits.
    mutating func reopen(_ index: Int) {
        guard steps.indices.contains(index) else { return }
        if let current = steps.firstIndex(where: { $0.state == .active }) {
            steps[current].state = .pending
            steps[current].startedAt = nil
        }
        steps[index].state = .active
        steps[index].endedAt = nil
        steps[index].by = nil
        endedAt = nil
        isStopped = false
    }

    /// Takes the playbook's words away; what was done stays.
    mutating func forgetWords() {
        title = playbook
        textDigest = nil
        for index in steps.indices {
            steps[index].step.title = Erased.words
            steps[index].step.blocks = []
        }
    }

    mutating func activateNext(at instant: Instant) {
        guard !steps.contains(where: { $0.state == .active }) else { return }
        if let next = steps.firstIndex(where: { $0.state == .pending }) {
            steps[next].state = .active
            steps[next].startedAt = instant
        } else {
            endedAt = instant
        }
    }
}

/// A step of a run and how far it is.
public struct RunStep: Sendable, Equatable, Codable {
    public enum State: String, Sendable, Codable {
        case pending, active, done, skipped
    }

    public var step: PlaybookStep
    public var state: State
    public var startedAt: Instant?
    public var endedAt: Instant?
    /// Who ended it.
    public var by: String?

    public init(_ step: PlaybookStep) {
        self.step = step
        state = .pending
    }
}
