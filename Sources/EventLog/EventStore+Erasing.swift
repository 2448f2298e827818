import EventCodec
import Foundation
import GRDB
public import WarRoom
import WireJSON

extension EventStore {
    /// Texts that go together with what is appended.
    public struct Erasure: Sendable {
        /// The events whose texts go.
        public var sequences: [Int64]
        /// Words that no remembered answer may quote any more.
        public var words: Set<String>
        /// Answers to commands from before this are forgotten; nil for none.
        public var answersBefore: Instant?

        public init(sequences: [Int64], words: Set<String> = [], answersBefore: Instant? = nil) {
            self.sequences = sequences
            self.words = words
            self.answersBefore = answersBefore
        }
    }

    private static let mark = "erasure"
    /// Shorter words stand in every other answer, and tell nothing.
    private static let wordBytesMin = 4

    /// Erases texts with their salts in the transaction under way, and marks that their bytes are still to be swept out.
    ///
    /// The digests stay, so that the chain holds.
    static func erase(_ erasure: Erasure, upTo sequence: Int64, in database: Database) throws {
        let update = try database.cachedStatement(sql: "UPDATE events SET text = NULL, salt = NULL WHERE sequence = ?")
        for erased in erasure.sequences { try update.execute(arguments: [erased]) }
        for word in erasure.words where word.utf8.count >= wordBytesMin {
            try forgetAnswers(quoting: word, in: database)
        }
        if let instant = erasure.answersBefore {
            let first = EventID(high: UInt64(clamping: instant.milliseconds) << 16, low: 0)
            try database.execute(sql: "DELETE FROM outcomes WHERE command < ?", arguments: [Data(first.bytes)])
        }
        try database.execute(
            sql: "INSERT INTO facts(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            arguments: [mark, "\(sequence)"])
    }

    /// A retry is still told that its command was carried out, and which events it made.
    private static func forgetAnswers(quoting word: String, in database: Database) throws {
        let rows = try Row.fetchAll(
            database, sql: "SELECT command, answer FROM outcomes WHERE instr(answer, ?) > 0", arguments: [escaped(word)]
        )
        for row in rows {
            let command = try row.decode(Data.self, atIndex: 0)
            guard var outcome = try? CommandCodec.decodeOutcome([UInt8](try row.decode(Data.self, atIndex: 1))) else {
                try database.execute(sql: "DELETE FROM outcomes WHERE command = ?", arguments: [command])
                continue
            }
            outcome.sentence = Erased.words
            outcome.undo = []
            try database.execute(
                sql: "UPDATE outcomes SET answer = ? WHERE command = ?",
                arguments: [String(decoding: try CommandCodec.encode(outcome), as: UTF8.self), command])
        }
    }

    /// The word as it stands inside a JSON string.
    private static func escaped(_ word: String) -> String {
        var writer = JSONWriter()
        writer.string(word)
        return String(decoding: writer.bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    /// Whether texts were erased whose bytes may still stand in the home's files.
    public var isSweepDue: Bool {
        let sql = "SELECT count(*) > 0 FROM facts WHERE name = ?"
        return (try? pool.read { try Bool.fetchOne($0, sql: sql, arguments: [Self.mark]) }) ?? true
    }

    /// Writes the remembered answers anew, since SQLite's secure deletion leaves copies where it moved rows between pages.
    ///
    /// The events are only ever appended, so that their rows never move: what is deleted of them is overwritten.
    public func rewriteAnswers() throws {
        try DatabaseFailure.inWords {
            try pool.write {
                try $0.execute(
                    sql: """
                        CREATE TEMP TABLE answers AS SELECT * FROM outcomes;
                        DELETE FROM outcomes;
                        INSERT INTO outcomes SELECT * FROM temp.answers ORDER BY command;
                        DROP TABLE temp.answers
                        """)
            }
        }
    }

    /// Brings the write-ahead log home and empties it; false while somebody still reads from it.
    public func emptyWriteAheadLog() throws -> Bool {
        try DatabaseFailure.inWords { try pool.writeWithoutTransaction { try $0.emptyWriteAheadLog() } }
    }

    /// Says that nothing is left in the home's files of what was erased up to an event.
    public func endSweep(upTo sequence: Int64) throws {
        try pool.write {
            try $0.execute(
                sql: "DELETE FROM facts WHERE name = ? AND CAST(value AS INTEGER) <= ?",
                arguments: [Self.mark, sequence])
        }
    }
}

extension DatabaseFailure {
    /// Throws ``LogError/unwritable(reason:)`` where SQLite fails.
    static func inWords<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw LogError.unwritable(reason: sentence(error))
        }
    }
}

extension Database {
    /// Brings the write-ahead log home and empties it; false while somebody still reads from it.
    func emptyWriteAheadLog() throws -> Bool {
        // Briefly, because whoever wants to write waits meanwhile.
        try execute(sql: "PRAGMA busy_timeout=50")
        defer { try? execute(sql: "PRAGMA busy_timeout=5000") }
        return try Int.fetchOne(self, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
    }
}
