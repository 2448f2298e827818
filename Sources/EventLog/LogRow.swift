import EventCodec
public import WarRoom
import WireJSON

/// An event as its row in the log has it: with the salt and the digest that the chain is made of.
struct LogRow: Sendable, Equatable {
    var record: EventRecord
    /// Nil where the event has no text, or where the text was erased.
    var salt: [UInt8]?
    /// Nil where the event never had a text.
    var digest: [UInt8]?

    /// Bytes of a SHA-256 hash.
    static let hashLength = 32
}

/// Rows as lines of an export: the object of `warroom tail --json`, and `salt`, `digest` (hex digits) and `room`.
///
/// Facts and text are written as this version's writer writes their values, which for all but rows of a foreign hand are
/// the very bytes in the log. Where they are not, `exact` holds the bytes as strings: the chain covers bytes.
extension LogRow {
    /// Where in an export a line stands.
    struct Place: OptionSet {
        let rawValue: Int
        /// The first line tells that the last one will say so.
        static let first = Place(rawValue: 1)
        static let last = Place(rawValue: 2)
    }

    /// The line, without its end. Its place stands in members of their own, which older readers pass over. Throws ``LogError/damaged(sequence:reason:)`` for a row that no JSON can hold.
    func line(of room: EventID, _ place: Place = []) throws -> [UInt8] {
        var shown = record
        shown.facts = try canonical(record.facts, "facts")
        shown.text = try record.text.map { try canonical($0, "text") }
        let exactFacts = shown.facts == record.facts ? nil : record.facts
        let exactText = shown.text == record.text ? nil : record.text
        var writer = JSONWriter(capacity: record.facts.count + (record.text?.count ?? 0) + 512)
        shown.write(to: &writer) {
            $0.member("salt", salt.map { Hex.string($0) })
            $0.member("digest", digest.map { Hex.string($0) })
            $0.member("room", room.description)
            if place.contains(.first) { $0.member("export", Self.exportVersion) }
            if place.contains(.last) { $0.member("end", true) }
            guard exactFacts != nil || exactText != nil else { return }
            $0.key("exact")
            $0.object {
                $0.member("facts", exactFacts.map { String(decoding: $0, as: UTF8.self) })
                $0.member("text", exactText.map { String(decoding: $0, as: UTF8.self) })
            }
        }
        return writer.bytes
    }

    private func canonical(_ json: [UInt8], _ name: String) throws -> [UInt8] {
        var writer = JSONWriter(capacity: json.count)
        do {
            try JSONDocument(parsing: json, limits: .trusted).root.write(to: &writer)
        } catch {
            throw LogError.damaged(sequence: record.sequence, reason: "its \(name) cannot be read as JSON: \(error)")
        }
        return writer.bytes
    }

    /// Exports of version 1 said nothing of where they end.
    private static let exportVersion: Int64 = 2

    /// Reads what ``line(of:_:)`` wrote: the row, the room it is of, and its place. Throws ``JSONError`` or `DecodingError`.
    static func read(_ line: [UInt8]) throws -> (row: LogRow, room: EventID, place: Place) {
        let value = try JSONDocument(parsing: line, limits: .trusted).root
        var record = try EventRecord(value)
        if let facts = value["exact"]?["facts"]?.string { record.facts = Array(facts.utf8) }
        if let text = value["exact"]?["text"]?.string { record.text = Array(text.utf8) }
        guard let room = value["room"]?.string.flatMap(EventID.init) else {
            throw wrong("it does not say which room it is of: `warroom log export` writes lines that do")
        }
        guard !record.hash.isEmpty else { throw wrong("the member “hash” is missing") }
        let row = LogRow(
            record: record, salt: try bytes("salt", SaltSource.length, of: value),
            digest: try bytes("digest", hashLength, of: value))
        var place: Place = []
        if value["export"]?.int.map({ $0 >= exportVersion }) == true { place.insert(.first) }
        if value["end"]?.bool == true { place.insert(.last) }
        return (row, room, place)
    }

    private static func bytes(_ name: String, _ length: Int, of value: JSONValue) throws -> [UInt8]? {
        guard let member = value[name] else { return nil }
        guard let bytes = member.string.flatMap(Hex.bytes), bytes.count == length else {
            throw wrong("\(name): expected \(2 * length) hex digits")
        }
        return bytes
    }

    private static func wrong(_ sentence: String) -> DecodingError {
        DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: sentence))
    }
}

extension EventReader {
    /// Calls the body with each event's line of an export, without its end, the oldest first; returns how many there were.
    ///
    /// May run while the log is written: it ends where the log ends then. Throws ``LogError``, and what the body throws.
    @discardableResult
    public func forEachExportLine(
        after sequence: Int64 = 0, incident: IncidentID? = nil, _ body: ([UInt8]) throws -> Void
    ) throws -> Int64 {
        let room = try room()
        var position = sequence
        var count: Int64 = 0
        // One is held back, because the last says that it is.
        var waiting: (row: LogRow, place: LogRow.Place)?
        while true {
            // Few at a time, and none is being read while the body runs: who takes the lines may be slow, and a transaction
            // that stays open keeps the log from being tidied up.
            let rows = try rows(after: position, limit: Self.rowsPerExportPage, incident: incident)
            guard let last = rows.last else {
                if let waiting { try body(waiting.row.line(of: room, waiting.place.union(.last))) }
                return count
            }
            for row in rows {
                if let waiting { try body(waiting.row.line(of: room, waiting.place)) }
                waiting = (row, waiting == nil ? .first : [])
            }
            position = last.record.sequence
            count += Int64(rows.count)
        }
    }

    private static let rowsPerExportPage = 500
}
