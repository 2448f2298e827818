import EventCodec
import Foundation
import GRDB
import WarRoom

/// A damaged log, read row by row as far as it can be read. Works on a copy: reading alone may change a database's files.
///
/// Rows are walked in their order; where SQLite finds a page that it cannot read, the rows behind it are sought one by one by
/// their numbers, until one is found from which the walk goes on.
final class DamagedLog {
    private let queue: DatabaseQueue
    private let path: String
    /// The room that the log says it is of; nil where it cannot be read.
    let room: EventID?

    /// Copies a home's log to `path` and opens the copy, which goes away with this. `isMended` puts the first page of a new log
    /// in place of the copy's own.
    ///
    /// Nil where that is no database with a table of events. Throws ``LogError`` where it cannot be copied.
    init?(of home: Home, copiedTo path: String, isMended: Bool) throws {
        // Anew each time: SQLite throws away a WAL that it can make nothing of.
        Self.remove(path)
        do {
            try DamagedFile.copy(home.log, to: path)
            if FileManager.default.fileExists(atPath: home.log + "-wal") {
                try DamagedFile.copy(home.log + "-wal", to: path + "-wal")
            }
            if isMended { try DamagedFile.mendFirstPage(of: path) }
        } catch {
            Self.remove(path)
            throw error
        }
        guard let queue = try? DatabaseQueue(path: path),
            (try? queue.read({ try Row.fetchAll($0, sql: "SELECT \(Self.columns) FROM events LIMIT 0") })) != nil
        else {
            Self.remove(path)
            return nil
        }
        self.path = path
        self.queue = queue
        room = try? queue.read { try String.fetchOne($0, sql: "SELECT value FROM facts WHERE name = 'room'") }
            .flatMap(EventID.init)
    }

    /// Refuses a log that says it is of a newer version; what is damaged may say nothing, or what no log can.
    func refuseNewer() throws(LogError) {
        let known = LogSchema.version
        guard let found = try? queue.read({ try LogUpgrade.version(of: $0) }), found > known else { return }
        throw .newerVersion(found: found, known: known)
    }

    deinit {
        try? queue.close()
        Self.remove(path)
    }

    private static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
    }

    private static let columns = LogSchema.columns + ", salt, digest"

    /// The greatest number there is; nil where it cannot be read, or where no event can have it.
    var greatest: Int64? {
        let found = try? queue.read { try Int64.fetchOne($0, sql: "SELECT max(sequence) FROM events") }
        return found.flatMap { (1...Head.sequenceMax).contains($0) ? $0 : nil }
    }

    /// Calls the body with each row that can be read, in the order of the sequences, and seeks rows up to `end`: behind `misses`
    /// in a row only `probes` of the rest.
    ///
    /// Returns how many rows were found that are no events, or stand where they cannot have been written.
    func forEachRow(
        upTo end: Int64, misses: Int64 = Limits.salvageMissesMax, probes: Int64 = Limits.salvageProbesMax,
        _ body: (LogRow) throws -> Void
    ) throws -> Int64 {
        try queue.writeWithoutTransaction { database in
            var (position, unusable): (Int64, Int64) = (0, 0)
            while true {
                var walk = Walk(after: position, upTo: end)
                let isWhole = try walk.run(in: database, Self.columns, body)
                position = walk.position
                unusable += walk.unusable
                guard !isWhole, let row = Self.sought(after: position, upTo: end, misses, probes, in: database) else {
                    return unusable
                }
                try body(row)
                position = row.record.sequence
            }
        }
    }

    /// The next row that can be read by its number. Each is tried at first; behind many misses in a row, where a whole branch of
    /// the tree is lost, only so-manieth, and then back to where that one's neighbours begin.
    private static func sought(
        after position: Int64, upTo end: Int64, _ misses: Int64, _ probes: Int64, in database: Database
    ) -> LogRow? {
        var missed = position
        while missed < min(end, position + misses) {
            missed += 1
            if let row = row(at: missed, in: database) { return row }
        }
        let stride = max(1, (end - missed) / probes)
        while missed < end {
            let probe = min(end, missed + stride)
            if let row = row(at: probe, in: database) { return beginning(between: missed, and: row, in: database) }
            missed = probe
        }
        return nil
    }

    /// The first of the rows before one that can be read, down to one that cannot.
    private static func beginning(between missed: Int64, and row: LogRow, in database: Database) -> LogRow {
        var (low, found) = (missed, row)
        while found.record.sequence - low > 1 {
            let middle = low + (found.record.sequence - low) / 2
            if let row = Self.row(at: middle, in: database) { found = row } else { low = middle }
        }
        return found
    }

    /// Nil where there is none, or where it cannot be read.
    private static func row(at sequence: Int64, in database: Database) -> LogRow? {
        let row = try? database.cachedStatement(sql: "SELECT \(columns) FROM events WHERE sequence = ?")
            .fetchedRow(sequence)
        return row?.record.sequence == sequence ? row : nil
    }
}

extension Statement {
    fileprivate func fetchedRow(_ sequence: Int64) throws -> LogRow? {
        try Row.fetchOne(self, arguments: [sequence]).map { try EventReader.row($0) }
    }
}

/// One walk over the rows from a position on, up to the first page that cannot be read.
private struct Walk {
    /// The last number that was dealt with.
    private(set) var position: Int64
    /// A row whose follower is not known yet: where that has a lower number, this one's is wrong.
    private var held: LogRow?
    private(set) var unusable: Int64 = 0
    private let end: Int64

    init(after position: Int64, upTo end: Int64) {
        self.position = position
        self.end = end
    }

    /// Whether the end of the log was reached. Throws what the body throws.
    mutating func run(in database: Database, _ columns: String, _ body: (LogRow) throws -> Void) throws -> Bool {
        var isWhole = false
        do {
            let rows = try Row.fetchCursor(
                database, sql: "SELECT \(columns) FROM events WHERE sequence > ? ORDER BY sequence",
                arguments: [position])
            while let row = try rows.next() {
                // A row that is no row any more takes none with it.
                guard let found = try? EventReader.row(row), found.record.sequence <= Head.sequenceMax else {
                    unusable += 1
                    continue
                }
                try take(found, body)
            }
            isWhole = true
        } catch is DatabaseError {}
        guard let held else { return isWhole }
        // Followed by nothing that could tell: a wrong number would hide all the rows that are still to be sought.
        if isWhole || held.record.sequence <= end { try give(held, body) } else { unusable += 1 }
        return isWhole
    }

    private mutating func take(_ row: LogRow, _ body: (LogRow) throws -> Void) throws {
        guard row.record.sequence > position else {
            unusable += 1
            return
        }
        if let held {
            if held.record.sequence < row.record.sequence { try give(held, body) } else { unusable += 1 }
        }
        held = row
    }

    private mutating func give(_ row: LogRow, _ body: (LogRow) throws -> Void) throws {
        position = row.record.sequence
        try body(row)
    }
}
