public import WarRoom

/// A playbook as its author wrote it: what to do, step by step, when certain alerts fire.
public struct Playbook: Sendable, Equatable {
    /// The file's name without `.md`.
    public var name: String
    public var title: String
    /// Sets of matchers; the playbook fits an alert that matches all of one set.
    public var match: [[Matcher]]
    /// Proposed for the incident.
    public var severity: IncidentSeverity?
    /// Roles that should be filled before it is walked.
    public var roles: [Role]
    /// When to use it, and when not.
    public var introduction: [StepBlock]
    public var steps: [PlaybookStep]
    /// The whole file.
    public var source: String

    public init(
        name: String, title: String, match: [[Matcher]] = [], severity: IncidentSeverity? = nil, roles: [Role] = [],
        introduction: [StepBlock] = [], steps: [PlaybookStep], source: String
    ) {
        self.name = name
        self.title = title
        self.match = match
        self.severity = severity
        self.roles = roles
        self.introduction = introduction
        self.steps = steps
        self.source = source
    }

    /// The steps that stand under no other: what screens and lists count.
    public var mainStepCount: Int { steps.count { !$0.number.contains(".") } }

    /// Whether an alert with these labels suggests the playbook.
    public func fits(_ labels: Labels) -> Bool {
        match.contains { $0.match(labels) }
    }
}
