import EventCodec
import EventLog
import WarRoom

/// Decides what waits: the working state, one batch ahead of the log. Used from the writer's thread alone.
final class Deliberation {
    private(set) var state: RoomState
    private var nextSequence: Int64
    let reader: EventReader
    let timeline: TimelineFeeder
    private let policy: Policy
    private var ids = EventIDSource()
    private var ledger: ResendLedger
    private var refusals: RefusalLedger
    /// Outcomes of batches that are being committed: their commands are not found in the log yet.
    private var underWay: [EventID: Outcome] = [:]
    /// What was read for the redaction in hand.
    private(set) var reading: RedactionReading?

    init(
        state: RoomState, after head: Head, reader: EventReader, timeline: TimelineFeeder, policy: Policy, now: Instant
    ) {
        self.state = state
        self.reader = reader
        self.timeline = timeline
        self.policy = policy
        nextSequence = head.sequence + 1
        ledger = ResendLedger(since: now)
        refusals = RefusalLedger(since: now)
    }

    /// Goes back to what the log has, after it did not take a batch.
    func reset(to state: RoomState, after head: Head) {
        self.state = state
        nextSequence = head.sequence + 1
        underWay = [:]
    }

    /// When something falls due by itself; nil where nothing ever does.
    var nextDue: Instant? {
        [state.deadlines.soonest?.due, ledger.due, refusals.due].compactMap(\.self).min()
    }

    /// Decides what has fallen due, then submissions in their order, until there are events enough for a commit. Takes those
    /// away that it decided.
    func decide(_ submissions: inout ArraySlice<Submission>, at now: Instant, jump: Milliseconds?) -> Batch {
        var batch = Batch()
        let daemon = daemon(at: now)
        if let jump {
            // What was heard counts with the timeouts of before, so it is written down first.
            if !ledger.isEmpty { perform(ledger.drain(at: now), daemon, in: &batch) }
            perform(NoticeClockJump(by: jump), daemon, in: &batch)
        }
        runDue(daemon, in: &batch)
        while batch.records.count < Limits.eventsPerCommitMax, let submission = submissions.popFirst() {
            if let input = submission.input {
                input.held { run(submission, at: now, in: &batch) }
            } else {
                run(submission, at: now, in: &batch)
            }
        }
        return batch
    }

    /// Decides a submission and nothing else. `reading` is what was found in the log for its redaction already.
    func decideAlone(_ submission: Submission, with reading: RedactionReading? = nil, at now: Instant) -> Batch {
        var batch = Batch()
        self.reading = reading
        defer { self.reading = nil }
        run(submission, at: now, in: &batch)
        return batch
    }

    func daemon(at now: Instant) -> Situation {
        Situation(now: now, actor: .daemon, policy: policy)
    }

    /// The batch goes to the log. `isNext` where everything before it is there.
    func handOver(_ batch: Batch, isNext: Bool) {
        if isNext { underWay = [:] }
        underWay.merge(batch.outcomes) { $1 }
    }

    /// One command of the daemon's own.
    func batch(_ command: any Command, at now: Instant) -> Batch {
        var batch = Batch()
        let daemon = daemon(at: now)
        if !ledger.isEmpty { perform(ledger.drain(at: now), daemon, in: &batch) }
        sumUpRefusals(daemon, in: &batch)
        perform(command, daemon, in: &batch)
        return batch
    }

    private func runDue(_ situation: Situation, in batch: inout Batch) {
        let isDue = state.deadlines.soonest.map { $0.due <= situation.now } ?? false
        let isSummaryDue = ledger.due.map { $0 <= situation.now } ?? false
        // What was heard must be known before its silence is judged.
        if !ledger.isEmpty, isDue || isSummaryDue { perform(ledger.drain(at: situation.now), situation, in: &batch) }
        if isDue { perform(Tick(), situation, in: &batch) }
        if let due = refusals.due, due <= situation.now { sumUpRefusals(situation, in: &batch) }
    }

    private func sumUpRefusals(_ situation: Situation, in batch: inout Batch) {
        guard !refusals.isEmpty else { return }
        for refusal in refusals.drain(at: situation.now) { perform(refusal, situation, in: &batch) }
    }

    private func run(_ submission: Submission, at now: Instant, in batch: inout Batch) {
        if let id = submission.commandID, let outcome = known(id, in: batch) {
            batch.answers.append((submission, .remembered(outcome)))
            return
        }
        var results: [Result<Outcome, Refusal>] = []
        results.reserveCapacity(submission.commands.count)
        for command in submission.commands {
            results.append(run(command, Situation(now: now, actor: submission.actor, policy: policy), in: &batch))
        }
        if let id = submission.commandID, case .success(let outcome)? = results.first {
            remember(outcome, under: id, in: &batch)
        }
        batch.answers.append((submission, .stored(results)))
    }

    private func run(_ command: any Command, _ situation: Situation, in batch: inout Batch) -> Result<Outcome, Refusal>
    {
        var situation = situation
        // Asked for by type first: looking up what a type conforms to takes longer than deciding about an alert.
        if let observation = (command as? ObserveAlert)?.observation {
            batch.observations += 1
            // A late copy is told by what came before it.
            if !observation.isFiring { settleLedger(of: observation.alert, at: situation.now, in: &batch) }
        } else if let keyed = command as? KeyedCommand {
            return runOnce(keyed, situation, in: &batch)
        } else if let amendment = command as? AmendAlert {
            settleLedger(of: amendment.alert, at: situation.now, in: &batch)
        } else if let redaction = command as? RedactEntry {
            return redact(redaction, situation, in: &batch)
        } else if let command = command as? any EntryCommand {
            situation.entry = subject(of: command)
        } else if let refusal = command as? RefuseInput, !refusals.admit(refusal, at: situation.now) {
            return .success(Outcome())
        }
        return perform(command, situation, in: &batch)
    }

    private func runOnce(
        _ keyed: KeyedCommand, _ situation: Situation, in batch: inout Batch
    ) -> Result<Outcome, Refusal> {
        if let outcome = known(keyed.id, in: batch) { return .success(outcome) }
        let result = run(keyed.command, situation, in: &batch)
        if case .success(let outcome) = result { remember(outcome, under: keyed.id, in: &batch) }
        return result
    }

    private func remember(_ outcome: Outcome, under id: EventID, in batch: inout Batch) {
        batch.outcomes[id] = outcome
        if let answer = try? CommandCodec.encode(outcome) { batch.remembered.append((id, answer)) }
    }

    /// What was heard of an alert must be known before its end is judged, or its words are changed.
    private func settleLedger(of id: AlertID, at now: Instant, in batch: inout Batch) {
        guard !ledger.isEmpty, let alert = state.alerts[id],
            ledger.contains(AlertReference(alert: alert.id, episode: alert.episode))
        else { return }
        perform(ledger.drain(at: now), daemon(at: now), in: &batch)
    }

    private func known(_ id: EventID, in batch: Batch) -> Outcome? {
        if let outcome = batch.outcomes[id] ?? underWay[id] { return outcome }
        guard let answer = try? reader.outcome(of: id) else { return nil }
        return try? CommandCodec.decodeOutcome(answer)
    }

    /// What the timeline says about the entry that a command names.
    private func subject(of command: any EntryCommand) -> TimelineSubject? {
        timeline.entry(command.entry).map(TimelineSubject.init)
    }

    @discardableResult
    func perform(
        _ command: any Command, _ situation: Situation, in batch: inout Batch
    ) -> Result<Outcome, Refusal> {
        var decision = Decision(situation, ids: ids)
        do {
            try command.decide(in: state, situation, into: &decision)
        } catch {
            return .failure(error)
        }
        ids = decision.idSource
        for resend in decision.resends { ledger.add(resend) }
        for draft in decision.events { record(draft, at: situation.now, in: &batch) }
        decision.outcome.sequence = decision.events.isEmpty ? nil : nextSequence - 1
        decision.outcome.events = decision.events.map(\.id)
        return .success(decision.outcome)
    }

    private func record(_ draft: EventDraft, at now: Instant, in batch: inout Batch) {
        let event = draft.event(sequence: nextSequence, recordedAt: now)
        guard let record = try? EventRecord(event) else {
            preconditionFailure("the event \(event.kind) cannot be encoded")
        }
        nextSequence += 1
        state.apply(event)
        batch.records.append(record)
        if let entry = TimelineEntry(event, in: state) { batch.entries.append(entry) }
        if let amendment = event.body.amendment { batch.amendments.append(amendment) }
        batch.traces += EventTrace.all(of: event)
    }
}
