import EventCodec
import Foundation
import GRDB
import WarRoom

/// A log in the making: it gets its name, and its head, only when it is whole.
///
/// Rows come with their salts, digests and hashes, so that a chain can be taken over as it is. The home's lock must be held.
final class UnfinishedLog {
    private let home: Home
    private let path: String
    private let queue: DatabaseQueue
    private var isFinished = false
    /// The event that is being written.
    private var current: EventID?
    /// The end of the name of what is not whole yet.
    static let suffix = ".new"

    /// Begins an empty log file. Throws ``LogError/cannotOpen(path:reason:)``.
    init(_ home: Home) throws(LogError) {
        let path = home.log + Self.suffix
        self.home = home
        self.path = path
        unlink(path)
        // The file is made here, private, before SQLite sees it.
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        close(descriptor)
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // Nothing of it counts before it is whole, and then it is synced as one.
            try database.execute(
                sql:
                    "PRAGMA page_size=\(LogSchema.pageBytes); PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            unlink(path)
            throw .cannotOpen(path: path, reason: DatabaseFailure.sentence(error))
        }
    }

    deinit {
        try? queue.close()
        guard !isFinished else { return }
        for name in [path, path + "-wal", path + "-shm", home.head + Self.suffix] { unlink(name) }
    }

    /// Makes the tables of a room's log. Throws ``LogError``.
    func makeTables(of room: EventID) throws {
        try reporting {
            try queue.write { database in
                _ = try LogUpgrade.apply(to: database)
                try LogSchema.insert(room: room, into: database)
            }
        }
    }

    /// Appends rows until there is none. Throws ``LogError``, and what `next` throws.
    func append(from next: () throws -> LogRow?) throws {
        var isAtEnd = false
        while !isAtEnd {
            try reporting {
                try queue.write { database in
                    var insert = try InsertStatement(LogSchema.insertEvent, in: database)
                    for _ in 0..<Limits.eventsPerCommitMax {
                        guard let row = try next() else {
                            isAtEnd = true
                            return
                        }
                        current = row.record.id
                        try insert.run(row.record, salt: row.salt, digest: row.digest, hash: row.record.hash)
                    }
                }
            }
        }
    }

    /// Appends rows. Throws ``LogError``.
    func append(_ rows: [LogRow]) throws {
        var rest = rows.makeIterator()
        try append { rest.next() }
    }

    /// Takes all pages of another log, as one moment has them. Throws ``LogError``.
    func copy(_ reader: EventReader) throws {
        try reporting {
            try reader.database.backup(to: queue)
            // What was copied says that it has a WAL; a copy at rest is one file.
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode=DELETE") }
        }
    }

    /// What has been written so far.
    var reader: EventReader { EventReader(queue) }

    /// Brings everything to the disk and gives it its name, the head beside it. Throws ``LogError``.
    func finish(_ head: Head) throws {
        try reporting { try queue.close() }
        try sync(path)
        let headFile = HeadFile(path: home.head + Self.suffix)
        try headFile.write(head)
        try sync(home.head + Self.suffix)
        for name in [home.log, home.head] {
            guard rename(name + Self.suffix, name) == 0 else {
                throw LogError.unwritable(reason: "\(name): \(String(cString: strerror(errno)))")
            }
            isFinished = true
        }
        try sync(home.path)
    }

    private func sync(_ path: String) throws(LogError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw .unwritable(reason: "\(path): \(String(cString: strerror(errno)))")
        }
    }

    private func reporting(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DatabaseError {
            if error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
                throw LogError.duplicate(id: current?.description ?? "")
            }
            throw LogError.unwritable(reason: DatabaseFailure.sentence(error))
        }
    }
}
