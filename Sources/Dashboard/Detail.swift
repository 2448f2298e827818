import WarRoom

/// What `Enter` opened: all there is to say about one thing, in lines that scroll.
struct Detail: Sendable {
    enum Subject: Sendable, Equatable {
        case alert(AlertRow)
        case entry(TimelineEntry)
        case incident(IncidentSummary)
    }

    /// What the lines were made of and for: they are made anew when any of it changes.
    struct Making: Sendable, Equatable {
        let subject: Subject
        let columns: Int
        let minute: Instant
    }

    var subject: Subject
    var lines: [Line] = []
    var making: Making?
    var top = 0

    init(_ subject: Subject) {
        self.subject = subject
    }

    /// Scrolls by lines, as far as there are any.
    mutating func scroll(by step: Int, height: Int) {
        let sum = top.addingReportingOverflow(step)
        top = max(0, min(sum.overflow ? (step > 0 ? Int.max : 0) : sum.partialValue, lines.count - max(1, height)))
    }
}
