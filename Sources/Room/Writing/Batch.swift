import EventCodec
import EventLog
import WarRoom

/// What was decided and is to be committed as one: events, and everything that happens once they are on the disk.
struct Batch: Sendable {
    var records: [EventRecord] = []
    /// Entries that the events add, and entries as they stand after an amendment.
    var entries: [TimelineEntry] = []
    var amendments: [TimelineAmendment] = []
    var traces: [EventTrace] = []
    /// The answers to remember, by command.
    var remembered: [(command: EventID, answer: [UInt8])] = []
    /// The texts that go in the same transaction.
    var erasure: EventStore.Erasure?
    var outcomes: [EventID: Outcome] = [:]
    var answers: [(submission: Submission, result: SubmissionResult)] = []
    /// How many alerts were heard of.
    var observations = 0

    var isEmpty: Bool { records.isEmpty && answers.isEmpty }
    /// What of it goes into the log.
    var part: EventStore.Part { EventStore.Part(records: records, outcomes: remembered, erasure: erasure) }

    /// Answers everybody who waits for this batch.
    func answer() {
        for (submission, result) in answers { submission.answer(result) }
    }

    /// Tells everybody that nothing of it was stored.
    func refuse(because reason: String) {
        for (submission, _) in answers { submission.answer(.unwritable(reason)) }
    }
}
