import Foundation
import GRDB

/// A step that brings a log's tables from the version before to its own.
///
/// Steps are only ever added at the end of ``all``: a new log goes through them all, so that it is the same as one that was
/// upgraded. A step must not touch what the chain covers.
struct LogUpgrade: Sendable {
    /// What the log's `user_version` is afterwards.
    let version: Int
    let change: @Sendable (Database) throws -> Void

    /// Every step there has been, the oldest first.
    static let all: [LogUpgrade] = [
        LogUpgrade(version: 1) { try $0.execute(sql: LogSchema.statements) }
    ]

    /// Brings the tables up to date and returns the version that was found: 0 for a new log.
    ///
    /// To be called in a transaction, so that a log is never between two versions. Throws ``LogError`` for a log of a
    /// newer version, which is left as it is.
    static func apply(_ steps: [LogUpgrade] = all, to database: Database) throws -> Int {
        let found = try version(of: database)
        let known = steps.last?.version ?? 0
        guard found <= known else { throw LogError.newerVersion(found: found, known: known) }
        for step in steps where step.version > found {
            try step.change(database)
            try database.execute(sql: "PRAGMA user_version=\(step.version)")
        }
        return found
    }

    /// Refuses a log of a newer version before SQLite opens it for writing, which alone already changes the file.
    ///
    /// Reads `user_version` where the file's header has it (sqlite.org/fileformat2.html, 1.3); a file that has none yet passes.
    static func refuseNewer(path: String) throws(LogError) {
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        defer { try? file.close() }
        guard let header = try? file.read(upToCount: 64), header.count == 64,
            header.starts(with: Array("SQLite format 3".utf8))
        else { return }
        let found = header.suffix(4).reduce(0) { $0 << 8 | Int($1) }
        let known = all.last?.version ?? 0
        guard found <= known || found > Int(Int32.max) else { throw .newerVersion(found: found, known: known) }
    }

    /// The version that a log says it has.
    static func version(of database: Database) throws -> Int {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version >= 0 else {
            throw LogError.damaged(sequence: 0, reason: "no log can have the version \(version)")
        }
        return version
    }
}
