import EventCodec
import EventLog
import WarRoom

/// The room's working state and its log, moved forward together: a batch of submissions becomes events, the events one
/// transaction, and only then is anybody answered. Used from the writer's thread alone.
final class CommitCycle {
    private(set) var state: RoomState
    private(set) var unwritable: String?
    /// Whether the state holds events that the log did not take.
    private var isAhead = false
    private let store: EventStore
    private let snapshots: SnapshotStore
    private let timeline: TimelineFeeder
    private let policy: Policy
    private var ids = EventIDSource()
    private var ledger: ResendLedger

    /// What a batch came to.
    struct Outcome {
        var commit: Commit?
        /// How many alerts were heard of.
        var observations = 0
        /// To be called once everything else is in place.
        var answers: [() -> Void] = []
    }

    /// One batch as it grows.
    private struct Batch {
        var events: [Event] = []
        var entries: [TimelineEntry] = []
        var amendments: [TimelineAmendment] = []
        var remembered: [(command: EventID, answer: [UInt8])] = []
        var outcomes: [EventID: WarRoom.Outcome] = [:]
        var answers: [(Submission, SubmissionResult)] = []
        var observations = 0
    }

    init(
        state: RoomState, store: EventStore, snapshots: SnapshotStore, timeline: TimelineFeeder, policy: Policy,
        now: Instant
    ) {
        self.state = state
        self.store = store
        self.snapshots = snapshots
        self.timeline = timeline
        self.policy = policy
        ledger = ResendLedger(since: now)
    }

    var head: Head { store.head }

    /// When something falls due by itself; nil where nothing ever does.
    var nextDue: Instant? {
        [state.deadlines.soonest?.due, ledger.due].compactMap(\.self).min()
    }

    /// Carries submissions out, after what has fallen due.
    func run(_ submissions: [Submission], at now: Instant, jump: Milliseconds?) -> Outcome {
        if let reason = unwritable {
            return Outcome(answers: submissions.map { submission in { submission.answer(.unwritable(reason)) } })
        }
        var batch = Batch()
        let daemon = Situation(now: now, actor: .daemon, policy: policy)
        if let jump { perform(NoticeClockJump(by: jump), daemon, in: &batch) }
        runDue(daemon, in: &batch)
        for submission in submissions { run(submission, at: now, in: &batch) }
        return commit(&batch)
    }

    private func runDue(_ situation: Situation, in batch: inout Batch) {
        let isDue = state.deadlines.soonest.map { $0.due <= situation.now } ?? false
        let isSummaryDue = ledger.due.map { $0 <= situation.now } ?? false
        // What was heard must be known before its silence is judged.
        if !ledger.isEmpty, isDue || isSummaryDue {
            perform(ledger.drain(at: situation.now), situation, in: &batch)
        }
        if isDue { perform(Tick(), situation, in: &batch) }
    }

    private func run(_ submission: Submission, at now: Instant, in batch: inout Batch) {
        if let id = submission.commandID, let outcome = known(id, in: batch) {
            batch.answers.append((submission, .remembered(outcome)))
            return
        }
        var results: [Result<WarRoom.Outcome, Refusal>] = []
        results.reserveCapacity(submission.commands.count)
        for command in submission.commands {
            if let observation = (command as? ObserveAlert)?.observation {
                batch.observations += 1
                settleLedger(before: observation, situation: Situation(now: now, actor: .daemon, policy: policy), in: &batch)
            }
            let situation = Situation(now: now, actor: submission.actor, policy: policy, entry: subject(of: command))
            results.append(perform(command, situation, in: &batch))
        }
        if let id = submission.commandID, case .success(let outcome)? = results.first {
            batch.outcomes[id] = outcome
            if let answer = try? CommandCodec.encode(outcome) { batch.remembered.append((id, answer)) }
        }
        batch.answers.append((submission, .stored(results)))
    }

    /// What was heard of an alert must be known before its end is judged: a late copy is told by what came before it.
    private func settleLedger(before observation: AlertObservation, situation: Situation, in batch: inout Batch) {
        guard !observation.isFiring, !ledger.isEmpty, let alert = state.alerts[observation.alert],
            ledger.contains(AlertReference(alert: alert.id, episode: alert.episode))
        else { return }
        perform(ledger.drain(at: situation.now), situation, in: &batch)
    }

    private func known(_ id: EventID, in batch: Batch) -> WarRoom.Outcome? {
        if let outcome = batch.outcomes[id] { return outcome }
        guard let answer = try? store.outcome(of: id) else { return nil }
        return try? CommandCodec.decodeOutcome(answer)
    }

    /// What the timeline says about the entry that a command names.
    private func subject(of command: any Command) -> TimelineSubject? {
        // Asked first, because looking up what a type conforms to takes longer than deciding about an alert.
        guard !(command is ObserveAlert), let command = command as? any EntryCommand, let entry = timeline.entry(command.entry) else { return nil }
        return TimelineSubject(
            id: entry.id, sequence: entry.sequence, kind: entry.kind, incident: entry.incident, author: entry.actor,
            body: entry.sentence, isPinned: entry.isPinned, isWithdrawn: entry.isWithdrawn)
    }

    @discardableResult
    private func perform(
        _ command: any Command, _ situation: Situation, in batch: inout Batch
    ) -> Result<WarRoom.Outcome, Refusal> {
        var decision = Decision(situation, ids: ids)
        do {
            try command.decide(in: state, situation, into: &decision)
        } catch {
            return .failure(error)
        }
        ids = decision.idSource
        for resend in decision.resends { ledger.add(resend) }
        for draft in decision.events {
            let event = draft.event(sequence: nextSequence(in: batch), recordedAt: situation.now)
            state.apply(event)
            batch.events.append(event)
            if let entry = TimelineEntry(event, in: state) { batch.entries.append(entry) }
            if let amendment = event.body.amendment { batch.amendments.append(amendment) }
        }
        decision.outcome.sequence = decision.events.isEmpty ? nil : batch.events.last?.envelope.sequence
        decision.outcome.events = decision.events.map(\.id)
        return .success(decision.outcome)
    }

    private func nextSequence(in batch: Batch) -> Int64 {
        (batch.events.last?.envelope.sequence ?? store.head.sequence) + 1
    }

    private func commit(_ batch: inout Batch) -> Outcome {
        var outcome = Outcome(observations: batch.observations)
        if !batch.events.isEmpty {
            do {
                try store.append(batch.events, outcomes: batch.remembered)
                outcome.commit = Commit(
                    sequence: store.head.sequence, entries: batch.entries, amendments: batch.amendments)
            } catch {
                fail(because: "\(error)")
                let reason = "\(error)"
                outcome.answers = batch.answers.map { submission, _ in { submission.answer(.unwritable(reason)) } }
                return outcome
            }
        }
        outcome.answers = batch.answers.map { submission, result in { submission.answer(result) } }
        return outcome
    }

    /// The log did not take a batch: the working state is built again from what the log has, and nothing is taken until
    /// ``recover()`` has found the log writable again.
    private func fail(because reason: String) {
        unwritable = reason
        isAhead = true
        rebuild()
    }

    private func rebuild() {
        guard isAhead, let rebuilt = try? RoomOpening.state(of: store.reader, snapshots: snapshots) else { return }
        state = rebuilt
        isAhead = false
    }

    /// Tries whether the log can be written again, if it could not.
    func recover() {
        guard unwritable != nil else { return }
        do {
            try store.probe()
            rebuild()
            if !isAhead { unwritable = nil }
        } catch {
            unwritable = error.description
        }
    }

    /// Writes down what was heard and not yet logged, and says good bye.
    func close(reason: String, at now: Instant) -> Outcome {
        var batch = Batch()
        let situation = Situation(now: now, actor: .daemon, policy: policy)
        if !ledger.isEmpty { perform(ledger.drain(at: now), situation, in: &batch) }
        perform(CloseRoom(reason: reason), situation, in: &batch)
        return commit(&batch)
    }

    /// Says that the room is open, and what opening found.
    func open(version: String, lost: ClosedRange<Int64>?, at now: Instant) throws -> Outcome {
        var batch = Batch()
        perform(OpenRoom(version: version, lost: lost), Situation(now: now, actor: .daemon, policy: policy), in: &batch)
        return commit(&batch)
    }

    func syncHead() { store.syncHead() }
    func forgetOldOutcomes() { try? store.forgetOldOutcomes() }
    func closeStore() { store.close() }
}
