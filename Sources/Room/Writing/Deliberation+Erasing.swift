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

    /// Finds the entry that is meant, and its words: what was read before, and what the log got since; else all of it.
    private func find(_ selection: EntrySelection, for situation: inout Situation) throws -> RedactionSearch? {
        guard
            let found = try RedactionReading.begin(
                selection, reader: reader, timeline: timeline,
                opening: { RedactionSearch.opening(of: $0, in: state) })
        else { return nil }
        situation.entry = TimelineSubject(found.entry)
        var search = found.search
        guard search.hasMore(isCorrected: found.entry.isCorrected) else { return search }
        var position = search.start &- 1
        if let reading, reading.search.isLike(search) {
            search = reading.search
            position = max(position, reading.position)
        }
        let name = search.name
        try reader.forEach(after: position, naming: name) { search.take(try $0.event()) }
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
