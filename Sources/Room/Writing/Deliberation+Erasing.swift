import EventCodec
import EventLog
import WarRoom

/// Erasing: what goes is looked up in the log before it is decided on.
extension Deliberation {
    /// Decides a redaction. Everything before it must be in the log already.
    func redact(_ command: RedactEntry, _ situation: Situation, in batch: inout Batch) -> Result<Outcome, Refusal> {
        var situation = situation
        let search: RedactionSearch?
        do {
            search = try find(command.entry, for: &situation)
        } catch {
            return .failure(
                Refusal(
                    .conflict, "the log cannot be read, so that what would have to be erased is not known: \(error)"))
        }
        situation.redaction = search?.scope
        let result = perform(command, situation, in: &batch)
        if case .success = result, let search {
            batch.erasure = EventStore.Erasure(
                sequences: search.scope.erased.map(\.sequence), words: search.words)
            batch.amendments += search.retold
        }
        return result
    }

    /// Finds the entry that is meant, where a correction or a redaction of it may be named as well, and its words.
    private func find(_ selection: EntrySelection, for situation: inout Situation) throws -> RedactionSearch? {
        guard var event = try reader.event(selection)?.event() else { return nil }
        let meant: EventID? =
            switch event.body {
            case let body as NoteCorrected: body.facts.entry
            case let body as EntryRedacted: body.facts.entry
            default: nil
            }
        if let meant {
            guard let other = try reader.event(.id(meant))?.event() else { return nil }
            event = other
        }
        guard let entry = timeline.entry(.sequence(event.envelope.sequence)) else { return nil }
        situation.entry = TimelineSubject(entry)
        let opening = try RedactionSearch.opening(of: event, in: state).flatMap { try reader.event(.id($0))?.event() }
        var search = RedactionSearch(of: event, opening: opening)
        if search.hasMore(isCorrected: entry.isCorrected) {
            let name = search.name
            try reader.forEach(after: search.start &- 1, naming: name) { search.take(try $0.event()) }
        }
        return search
    }

    /// Decides what becomes of old words.
    func batch(_ step: Retirement.Step, at now: Instant) -> Batch {
        var batch = Batch()
        if let command = step.command {
            perform(command, daemon(at: now), in: &batch)
            batch.erasure = EventStore.Erasure(
                sequences: command.texts.erased.map(\.sequence), answersBefore: step.before)
        }
        batch.amendments += step.retold
        return batch
    }
}

extension TimelineSubject {
    init(_ entry: TimelineEntry) {
        self.init(
            id: entry.id, sequence: entry.sequence, kind: entry.kind, incident: entry.incident, author: entry.actor,
            body: entry.sentence, isPinned: entry.isPinned, isWithdrawn: entry.isWithdrawn)
    }
}
