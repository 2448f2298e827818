import Foundation
import GRDB
public import WarRoom

/// The timeline's rows and their full-text search, in `views.db`.
///
/// Rows are written in batches behind the writer; words are indexed when there is nothing else to do, and until then
/// searching reads the few rows that are not indexed yet.
public final class TimelineStore: Sendable {
    /// Not private, so that stories can be read from it.
    let pool: DatabasePool

    /// What one batch writes.
    public enum Write: Sendable {
        case add(TimelineEntry)
        case amend(TimelineAmendment)
        case trace(EventTrace)
    }

    /// Opens a home's views, and makes them anew where they are of another version or cannot be read.
    ///
    /// `isNew` tells that the rows must be made again from the log's beginning; `anew` asks for that.
    public static func open(
        _ home: Home, room: EventID, anew: Bool = false
    ) throws -> (store: TimelineStore, isNew: Bool) {
        if !anew, let store = try? TimelineStore(home) {
            if (try? store.belongs(to: room)) ?? false { return (store, false) }
            // Before the files go: closing removes the WAL by its name, whoever owns it by then.
            store.close()
        }
        return (try make(home, room: room), true)
    }

    /// Closes the views and makes them anew, without rows.
    public func remade(_ home: Home, room: EventID) throws -> TimelineStore {
        close()
        return try Self.make(home, room: room)
    }

    private static func make(_ home: Home, room: EventID) throws -> TimelineStore {
        for suffix in ["", "-wal", "-shm"] { unlink(home.views + suffix) }
        let store = try TimelineStore(home)
        try store.create(room: room)
        return store
    }

    private init(_ home: Home) throws {
        let descriptor = Glibc.open(home.views, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw LogError.cannotOpen(path: home.views, reason: String(cString: strerror(errno)))
        }
        _ = Glibc.close(descriptor)
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete=ON") }
        pool = try DatabasePool(path: home.views, configuration: configuration)
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous=OFF") }
    }

    private func belongs(to room: EventID) throws -> Bool {
        try pool.read { database in
            guard try Int.fetchOne(database, sql: "PRAGMA user_version") == ViewSchema.version else { return false }
            _ = try Int64.fetchAll(database, sql: "SELECT value FROM progress")
            return try String.fetchOne(database, sql: "SELECT value FROM room") == room.description
        }
    }

    private func create(room: EventID) throws {
        try pool.write { database in
            try database.execute(sql: ViewSchema.statements)
            try database.execute(sql: "CREATE TABLE room(value TEXT NOT NULL) STRICT")
            try database.execute(sql: "INSERT INTO room VALUES (?)", arguments: [room.description])
            try database.execute(sql: "PRAGMA user_version=\(ViewSchema.version)")
        }
    }

    /// The last event whose row is written.
    public func position() throws -> Int64 {
        try pool.read { try Int64.fetchOne($0, sql: "SELECT value FROM progress WHERE name = 'rows'") ?? 0 }
    }

    /// The position of views that lack rows in their midst: only making them anew helps.
    public static let gappedPosition: Int64 = -1

    /// Writes a batch, up to and with the event at `position`.
    public func write(_ batch: [Write], position: Int64) throws {
        try pool.write { database in
            var insert = try InsertStatement(ViewSchema.insert, in: database)
            var insertTrace = try InsertStatement(ViewSchema.insertTrace, in: database)
            for write in batch {
                switch write {
                case .add(let entry): try Self.insert(entry, by: &insert)
                case .amend(let amendment): try Self.amend(amendment, in: database)
                case .trace(let trace): try Self.insert(trace, by: &insertTrace)
                }
            }
            try database.execute(sql: "UPDATE progress SET value = ? WHERE name = 'rows'", arguments: [position])
        }
    }

    /// Indexes the words of at most `limit` rows that are not indexed yet; false when there are none.
    public func indexSome(limit: Int) throws -> Bool {
        try pool.write { database in
            let rows = try Int64.fetchOne(database, sql: "SELECT value FROM progress WHERE name = 'rows'") ?? 0
            let start = try Int64.fetchOne(database, sql: "SELECT value FROM progress WHERE name = 'search'") ?? 0
            let end = try Int64.fetchOne(
                database,
                sql:
                    "SELECT max(sequence) FROM (SELECT sequence FROM timeline WHERE sequence > ? ORDER BY sequence LIMIT ?)",
                arguments: [start, limit])
            guard let end else {
                if start < rows {
                    try database.execute(sql: "UPDATE progress SET value = ? WHERE name = 'search'", arguments: [rows])
                }
                return false
            }
            try database.execute(
                sql: """
                    INSERT INTO search(rowid, sentence, who)
                    SELECT sequence, sentence, who FROM timeline WHERE sequence > ? AND sequence <= ?
                    """, arguments: [start, end])
            try database.execute(sql: "UPDATE progress SET value = ? WHERE name = 'search'", arguments: [end])
            return true
        }
    }

    /// Amends entries, and leaves nothing in the file of what they and others said before; all words are indexed anew
    /// afterwards, by ``indexSome(limit:)``.
    ///
    /// The index keeps deleted words until it happens to be merged, and secure deletion leaves copies where rows were moved
    /// between pages: only writing the whole file anew makes sure.
    public func erase(_ amendments: [TimelineAmendment]) throws {
        try DatabaseFailure.inWords {
            try pool.write { database in
                try database.execute(sql: "INSERT INTO search(search) VALUES ('delete-all')")
                try database.execute(sql: "UPDATE progress SET value = 0 WHERE name = 'search'")
                for amendment in amendments { try Self.amend(amendment, in: database) }
            }
            try pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
        }
    }

    /// Brings the write-ahead log home and empties it; false while somebody still reads from it.
    public func emptyWriteAheadLog() throws -> Bool {
        try DatabaseFailure.inWords { try pool.writeWithoutTransaction { try $0.emptyWriteAheadLog() } }
    }

    private static func amend(_ amendment: TimelineAmendment, in database: Database) throws {
        guard let old = try entry(database, amendment.entry) else { return }
        let new = old.amended(by: amendment)
        guard new != old else { return }
        let indexed = try Int64.fetchOne(database, sql: "SELECT value FROM progress WHERE name = 'search'") ?? 0
        if old.sequence <= indexed, old.sentence != new.sentence {
            try database.execute(
                sql: "INSERT INTO search(search, rowid, sentence, who) VALUES ('delete', ?, ?, ?)",
                arguments: [old.sequence, old.sentence, old.who])
            try database.execute(
                sql: "INSERT INTO search(rowid, sentence, who) VALUES (?, ?, ?)",
                arguments: [new.sequence, new.sentence, new.who])
        }
        var insert = try InsertStatement(ViewSchema.insert, in: database)
        try Self.insert(new, by: &insert)
    }

    /// An entry by its event.
    public func entry(_ selection: EntrySelection) throws -> TimelineEntry? {
        try pool.read { try Self.entry($0, selection) }
    }

    private static func entry(_ database: Database, _ selection: EntrySelection) throws -> TimelineEntry? {
        switch selection {
        case .sequence(let sequence): try entry(database, "sequence = ?", sequence)
        case .id(let id): try entry(database, id)
        }
    }

    private static func entry(_ database: Database, _ id: EventID) throws -> TimelineEntry? {
        try entry(database, "id = ? AND \(ViewSchema.isSought)", Data(id.bytes))
            ?? entry(database, "id = ? AND NOT (\(ViewSchema.isSought))", Data(id.bytes))
    }

    private static func entry(
        _ database: Database, _ condition: String, _ argument: any DatabaseValueConvertible
    ) throws -> TimelineEntry? {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT \(ViewSchema.columns) FROM timeline WHERE \(condition) LIMIT 1",
            arguments: [argument])
        return try entries(rows).first
    }

    /// A page of the timeline, oldest first: the newest entries before a position, or the oldest after one.
    public func page(_ filter: TimelineFilter, before: Int64? = nil, after: Int64? = nil, limit: Int) throws
        -> [TimelineEntry]
    {
        let query = TimelineQuery(filter)
        let limit = min(max(0, limit), Limits.timelineRowsMax)
        var rest = TimelineQuery.Page(before: before, after: after, limit: limit, isAscending: after != nil)
        let entries = try pool.read { database in
            var entries: [TimelineEntry] = []
            for part in query.parts(of: rest) where entries.count < limit {
                rest.limit = limit - entries.count
                entries += try Self.entries(try query.request(part, of: rest).fetchCursor(database))
            }
            return entries
        }
        return after == nil ? entries.reversed() : entries
    }

    public func close() {
        try? pool.close()
    }

    private static func insert(_ entry: TimelineEntry, by insert: inout InsertStatement) throws {
        insert.bind(entry.sequence)
        insert.bind(blob: entry.id.bytes)
        insert.bind(entry.kind)
        insert.bind(entry.category.rawValue)
        insert.bind(entry.occurredAt.milliseconds)
        insert.bind(entry.recordedAt.milliseconds)
        insert.bind(entry.who)
        insert.bind(entry.actor.principal)
        insert.bind(entry.actor.person)
        insert.bind(entry.actor.via)
        insert.bind(entry.incident?.number)
        insert.bind(entry.sentence)
        insert.bind(entry.tag?.rawValue)
        insert.bind(entry.isPinned)
        insert.bind(entry.isCorrected)
        insert.bind(entry.isWithdrawn)
        try insert.run()
    }

    static func entries(_ rows: RowCursor) throws -> [TimelineEntry] {
        var entries: [TimelineEntry] = []
        while let row = try rows.next() {
            if let entry = try entry(row) { entries.append(entry) }
        }
        return entries
    }

    /// Throws `RowDecodingError`: GRDB's subscripts would trap where a damaged file has NULL.
    private static func entry(_ row: Row) throws -> TimelineEntry? {
        func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> Value {
            try row.decode(Value.self, atIndex: index)
        }
        func text(_ index: Int) throws -> String {
            // From the bytes, because a C string would end at a NUL.
            String(decoding: try value(index) as Data, as: UTF8.self)
        }
        guard let id = (try value(1) as Data).withUnsafeBytes({ EventID(bytes: $0) }),
            let category = Narration.Category(rawValue: try value(3))
        else {
            return nil
        }
        return TimelineEntry(
            sequence: try value(0), id: id, kind: try text(2), category: category,
            occurredAt: Instant(milliseconds: try value(4)), recordedAt: Instant(milliseconds: try value(5)),
            who: try text(6),
            actor: Actor(principal: try text(7), person: try text(8), via: try text(9)),
            incident: (try value(10) as Int64?).map(IncidentID.init(number:)), sentence: try text(11),
            tag: (try value(12) as String?).flatMap(NoteTag.init), isPinned: try value(13), isCorrected: try value(14),
            isWithdrawn: try value(15))
    }
}
