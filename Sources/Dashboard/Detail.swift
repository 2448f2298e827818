import WarRoom

/// What `Enter` opened: all there is to say about one thing, in lines that scroll.
struct Detail: Sendable {
    enum Subject: Sendable, Equatable {
        case alert(AlertRow)
        case entry(TimelineEntry)
        case incident(IncidentSummary)
        case playbook(PlaybookProgress)
        case silence(SilenceSummary)
    }

    /// What the lines were made of and for: they are made anew when any of it changes.
    struct Making: Sendable, Equatable {
        let subject: Subject
        let columns: Int
        /// The time that its ages and clocks were counted to.
        let moment: Instant
        /// Of which question to the room the answer is told.
        let answered: Int?
        let filter: String
        /// The steps whose text is open.
        var opened: Set<String> = []
    }

    var subject: Subject
    var lines: [Line] = []
    var making: Making?
    var top = 0
    /// What narrows a playbook's steps.
    var filter = ""
    /// The step of each line of a playbook; nil for what belongs to none.
    var numbers: [String?] = []
    /// The number of the step that is selected; nil until one was.
    var step: String?
    /// The numbers of the steps whose text is open.
    var opened: Set<String> = []
    /// What the room was asked last.
    var asking: StoryAsking?
    var story: Story?
    /// Why the room told nothing; raw words.
    var storyProblem: String?
    /// The question that was answered last.
    var answered: Int?

    init(_ subject: Subject) {
        self.subject = subject
    }

    /// Whether it is a list of steps, which can be narrowed.
    var hasSteps: Bool { if case .playbook = subject { true } else { false } }

    /// Whether a clock runs in it.
    var showsSeconds: Bool {
        if case .playbook(let progress) = subject { return progress.current != nil }
        return false
    }

    /// Scrolls by lines, as far as there are any.
    mutating func scroll(by step: Int, height: Int) {
        let sum = top.addingReportingOverflow(step)
        top = max(0, min(sum.overflow ? (step > 0 ? Int.max : 0) : sum.partialValue, lines.count - max(1, height)))
    }
}
