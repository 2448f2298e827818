import Foundation
import GRDB
public import WarRoom

/// What an alert's, an entry's and an incident's story is found by.
extension TimelineStore {
    static func insert(_ trace: EventTrace, by insert: inout InsertStatement) throws {
        insert.bind(blob: subject(trace.subject))
        insert.bind(trace.sequence)
        try insert.run()
    }

    /// The positions of the newest `limit` events that tell of a subject, the oldest first.
    public func traces(of subject: EventTrace.Subject, limit: Int) throws -> [Int64] {
        try pool.read { database in
            try Int64.fetchAll(
                database, sql: "SELECT sequence FROM traces WHERE subject = ? ORDER BY sequence DESC LIMIT ?",
                arguments: [Data(Self.subject(subject)), max(0, limit)])
        }.reversed()
    }

    /// The positions of the newest `limit` changes that happened in a span of time, both ends included; the oldest first.
    public func changes(from start: Instant, to end: Instant, limit: Int) throws -> [Int64] {
        try pool.read { database in
            try Int64.fetchAll(
                database,
                sql: """
                    SELECT sequence FROM timeline WHERE category = 'change' AND occurredAt BETWEEN ? AND ?
                    ORDER BY occurredAt DESC LIMIT ?
                    """, arguments: [start.milliseconds, end.milliseconds, max(0, limit)])
        }.reversed()
    }

    /// The newest notes of an incident that have one of the tags, the oldest first.
    public func notes(of incident: IncidentID, tags: [NoteTag], limit: Int) throws -> [TimelineEntry] {
        let words = tags.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try newest(limit, of: incident, where: "tag IN (\(words))")
    }

    /// The newest pinned entries of an incident, the oldest first.
    public func pinned(of incident: IncidentID, limit: Int) throws -> [TimelineEntry] {
        try newest(limit, of: incident, where: "isPinned = 1")
    }

    private func newest(_ limit: Int, of incident: IncidentID, where condition: String) throws -> [TimelineEntry] {
        try pool.read { database in
            try Self.entries(
                try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT \(ViewSchema.columns) FROM timeline
                        WHERE incident = ? AND isWithdrawn = 0 AND \(condition) ORDER BY sequence DESC LIMIT ?
                        """, arguments: [incident.number, max(0, limit)]))
        }.reversed()
    }

    /// Eight bytes for an alert, sixteen for an entry.
    private static func subject(_ subject: EventTrace.Subject) -> [UInt8] {
        switch subject {
        case .alert(let id): (0..<8).map { UInt8(truncatingIfNeeded: id.value >> UInt64(56 - 8 * $0)) }
        case .entry(let id): id.bytes
        }
    }
}
