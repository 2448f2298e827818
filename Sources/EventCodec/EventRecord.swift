public import WarRoom
public import WireJSON

/// An event with the bytes that stand for it in the log: what is hashed, exported and followed.
public struct EventRecord: Sendable, Equatable {
    public var sequence: Int64
    public var id: EventID
    public var kind: String
    public var version: Int
    public var occurredAt: Instant
    public var recordedAt: Instant
    public var actor: Actor
    public var incident: IncidentID?
    /// JSON.
    public var facts: [UInt8]
    /// JSON; nil where the event has no text, or where it was erased.
    public var text: [UInt8]?
    /// The chain's value up to and with this event, 32 bytes; empty before it is appended.
    public var hash: [UInt8]

    public init(
        sequence: Int64, id: EventID, kind: String, version: Int, occurredAt: Instant, recordedAt: Instant,
        actor: Actor,
        incident: IncidentID?, facts: [UInt8], text: [UInt8]?, hash: [UInt8]
    ) {
        self.sequence = sequence
        self.id = id
        self.kind = kind
        self.version = version
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.actor = actor
        self.incident = incident
        self.facts = facts
        self.text = text
        self.hash = hash
    }

    /// The record of an event that is not in the log yet.
    public init(_ event: Event) throws {
        let envelope = event.envelope
        let (facts, text) = try EventCodec.encode(event.body)
        self.init(
            sequence: envelope.sequence, id: envelope.id, kind: event.kind, version: EventCodec.version(of: event.body),
            occurredAt: envelope.occurredAt, recordedAt: envelope.recordedAt, actor: envelope.actor,
            incident: envelope.incident, facts: facts, text: text, hash: [])
    }

    /// All of it that can be read without knowing the kind.
    public var envelope: Envelope {
        Envelope(
            sequence: sequence, id: id, occurredAt: occurredAt, recordedAt: recordedAt, actor: actor, incident: incident
        )
    }

    /// The event that the record stands for.
    public func event() throws -> Event {
        Event(
            envelope: envelope,
            body: try EventCodec.decode(kind: kind, version: version, facts: facts, text: text))
    }

    /// The record as `warroom tail --json` prints it, one line without its end; `adding` writes further members. `withNulls`
    /// writes null for what it does not have, which else is left out.
    public func write(
        to writer: inout JSONWriter, withNulls: Bool = false, adding: (inout JSONWriter) -> Void = { _ in }
    ) {
        func absent(_ name: String, _ writer: inout JSONWriter) {
            guard withNulls else { return }
            writer.key(name)
            writer.null()
        }
        writer.object {
            $0.member("sequence", sequence)
            $0.member("id", id.description)
            $0.member("kind", kind)
            $0.member("version", version)
            $0.member("occurredAt", occurredAt.description)
            $0.member("recordedAt", recordedAt.description)
            $0.key("actor")
            $0.object {
                $0.member("principal", actor.principal)
                $0.member("person", actor.person)
                $0.member("via", actor.via)
            }
            if incident == nil { absent("incident", &$0) }
            $0.member("incident", incident?.description)
            $0.key("facts")
            $0.raw(facts)
            if let text {
                $0.key("text")
                $0.raw(text)
            } else {
                absent("text", &$0)
            }
            $0.member("hash", hash.isEmpty ? nil : Hex.string(hash))
            adding(&$0)
        }
    }

    /// Reads what ``write(to:)`` wrote. Throws `DecodingError` where a member is missing or wrong.
    public init(_ value: JSONValue) throws {
        let line = try WireDecoder.decode(Line.self, from: value)
        guard let members = value["facts"] else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "the member “facts” is missing"))
        }
        let hash = try line.hash.map { text in
            guard let hash = Hex.bytes(text), hash.count == Self.hashBytes else {
                throw DecodingError.dataCorrupted(
                    .init(
                        codingPath: [Line.CodingKeys.hash],
                        debugDescription: "expected \(2 * Self.hashBytes) hex digits, found \(text)"))
            }
            return hash
        }
        var facts = JSONWriter()
        members.write(to: &facts)
        var text = JSONWriter()
        if let words = value["text"], !words.isNull { words.write(to: &text) }
        self.init(
            sequence: line.sequence, id: line.id, kind: line.kind, version: line.version, occurredAt: line.occurredAt,
            recordedAt: line.recordedAt, actor: line.actor, incident: line.incident, facts: facts.bytes,
            text: text.bytes.isEmpty ? nil : text.bytes, hash: hash ?? [])
    }

    private static let hashBytes = 32

    private struct Line: Decodable {
        enum CodingKeys: CodingKey {
            case sequence, id, kind, version, occurredAt, recordedAt, actor, incident, hash
        }

        let sequence: Int64
        let id: EventID
        let kind: String
        let version: Int
        let occurredAt: Instant
        let recordedAt: Instant
        let actor: Actor
        let incident: IncidentID?
        let hash: String?
    }
}

/// Bytes as lower-case hex digits.
public enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    public static func string(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for an odd number of digits or anything that is no digit.
    public static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for byte in text.utf8 {
            let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "F") ? byte | 0x20 : byte
            guard let digit = digits.firstIndex(of: lower).map(UInt8.init) else { return nil }
            if let upper = high {
                bytes.append(upper << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return bytes
    }
}
