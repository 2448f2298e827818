import Dispatch
import EventLog
import Synchronization
import WarRoom

/// Erasing, on the writer's thread: apart from everything else, and answered when nothing is left of the words.
extension Writer {
    /// Reads for a redaction what the log has of its words, away from the writer's thread, and puts it to the writer then.
    ///
    /// What cannot be read here is read, and complained of, there.
    func readAhead(_ submission: Submission) {
        reading.async { [self] in
            var submission = submission
            submission.reading = readAhead(for: submission.commands)
            put(submission)
        }
    }

    func readAhead(for commands: [any Command]) -> RedactionReading? {
        guard let command = commands.lazy.compactMap({ $0 as? RedactEntry }).first else { return nil }
        // Before anything is read: what is erased meanwhile must count as erased since.
        let status = currentStatus
        return try? RedactionReading(
            command.entry, reader: reader, timeline: timeline, opening: { self.opening(of: $0) },
            upTo: status.sequence, erasures: status.erasures)
    }

    /// The event that began what an event is about; only an incident's is known to nobody but the state.
    private func opening(of event: Event) -> EventID? {
        guard event.body is IncidentDeclared || event.body is IncidentTitleChanged else {
            return RedactionSearch.opening(of: event, in: RoomState())
        }
        let (found, answered) = (Found(), DispatchSemaphore(value: 0))
        ask { state in
            found.opening.withLock { $0 = RedactionSearch.opening(of: event, in: state) }
            answered.signal()
        }
        // A writer that ends answers nothing; then the reading is of no use, and neither is waiting for it.
        _ = answered.wait(timeout: .now() + .seconds(5))
        return found.opening.withLock { $0 }
    }

    private final class Found: Sendable {
        let opening = Mutex<EventID?>(nil)
    }

    /// Carries a redaction out.
    func erase(_ submission: Submission, _ deliberation: Deliberation) {
        // What is still on its way to the log would not be found there.
        settle(deliberation)
        if let reason = currentStatus.unwritable {
            submission.answer(.unwritable(reason))
            return
        }
        let reading = submission.reading.flatMap { $0.erasures == currentStatus.erasures ? $0 : nil }
        var batch = deliberation.decideAlone(submission, with: reading, at: clock.now())
        let answers = batch.answers
        batch.answers = []
        commitAlone(batch, deliberation)
        if let reason = currentStatus.unwritable {
            submission.answer(.unwritable(reason))
            return
        }
        let answer: ErasureSweep.Answer = { remark in
            for (submission, result) in answers { submission.answer(result.adding(remark)) }
        }
        if batch.erasure != nil {
            let retold = batch.amendments.filter { if case .retell = $0 { true } else { false } }
            sweep.begin(deliberation.state, at: committer.head, retold: retold, then: answer)
        } else if sweep.isDue {
            // It may be the same redaction once more, whose first answer is still waited for.
            sweep.retry(deliberation.state, at: committer.head, then: answer)
        } else {
            answer("")
        }
    }

    /// What is done while nothing else is: what could not be swept out is tried again, and old words are erased.
    func attend(_ deliberation: Deliberation, _ retirement: inout Retirement) {
        guard currentStatus.unwritable == nil else { return }
        if let time = sweep.retryTime(), time <= .zero {
            settle(deliberation)
            sweep.retry(deliberation.state, at: committer.head)
        }
        guard let due = retirement.due, due <= clock.now() else { return }
        settle(deliberation)
        if let step = retirement.next(reader, in: deliberation.state, at: clock.now()) {
            commitAlone(deliberation.batch(step, at: clock.now()), deliberation)
        } else {
            sweepRetired(deliberation, &retirement)
        }
    }

    /// Sweeps after a pass over old words, or after the part of it that there was time for.
    func sweepRetired(_ deliberation: Deliberation, _ retirement: inout Retirement) {
        guard retirement.hasErased else { return }
        retirement.hasErased = false
        sweep.begin(deliberation.state, at: committer.head)
    }

    /// Commits a batch by itself, and waits for it.
    private func commitAlone(_ batch: Batch, _ deliberation: Deliberation) {
        guard !batch.records.isEmpty || !batch.amendments.isEmpty else { return }
        deliberation.handOver(batch, isNext: committer.isIdle)
        committer.commit(batch)
        settle(deliberation)
        if batch.erasure != nil { countErasure() }
    }
}
