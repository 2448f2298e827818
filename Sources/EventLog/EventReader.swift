public import EventCodec
import Foundation
import GRDB
public import WarRoom

/// Reads the log, from any thread, in short transactions.
public struct EventReader: Sendable {
    private let database: any DatabaseReader

    init(_ database: any DatabaseReader) {
        self.database = database
    }

    /// Opens a log for reading alone: while its daemon runs, or when nothing may be written.
    public static func open(_ home: Home) throws(LogError) -> EventReader {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        guard FileManager.default.fileExists(atPath: home.log) else {
            throw .cannotOpen(path: home.log, reason: "there is no log yet: `warroom` or `warroom serve` makes one")
        }
        do {
            return EventReader(try DatabaseQueue(path: home.log, configuration: configuration))
        } catch {
            throw .cannotOpen(path: home.log, reason: DatabaseFailure.sentence(error))
        }
    }

    /// The room that the log is of.
    public func room() throws -> EventID {
        let text = try database.read { try String.fetchOne($0, sql: "SELECT value FROM facts WHERE name = 'room'") }
        guard let room = text.flatMap(EventID.init) else {
            throw LogError.damaged(sequence: 0, reason: "the log does not say which room it is of")
        }
        return room
    }

    /// The log's own end.
    public func last(room: EventID) throws -> Head {
        let row = try database.read { database in
            try Row.fetchOne(database, sql: "SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1")
        }
        guard let row else { return Head(room: room, sequence: 0, hash: Chain.start(room: room)) }
        return Head(room: room, sequence: row[0], hash: [UInt8](row[1] as Data))
    }

    /// The chain's value at an event; nil where the log has no such event.
    public func hash(at sequence: Int64) throws -> [UInt8]? {
        try database.read { database in
            try Data.fetchOne(database, sql: "SELECT hash FROM events WHERE sequence = ?", arguments: [sequence])
        }.map { [UInt8]($0) }
    }

    /// At most `limit` events after a position, oldest first.
    public func events(after sequence: Int64, limit: Int, incident: IncidentID? = nil) throws -> [EventRecord] {
        try database.read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(LogSchema.columns) FROM events WHERE sequence > ? AND (?2 IS NULL OR incident = ?2)
                    ORDER BY sequence LIMIT ?3
                    """, arguments: [sequence, incident?.number, limit])
            return try Self.records(rows)
        }
    }

    /// The newest `limit` events, oldest first.
    public func newest(limit: Int, incident: IncidentID? = nil) throws -> [EventRecord] {
        try database.read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(LogSchema.columns) FROM events WHERE ?1 IS NULL OR incident = ?1
                    ORDER BY sequence DESC LIMIT ?2
                    """, arguments: [incident?.number, limit])
            return try Self.records(rows).reversed()
        }
    }

    /// One event by position or id.
    public func event(_ selection: EntrySelection) throws -> EventRecord? {
        try database.read { database in
            let (condition, argument): (String, any DatabaseValueConvertible) =
                switch selection {
                case .sequence(let sequence): ("sequence = ?", sequence)
                case .id(let id): ("id = ?", Data(id.bytes))
                }
            let rows = try Row.fetchCursor(
                database, sql: "SELECT \(LogSchema.columns) FROM events WHERE \(condition)", arguments: [argument])
            return try Self.records(rows).first
        }
    }

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

    private static func records(_ rows: RowCursor) throws -> [EventRecord] {
        var records: [EventRecord] = []
        while let row = try rows.next() { records.append(try record(row)) }
        return records
    }

    static func record(_ row: Row) throws -> EventRecord {
        let sequence: Int64 = row[0]
        guard let id = EventID(bytes: row[1] as Data) else {
            throw LogError.damaged(sequence: sequence, reason: "its id is not a UUID")
        }
        return EventRecord(
            sequence: sequence, id: id, kind: row[2], version: row[3],
            occurredAt: Instant(milliseconds: row[4]), recordedAt: Instant(milliseconds: row[5]),
            actor: Actor(principal: row[6], person: row[7], via: row[8]),
            incident: (row[9] as Int64?).map(IncidentID.init(number:)), facts: Array((row[10] as String).utf8),
            text: (row[11] as String?).map { Array($0.utf8) }, hash: [UInt8](row[12] as Data))
    }

    /// Calls the body with each row and what only `verify` needs: salt and digest.
    func forEachRow(_ body: (EventRecord, _ salt: [UInt8]?, _ digest: [UInt8]?) throws -> Void) throws {
        var position: Int64 = 0
        while true {
            let start = position
            let read = try database.read { database -> Int in
                let rows = try Row.fetchCursor(
                    database,
                    sql: "SELECT \(LogSchema.columns), salt, digest FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?",
                    arguments: [start, Limits.eventsPerPageMax])
                var count = 0
                while let row = try rows.next() {
                    let record = try Self.record(row)
                    try body(record, (row[13] as Data?).map { [UInt8]($0) }, (row[14] as Data?).map { [UInt8]($0) })
                    position = record.sequence
                    count += 1
                }
                return count
            }
            if read < Limits.eventsPerPageMax { return }
        }
    }
}

extension EventReader {
    /// How many events of each kind there are; reads the whole log.
    public func countByKind() throws -> [String: Int64] {
        try database.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT kind, count(*) FROM events GROUP BY kind")
            return Dictionary(rows.map { ($0[0] as String, $0[1] as Int64) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
