public import EventCodec
import Foundation
import GRDB
public import WarRoom

/// The log: rows that are only ever appended, durable when ``append(_:outcomes:)`` returns.
///
/// One owner writes and calls it from one thread at a time; readers of other threads use ``reader``.
public final class EventStore {
    public let room: EventID
    public private(set) var head: Head
    public let reader: EventReader
    public let watch: HomeWatch
    /// Not private, so that tests can read back what the writing connection was told.
    let pool: DatabasePool
    private let headFile: HeadFile
    private var salts = SaltSource()

    /// What opening the log found.
    public struct Findings: Sendable, Equatable {
        /// Sequences that the head names and the log does not have.
        public var lost: ClosedRange<Int64>?
        /// What is wrong beside that, a sentence each.
        public var problems: [String] = []
    }

    /// Opens a home's log for writing, and makes it where there is none. The home's lock must be held.
    ///
    /// Throws ``LogError``. A log that is shorter than its head opens all the same: see the findings.
    public static func open(_ home: Home, newRoom: () -> EventID) throws -> (store: EventStore, findings: Findings) {
        try LogUpgrade.refuseNewer(path: home.log)
        let pool = try openPool(home)
        let known = HeadFile.read(path: home.head)
        let room: EventID
        do {
            // A home whose log is gone altogether is still the room that its head is of, and has lost all its events.
            room = try prepare(pool, newRoom: { known?.room ?? newRoom() })
        } catch let error as DatabaseError {
            throw LogError.cannotOpen(path: home.log, reason: DatabaseFailure.sentence(error))
        }
        let reader = EventReader(pool)
        let last = try reader.last(room: room)
        var findings = Findings()
        let head = try compare(last, with: known, reader, &findings)
        if known == nil, last.sequence > 0 || FileManager.default.fileExists(atPath: home.head) {
            findings.problems.append(
                "the head file is missing or cannot be read: whether the log lost its end cannot be told")
        }
        let headFile = HeadFile(path: home.head)
        // From the beginning, so that a missing head always means something. Where it fails the first append says so.
        if head.sequence == 0 { try? headFile.write(head) }
        let store = EventStore(
            room: room, head: head, reader: reader, watch: HomeWatch(home), pool: pool, headFile: headFile)
        return (store, findings)
    }

    private init(
        room: EventID, head: Head, reader: EventReader, watch: HomeWatch, pool: DatabasePool, headFile: HeadFile
    ) {
        self.room = room
        self.head = head
        self.reader = reader
        self.watch = watch
        self.pool = pool
        self.headFile = headFile
    }

    private static func openPool(_ home: Home) throws(LogError) -> DatabasePool {
        let path = home.log
        // The file is made here, private, before SQLite sees it: SQLite copies its mode to -wal and -shm.
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        _ = Glibc.close(descriptor)
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // A checkpoint every sixteen megabytes, because each makes senders wait for two more syncs.
            try database.execute(
                sql: """
                    PRAGMA page_size=\(LogSchema.pageBytes); PRAGMA wal_autocheckpoint=1024; PRAGMA secure_delete=ON;
                    PRAGMA foreign_keys=OFF
                    """)
        }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // After opening, because GRDB sets NORMAL when it switches a pool to WAL.
            let found = try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous=FULL")
                return try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
            }
            guard found == 2 else { throw LogError.notDurable(found: found) }
            return pool
        } catch let error as LogError {
            throw error
        } catch {
            throw .cannotOpen(path: path, reason: DatabaseFailure.sentence(error))
        }
    }

    /// Makes the tables in a new log, brings those of an older one up to date, and returns the room's id.
    private static func prepare(_ pool: DatabasePool, newRoom: () -> EventID) throws -> EventID {
        try pool.write { database in
            if try LogUpgrade.apply(to: database) == 0 { try LogSchema.insert(room: newRoom(), into: database) }
            guard let text = try String.fetchOne(database, sql: "SELECT value FROM facts WHERE name = 'room'"),
                let room = EventID(text)
            else { throw LogError.damaged(sequence: 0, reason: "the log does not say which room it is of") }
            return room
        }
    }

    /// Compares the log's end with the head file, and says where the log goes on.
    private static func compare(
        _ last: Head, with known: Head?, _ reader: EventReader, _ findings: inout Findings
    ) throws -> Head {
        guard let known else { return last }
        guard known.room == last.room else {
            findings.problems.append("the head file is of another room (\(known.room))")
            return last
        }
        if known.sequence > last.sequence {
            findings.lost = (last.sequence + 1)...known.sequence
            return Head(room: last.room, sequence: known.sequence, hash: last.hash)
        }
        let hash = known.sequence == last.sequence ? last.hash : try reader.hash(at: known.sequence)
        if known.sequence > 0, hash != known.hash {
            findings.problems.append(
                "the log's event #\(known.sequence) is not the one that was acknowledged: run `warroom log verify`")
        }
        return last
    }

    /// A part of what is appended in one transaction.
    public struct Part {
        public var records: [EventRecord]
        /// The answers to remember, by command.
        public var outcomes: [(command: EventID, answer: [UInt8])]
        /// The texts that go in the same transaction.
        public var erasure: Erasure?

        public init(
            records: [EventRecord], outcomes: [(command: EventID, answer: [UInt8])] = [], erasure: Erasure? = nil
        ) {
            self.records = records
            self.outcomes = outcomes
            self.erasure = erasure
        }
    }

    /// Appends events in one transaction; they are on the disk, and the head is written, when it returns.
    ///
    /// The events' sequences must follow the head. Throws as ``append(from:)`` does.
    public func append(_ records: [EventRecord], outcomes: [(command: EventID, answer: [UInt8])] = []) throws {
        var part: Part? = Part(records: records, outcomes: outcomes)
        try append {
            defer { part = nil }
            return part
        }
    }

    /// Appends parts in one transaction until there is none; they are on the disk, and the head is written, when it returns.
    ///
    /// The events' sequences must follow the head. Throws ``LogError/unwritable(reason:)`` when nothing was appended, or when
    /// the head could not be written: then the events are in the log, and ``head`` is at the last of them. The same holds for
    /// ``LogError/gone(path:home:)``, when the files are no longer those of the home.
    public func append(from next: () -> Part?) throws {
        if let problem = watch.problem() { throw problem }
        var end = head
        var current: EventID?
        do {
            try pool.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    var insert = try InsertStatement(LogSchema.insertEvent, in: database)
                    while let part = next() {
                        for record in part.records {
                            current = record.id
                            precondition(
                                record.sequence == end.sequence + 1,
                                "events are appended in the order of their sequences")
                            end = try appendRow(record, after: end, by: &insert)
                        }
                        try remember(part.outcomes, in: database)
                        if let erasure = part.erasure { try Self.erase(erasure, upTo: end.sequence, in: database) }
                    }
                    return .commit
                }
            }
        } catch let error as DatabaseError {
            if error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
                throw LogError.duplicate(id: current?.description ?? "")
            }
            throw LogError.unwritable(reason: DatabaseFailure.sentence(error))
        }
        guard end != head else { return }
        head = end
        try headFile.write(head)
        if let problem = watch.problem() { throw problem }
    }

    /// The same for events that are not encoded yet.
    public func append(_ events: [Event], outcomes: [(command: EventID, answer: [UInt8])] = []) throws {
        try append(events.map { try EventRecord($0) }, outcomes: outcomes)
    }

    private func appendRow(_ record: EventRecord, after end: Head, by insert: inout InsertStatement) throws -> Head {
        let salt = record.text == nil ? nil : salts.next()
        let digest = record.text.flatMap { text in salt.map { Chain.digest(text: text, salt: $0) } }
        let hash = Chain.hash(record, textDigest: digest ?? [], after: end.hash)
        try insert.run(record, salt: salt, digest: digest, hash: hash)
        return Head(room: end.room, sequence: record.sequence, hash: hash)
    }

    private func remember(_ outcomes: [(command: EventID, answer: [UInt8])], in database: Database) throws {
        guard !outcomes.isEmpty else { return }
        let insert = try database.cachedStatement(sql: "INSERT OR IGNORE INTO outcomes(command, answer) VALUES (?,?)")
        for (command, answer) in outcomes {
            try insert.execute(arguments: [Data(command.bytes), String(decoding: answer, as: UTF8.self)])
        }
    }

    /// Forgets the oldest remembered outcomes above the limit. Command ids sort by time.
    public func forgetOldOutcomes() throws {
        try pool.write { database in
            try database.execute(
                sql: """
                    DELETE FROM outcomes WHERE command <= (
                        SELECT command FROM outcomes ORDER BY command DESC LIMIT 1 OFFSET \(Limits.commandOutcomesMax))
                    """)
        }
    }

    /// Tries whether the log can be written again, after it could not.
    public func probe() throws(LogError) {
        if let problem = watch.problem() { throw problem }
        do {
            try pool.write { database in
                try database.execute(
                    sql:
                        "INSERT INTO facts(name, value) VALUES ('probe', hex(randomblob(16384))) ON CONFLICT(name) DO UPDATE SET value = excluded.value"
                )
            }
            // A commit that answered with an error may have reached the disk all the same.
            let last = try reader.last(room: room)
            if last.sequence > head.sequence { head = last }
            try headFile.write(head)
        } catch let error as LogError {
            throw error
        } catch {
            throw .unwritable(reason: DatabaseFailure.sentence(error))
        }
    }

    /// Brings the head file to the disk, if it changed since the last time.
    public func syncHead() {
        headFile.sync()
    }

    /// Closes the database in good order.
    public func close() {
        headFile.sync()
        // A log at rest is one file: what the WAL holds is brought home. Where that fails the next opening does it.
        try? pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try? pool.close()
    }
}

/// SQLite's failures in words that say what to do.
enum DatabaseFailure {
    /// Whether the file holds what SQLite cannot have written.
    static func isDamage(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
    }

    static func sentence(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        switch error.resultCode {
        case .SQLITE_FULL: return "the disk is full: free some space, the room goes on by itself"
        case .SQLITE_READONLY: return "the file system is read-only: make it writable, the room goes on by itself"
        case .SQLITE_IOERR: return "the disk answers with an error (\(error.message ?? "input/output"))"
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return "the database file is damaged (\(error.message ?? "malformed"))"
        default: return error.message ?? "\(error)"
        }
    }
}
