import GRDB

/// The log's tables. The events table has one index beside its key, on the id: ids of version 7 come in order, so it is
/// appended to as well.
enum LogSchema {
    static let version = 1

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
}
