import EventCodec
import GRDB
import WarRoom

/// The log's tables. The events table has one index beside its key, on the id: ids of version 7 come in order, so it is
/// appended to as well.
enum LogSchema {
    static let version = 1

    /// Large pages, because rows are a kilobyte and come in hundreds.
    static let pageBytes = 16_384

    /// The tables of version 1, which every log began with; ``LogUpgrade/all`` has what came after.
    static let statements = """
        CREATE TABLE events(
            sequence INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            occurredAt INTEGER NOT NULL,
            recordedAt INTEGER NOT NULL,
            principal TEXT NOT NULL,
            person TEXT NOT NULL,
            via TEXT NOT NULL,
            incident INTEGER,
            facts TEXT NOT NULL,
            text TEXT,
            salt BLOB,
            digest BLOB,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE TABLE outcomes(
            command BLOB PRIMARY KEY,
            answer TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE facts(
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT;
        """

    static let insertEvent = """
        INSERT INTO events(sequence, id, kind, version, occurredAt, recordedAt, principal, person, via, incident,
            facts, text, salt, digest, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """

    static let columns = """
        sequence, id, kind, version, occurredAt, recordedAt, principal, person, via, incident, facts, text, hash
        """

    /// Says which room a new log is of.
    static func insert(room: EventID, into database: Database) throws {
        try database.execute(
            sql: "INSERT INTO facts(name, value) VALUES ('room', ?)", arguments: [room.description])
    }
}

extension InsertStatement {
    /// Runs ``LogSchema/insertEvent`` with an event and its part of the chain. Throws `DatabaseError`.
    mutating func run(_ record: EventRecord, salt: [UInt8]?, digest: [UInt8]?, hash: [UInt8]) throws {
        bind(record.sequence)
        bind(blob: record.id.bytes)
        bind(record.kind)
        bind(Int64(record.version))
        bind(record.occurredAt.milliseconds)
        bind(record.recordedAt.milliseconds)
        bind(record.actor.principal)
        bind(record.actor.person)
        bind(record.actor.via)
        bind(record.incident?.number)
        bind(text: record.facts)
        bind(text: record.text)
        bind(blob: salt)
        bind(blob: digest)
        bind(blob: hash)
        try run()
    }
}
