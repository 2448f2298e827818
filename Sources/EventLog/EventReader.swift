public import EventCodec
import Foundation
import GRDB
public import WarRoom

/// Reads the log, from any thread, in short transactions.
///
/// Its calls throw ``LogError/damaged(sequence:reason:)`` for a row or a file that cannot be what was written, and
/// ``LogError/cannotOpen(path:reason:)`` where the file cannot be read at all, ``LogError/missing(path:)`` where it is not there.
public struct EventReader: Sendable {
    /// Not private, so that a whole log can be copied.
    let database: any DatabaseReader

    init(_ database: any DatabaseReader) {
        self.database = database
    }

    /// Opens a log for reading alone: while its daemon runs, or when nothing may be written.
    public static func open(_ home: Home) throws(LogError) -> EventReader {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        guard access(home.log, R_OK) == 0 else { throw cannotRead(home, errno) }
        let reader: EventReader
        do {
            reader = EventReader(try DatabaseQueue(path: home.log, configuration: configuration))
        } catch {
            // A log at rest has no WAL index beside it, and only a connection that may write can make one.
            configuration.readonly = false
            do {
                reader = EventReader(try DatabaseQueue(path: home.log, configuration: configuration))
            } catch let second {
                for case let error as DatabaseError in [error, second] where DatabaseFailure.isDamage(error) {
                    throw .damaged(sequence: 0, reason: DatabaseFailure.sentence(error))
                }
                throw .cannotOpen(path: home.log, reason: DatabaseFailure.sentence(error))
            }
        }
        try reader.checkVersion(of: home)
        return reader
    }

    private static func cannotRead(_ home: Home, _ code: Int32) -> LogError {
        switch code {
        case ENOENT, ENOTDIR: .missing(path: home.log)
        case EACCES:
            .cannotOpen(path: home.log, reason: "it may not be read by this account: only its owner may")
        default:
            .cannotOpen(path: home.log, reason: String(cString: strerror(code)))
        }
    }

    /// Only opening a log for writing brings an older one up to date.
    private func checkVersion(of home: Home) throws(LogError) {
        let version: Int
        do {
            version = try read { try LogUpgrade.version(of: $0) }
        } catch let error as LogError {
            throw error
        } catch {
            throw .cannotOpen(path: home.log, reason: DatabaseFailure.sentence(error))
        }
        guard version <= LogSchema.version else { throw .newerVersion(found: version, known: LogSchema.version) }
        guard version == LogSchema.version else {
            throw .cannotOpen(
                path: home.log,
                reason: version == 0
                    ? "it is empty: `warroom` or `warroom serve` makes a log of it"
                    : "it has version \(version), and \(LogSchema.version) can be read: opening the room once, with `warroom` or `warroom serve`, brings it up to date"
            )
        }
    }

    /// The room that the log is of.
    public func room() throws -> EventID {
        let text = try read { try String.fetchOne($0, sql: "SELECT value FROM facts WHERE name = 'room'") }
        guard let room = text.flatMap(EventID.init) else {
            throw LogError.damaged(sequence: 0, reason: "the log does not say which room it is of")
        }
        return room
    }

    /// The log's own end.
    public func last(room: EventID) throws -> Head {
        let last = try read { database -> Head? in
            let row = try Row.fetchOne(
                database, sql: "SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1")
            guard let row else { return nil }
            let sequence: Int64 = try row.value(at: 0)
            guard (1...Head.sequenceMax).contains(sequence) else {
                throw LogError.damaged(sequence: sequence, reason: "no event can have this number")
            }
            return Head(room: room, sequence: sequence, hash: [UInt8](try row.value(at: 1, of: sequence) as Data))
        }
        return last ?? Head(room: room, sequence: 0, hash: Chain.start(room: room))
    }

    /// The chain's value at an event; nil where the log has no such event.
    public func hash(at sequence: Int64) throws -> [UInt8]? {
        try read { database in
            try Data.fetchOne(database, sql: "SELECT hash FROM events WHERE sequence = ?", arguments: [sequence])
        }.map { [UInt8]($0) }
    }

    /// At most `limit` events after a position, oldest first; `ofRoom` for those of no incident.
    public func events(
        after sequence: Int64, limit: Int, incident: IncidentID? = nil, ofRoom: Bool = false
    ) throws -> [EventRecord] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(LogSchema.columns) FROM events
                    WHERE sequence > ?1 AND (?2 IS NULL OR incident = ?2) AND (NOT ?4 OR incident IS NULL)
                    ORDER BY sequence LIMIT ?3
                    """, arguments: [sequence, incident?.number, limit, ofRoom])
            return try Self.records(rows)
        }
    }

    /// The newest `limit` events, oldest first; `ofRoom` for those of no incident.
    public func newest(limit: Int, incident: IncidentID? = nil, ofRoom: Bool = false) throws -> [EventRecord] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(LogSchema.columns) FROM events
                    WHERE (?1 IS NULL OR incident = ?1) AND (NOT ?3 OR incident IS NULL)
                    ORDER BY sequence DESC LIMIT ?2
                    """, arguments: [incident?.number, limit, ofRoom])
            return try Self.records(rows).reversed()
        }
    }

    /// One event by position or id.
    public func event(_ selection: EntrySelection) throws -> EventRecord? {
        try read { database in
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

    /// The remembered answer to a command; nil for one that was never carried out.
    public func outcome(of command: EventID) throws -> [UInt8]? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT answer FROM outcomes WHERE command = ?", arguments: [Data(command.bytes)])
        }.map { Array($0.utf8) }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try database.read(body)
        } catch let error as DatabaseError where DatabaseFailure.isDamage(error) {
            throw LogError.damaged(sequence: 0, reason: DatabaseFailure.sentence(error))
        } catch let error as DatabaseError {
            throw LogError.cannotOpen(path: database.path, reason: DatabaseFailure.sentence(error))
        }
    }

    static func records(_ rows: RowCursor) throws -> [EventRecord] {
        var records: [EventRecord] = []
        while let row = try rows.next() { records.append(try record(row)) }
        return records
    }

    static func record(_ row: Row) throws -> EventRecord {
        let sequence: Int64 = try row.value(at: 0)
        guard let id = (try row.value(at: 1, of: sequence) as Data).withUnsafeBytes({ EventID(bytes: $0) }) else {
            throw LogError.damaged(sequence: sequence, reason: "its id is not a UUID")
        }
        let incident: Int64? = try row.value(at: 9, of: sequence)
        guard incident ?? 1 > 0 else {
            throw LogError.damaged(sequence: sequence, reason: "its incident cannot have the number \(incident ?? 0)")
        }
        return EventRecord(
            sequence: sequence, id: id, kind: try row.text(at: 2, of: sequence),
            version: try row.value(at: 3, of: sequence),
            occurredAt: Instant(milliseconds: try row.value(at: 4, of: sequence)),
            recordedAt: Instant(milliseconds: try row.value(at: 5, of: sequence)),
            actor: Actor(
                principal: try row.text(at: 6, of: sequence), person: try row.text(at: 7, of: sequence),
                via: try row.text(at: 8, of: sequence)),
            incident: incident.map(IncidentID.init(number:)),
            facts: [UInt8](try row.value(at: 10, of: sequence) as Data),
            text: (try row.value(at: 11, of: sequence) as Data?).map { [UInt8]($0) },
            hash: [UInt8](try row.value(at: 12, of: sequence) as Data))
    }

    /// At most `limit` rows after a position, the oldest first.
    func rows(after sequence: Int64, limit: Int, incident: IncidentID? = nil) throws -> [LogRow] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(LogSchema.columns), salt, digest FROM events
                    WHERE sequence > ?1 AND (?2 IS NULL OR incident = ?2) ORDER BY sequence LIMIT ?3
                    """, arguments: [sequence, incident?.number, limit])
            var found: [LogRow] = []
            while let row = try rows.next() { found.append(try Self.row(row)) }
            return found
        }
    }

    /// A row of ``LogSchema/columns``, salt and digest.
    static func row(_ row: Row) throws -> LogRow {
        let record = try record(row)
        let salt: Data? = try row.value(at: 13, of: record.sequence)
        let digest: Data? = try row.value(at: 14, of: record.sequence)
        return LogRow(record: record, salt: salt.map { [UInt8]($0) }, digest: digest.map { [UInt8]($0) })
    }

    /// Calls the body with each row and what only `verify` needs: salt and digest.
    func forEachRow(_ body: (EventRecord, _ salt: [UInt8]?, _ digest: [UInt8]?) throws -> Void) throws {
        // From the least number there is: a row below the first event is as foreign as one between two.
        var position = Int64.min
        while true {
            let start = position
            let count = try read { database -> Int in
                let rows = try Row.fetchCursor(
                    database,
                    sql:
                        "SELECT \(LogSchema.columns), salt, digest FROM events WHERE sequence >= ? ORDER BY sequence LIMIT ?",
                    arguments: [start, Limits.eventsPerPageMax])
                var count = 0
                while let row = try rows.next() {
                    let found = try Self.row(row)
                    let record = found.record
                    try body(record, found.salt, found.digest)
                    position = record.sequence &+ 1
                    count += 1
                }
                return count
            }
            if count < Limits.eventsPerPageMax { return }
        }
    }
}

extension EventReader {
    /// How many events of each kind there are; reads the whole log.
    public func countByKind() throws -> [String: Int64] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT kind, count(*) FROM events GROUP BY kind")
            return Dictionary(
                try rows.map { (try $0.text(at: 0), try $0.value(at: 1) as Int64) },
                uniquingKeysWith: { first, _ in first })
        }
    }
}

extension Row {
    /// The column's value, read without trapping: a damaged file gives NULL where the schema allows none.
    fileprivate func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        at index: Int, of sequence: Int64 = 0
    ) throws -> Value {
        do {
            return try decode(Value.self, atIndex: index)
        } catch {
            throw LogError.damaged(sequence: sequence, reason: "its column \(index) cannot be read")
        }
    }

    /// The column's text, from its bytes: a NUL inside does not end it.
    fileprivate func text(at index: Int, of sequence: Int64 = 0) throws -> String {
        String(decoding: try value(at: index, of: sequence) as Data, as: UTF8.self)
    }
}
