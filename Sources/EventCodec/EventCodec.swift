public import WarRoom
import WireJSON

/// Events as they stand in the log and on the wire.
public enum EventCodec {
    /// An event's facts and text as JSON; the text is nil where the event has none.
    public static func encode(_ body: any EventBody) throws -> (facts: [UInt8], text: [UInt8]?) {
        if let unknown = body as? UnknownEvent {
            return (Array(unknown.facts.json.utf8), unknown.text.map { Array($0.json.utf8) })
        }
        if let fired = body as? AlertFired { return (fired.factsJSON, fired.textJSON) }
        return try encodeKnown(body)
    }

    private static func encodeKnown<Body: EventBody>(_ body: Body) throws -> (facts: [UInt8], text: [UInt8]?) {
        (try WireEncoder.encode(body.facts), try body.text.map { try WireEncoder.encode($0) })
    }

    /// Reads an event back. A kind that this version does not know, or a newer version of one, becomes ``UnknownEvent``.
    ///
    /// Throws ``JSONError`` or `DecodingError` for bytes that no version wrote.
    public static func decode(kind: String, version: Int, facts: [UInt8], text: [UInt8]?) throws -> any EventBody {
        guard let type = EventTable.byKind[kind], version <= type.version else {
            return UnknownEvent(
                facts: .init(kind: kind, version: version, json: String(decoding: facts, as: UTF8.self)),
                text: text.map { .init(json: String(decoding: $0, as: UTF8.self)) })
        }
        return try decodeFrequent(kind, facts: facts, text: text) ?? decodeKnown(type, facts: facts, text: text)
    }

    private static func decodeFrequent(_ kind: String, facts: [UInt8], text: [UInt8]?) throws -> (any EventBody)? {
        guard kind == AlertFired.kind || kind == AlertResolved.kind else { return nil }
        let facts = try JSONDocument(parsing: facts, limits: .trusted).root
        let text = try text.map { try JSONDocument(parsing: $0, limits: .trusted).root }
        if kind == AlertFired.kind { return AlertFired(facts: facts, text: text) }
        return AlertResolved(facts: facts, text: text)
    }

    private static func decodeKnown<Body: EventBody>(
        _ type: Body.Type, facts: [UInt8], text: [UInt8]?
    ) throws -> any EventBody {
        Body(
            facts: try WireDecoder.decode(Body.Facts.self, parsing: facts),
            text: try text.map { try WireDecoder.decode(Body.Words.self, parsing: $0) })
    }

    public static func version(of body: any EventBody) -> Int {
        (body as? UnknownEvent)?.facts.version ?? type(of: body).version
    }
}
