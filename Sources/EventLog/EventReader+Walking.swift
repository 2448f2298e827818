public import EventCodec
import GRDB
public import WarRoom

/// Going through the log, however long it is.
extension EventReader {
    /// Reads events one by one after a position, without holding them all.
    public func forEach(after sequence: Int64, _ body: (EventRecord) throws -> Void) throws {
        var position = sequence
        while true {
            let page = try events(after: position, limit: Limits.eventsPerPageMax)
            guard let last = page.last else { return }
            for record in page { try body(record) }
            position = last.sequence
        }
    }

    /// Calls the body with what each event after a position says, or why that cannot be read; pages are read and decoded on
    /// all processors, ahead of the body.
    public func forEachEvent(
        after sequence: Int64, _ body: (Envelope, Result<Event, any Error>) throws -> Void
    ) throws {
        let size = Self.eventsReadTogether
        var position = sequence
        while let stretch = try nextStretch(after: position) {
            let start = stretch.lowerBound
            try ReadAhead.forEach(
                Int((stretch.upperBound - start - 1) / size) + 1,
                make: { page in
                    let first = start + Int64(page) * size
                    let last = first + min(size, stretch.upperBound - first)
                    return try events(after: first, upTo: last).map { record in
                        (record.envelope, Result { try record.event() })
                    }
                }, take: { page in for (envelope, event) in page { try body(envelope, event) } })
            position = stretch.upperBound
        }
    }

    /// Few enough that the first are soon there to be taken in.
    private static let eventsReadTogether: Int64 = 1000
    /// Pages that are read ahead in one go; then it is looked for the next event, however many numbers were lost before it.
    private static let pagesPerStretchMax: Int64 = 640

    /// The next numbers that have events, after the first and up to the last; nil where there are no more.
    private func nextStretch(after position: Int64) throws -> Range<Int64>? {
        guard let first = try nextSequence(after: position),
            let last = try read({ try Int64.fetchOne($0, sql: "SELECT max(sequence) FROM events") })
        else { return nil }
        let length = Self.pagesPerStretchMax * Self.eventsReadTogether
        return first - 1..<(first - 1 + min(length, last - (first - 1)))
    }

    /// The number of the first event after a position, from 0; nil where there is none. Lost numbers may lie between.
    public func nextSequence(after position: Int64) throws -> Int64? {
        try read { database in
            try Int64.fetchOne(
                database, sql: "SELECT min(sequence) FROM events WHERE sequence > ?", arguments: [max(0, position)])
        }
    }

    private func events(after first: Int64, upTo last: Int64) throws -> [EventRecord] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT \(LogSchema.columns) FROM events WHERE sequence > ? AND sequence <= ? ORDER BY sequence",
                arguments: [first, last])
            return try Self.records(rows)
        }
    }

    /// Calls the body with each event of some kinds, oldest first; reads the whole log.
    func forEach(ofKinds kinds: [String], _ body: (EventRecord) throws -> Void) throws {
        try read { database in
            let places = kinds.map { _ in "?" }.joined(separator: ", ")
            let rows = try Row.fetchCursor(
                database, sql: "SELECT \(LogSchema.columns) FROM events WHERE kind IN (\(places)) ORDER BY sequence",
                arguments: StatementArguments(kinds))
            while let row = try rows.next() { try body(Self.record(row)) }
        }
    }

    /// Calls the body with each event after a position in whose facts something is named, oldest first; reads the log from
    /// there to its end, or to a last sequence.
    public func forEach(
        after sequence: Int64, through last: Int64 = .max, naming name: String, _ body: (EventRecord) throws -> Void
    ) throws {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(LogSchema.columns) FROM events
                    WHERE sequence > ? AND sequence <= ? AND instr(facts, ?) > 0 ORDER BY sequence
                    """, arguments: [sequence, last, name])
            while let row = try rows.next() { try body(Self.record(row)) }
        }
    }
}
