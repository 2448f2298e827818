import EventCodec
import EventLog
import WarRoom

/// What a redaction finds in the log before the writer takes it up, so that the writer has only the log's end left to read.
///
/// The log only grows, so that what was read stays true, unless words were erased since: then it tells what must not be told any
/// more, and is of no use.
struct RedactionReading: Sendable {
    var search: RedactionSearch
    /// Everything up to here was read.
    var position: Int64
    /// How many erasures there had been when the reading began.
    var erasures: Int

    /// Reads what there is up to a position, in pieces: a long read would keep the write-ahead log from being emptied.
    ///
    /// Nil where there is nothing to read.
    init?(
        _ selection: EntrySelection, reader: EventReader, timeline: TimelineFeeder, opening: (Event) -> EventID?,
        upTo position: Int64, erasures: Int
    ) throws {
        guard let found = try Self.begin(selection, reader: reader, timeline: timeline, opening: opening),
            found.search.hasMore(isCorrected: found.entry.isCorrected)
        else { return nil }
        search = found.search
        self.position = position
        self.erasures = erasures
        let name = search.name
        var start = search.start &- 1
        while let next = try reader.nextSequence(after: start), next <= position {
            start = next - 1
            let end = start + min(position - start, Int64(Limits.eventsPerPageMax))
            try reader.forEach(after: start, through: end, naming: name) { search.take(try $0.event()) }
            start = end
        }
    }

    /// The entry that is meant, where a correction or a redaction of it may be named as well, and the beginning of its search.
    static func begin(
        _ selection: EntrySelection, reader: EventReader, timeline: TimelineFeeder, opening: (Event) -> EventID?
    ) throws -> (entry: TimelineEntry, search: RedactionSearch)? {
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
        let beginning = try opening(event).flatMap { try reader.event(.id($0))?.event() }
        return (entry, RedactionSearch(of: event, opening: beginning))
    }
}
