import EventLog
import WarRoom

/// Commands that wait for the writer as one: carried out together, answered together.
struct Submission: Sendable {
    var commands: [any Command]
    var actor: Actor
    /// The id under which the outcome is remembered; nil for senders, who have none.
    var commandID: EventID?
    /// What the commands were read from, to be found after a trap; nil for the daemon's own.
    var input: HeldInput?
    /// What was read in the log for it already; only for one that has words erased.
    var reading: RedactionReading?
    var answer: @Sendable (SubmissionResult) -> Void

    /// Whether it has words erased. Only people's commands do.
    var isErasing: Bool { commandID != nil && commands.contains { $0 is RedactEntry } }
}

/// What became of a submission.
enum SubmissionResult: Sendable {
    /// On the disk: each command's outcome, or why it was refused.
    case stored([Result<Outcome, Refusal>])
    /// Carried out before, under the same id: the answer that was given then.
    case remembered(Outcome)
    case busy
    case unwritable(String)

    /// The same with a remark at the end of its sentence.
    func adding(_ remark: String) -> SubmissionResult {
        func remarked(_ outcome: Outcome) -> Outcome {
            var outcome = outcome
            outcome.sentence += remark
            return outcome
        }
        switch self {
        case .stored(let results): return .stored(results.map { $0.map(remarked) })
        case .remembered(let outcome): return .remembered(remarked(outcome))
        case .busy, .unwritable: return self
        }
    }
}

/// What the writer tells the others after a commit.
struct Commit: Sendable {
    var sequence: Int64
    /// Entries that the events added, by batch.
    var entries: [[TimelineEntry]]
    var amendments: [TimelineAmendment]
    /// What the stories of alerts and entries are found by.
    var traces: [EventTrace] = []

    var count: Int { entries.reduce(0) { $0 + $1.count } + amendments.count }
}
