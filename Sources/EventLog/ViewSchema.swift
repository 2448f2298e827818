/// The tables of `views.db`: everything in it can be made again from the log, so nothing waits for the disk.
enum ViewSchema {
    /// Grows with every change: a file of another version is thrown away and made again.
    static let version = 3

    static let statements = """
        CREATE TABLE timeline(
            sequence INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            kind TEXT NOT NULL,
            category TEXT NOT NULL,
            occurredAt INTEGER NOT NULL,
            recordedAt INTEGER NOT NULL,
            who TEXT NOT NULL,
            principal TEXT NOT NULL,
            person TEXT NOT NULL,
            via TEXT NOT NULL,
            incident INTEGER,
            sentence TEXT NOT NULL,
            tag TEXT,
            isPinned INTEGER NOT NULL,
            isCorrected INTEGER NOT NULL,
            isWithdrawn INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX timelineByIncident ON timeline(incident, sequence) WHERE incident IS NOT NULL;
        CREATE INDEX timelineByID ON timeline(id) WHERE \(isSought);
        CREATE VIRTUAL TABLE search USING fts5(
            sentence, who, content='timeline', content_rowid='sequence', tokenize='trigram');
        CREATE TABLE progress(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
        INSERT INTO progress VALUES ('rows', 0), ('search', 0);
        """

    /// The rows that are sought by their id often enough to be indexed. Alerts fire by the hundred thousand, and hardly ever
    /// does anybody pin one: that may take a walk over the rows.
    static let isSought = "kind <> 'alert.fired'"

    static let columns = """
        sequence, id, kind, category, occurredAt, recordedAt, who, principal, person, via, incident, sentence, tag,
        isPinned, isCorrected, isWithdrawn
        """

    static let insert = "INSERT OR REPLACE INTO timeline(\(columns)) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
}
