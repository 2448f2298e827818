import EventCodec
import Testing
import WarRoom
import WireJSON

/// Kinds and fields are only ever added: what a newer version wrote is kept as it stands.
@Suite struct UnknownEventTests {
    static let foreign: [String] = [
        #"{"a":1}"#, #"{ "b" : 1E2, "a" : "A\/ä" }"#, "{}", "[1,2.50,null]", #""only a string""#, "-0.0",
        "{\"text\":\"日本 👩🏽‍🚒\"}",
    ]

    @Test(arguments: foreign)
    func anUnknownKindKeepsItsBytes(json: String) throws {
        let bytes = Array(json.utf8)
        let body = try EventCodec.decode(kind: "weather.changed", version: 3, facts: bytes, text: bytes)
        let unknown = try #require(body as? UnknownEvent)
        #expect(unknown.facts.kind == "weather.changed")
        #expect(unknown.facts.version == 3)
        #expect(EventCodec.version(of: body) == 3)
        let (facts, words) = try EventCodec.encode(body)
        #expect(facts == bytes)
        #expect(words == bytes)
    }

    @Test(arguments: EventTable.types.map { $0.kind })
    func aNewerVersionOfAKnownKindKeepsItsBytes(kind: String) throws {
        let sample = try #require(EventSamples.byKind[kind])
        let (facts, words) = try EventCodec.encode(sample.full)
        let version = type(of: sample.full).version + 1
        let body = try EventCodec.decode(kind: kind, version: version, facts: facts, text: words)
        #expect(body is UnknownEvent)
        let again = try EventCodec.encode(body)
        #expect(again.facts == facts)
        #expect(again.text == words)
        #expect(EventCodec.version(of: body) == version)
    }

    @Test func anUnknownEventGoesThroughARecordUnchanged() throws {
        let envelope = Envelope(
            sequence: 5, id: Sample.id(8), occurredAt: Sample.start, recordedAt: Sample.start, actor: Sample.actor)
        let body = UnknownEvent(
            facts: .init(kind: "weather.changed", version: 9, json: #"{"sky":["grey",1.0]}"#),
            text: .init(json: #"{"words":"\u0000 \"rain\""}"#))
        let record = try EventRecord(Event(envelope: envelope, body: body))
        #expect(record.kind == "weather.changed")
        #expect(record.version == 9)
        let event = try record.event()
        #expect(event.kind == "weather.changed")
        #expect(isEqual(event.body, body))
        #expect(try EventRecord(event) == record)
        var writer = JSONWriter()
        record.write(to: &writer)
        #expect(try EventRecord(try JSONDocument(parsing: writer.bytes, limits: .trusted).root) == record)
    }

    @Test(arguments: EventTable.types.map { $0.kind })
    func fieldsThatANewerVersionAddedAreIgnored(kind: String) throws {
        let sample = try #require(EventSamples.byKind[kind])
        let (facts, words) = try EventCodec.encode(sample.full)
        let body = try EventCodec.decode(
            kind: kind, version: type(of: sample.full).version, facts: Self.widened(facts),
            text: words.map(Self.widened))
        #expect(isEqual(body, sample.full))
    }

    @Test func aKnownKindWithWrongFactsIsRefusedWithItsPlace() {
        let cases: [(String, String)] = [
            ("{}", "the member “alert” is missing"),
            (#"{"alert":"0123"}"#, "alert: expected sixteen hex digits, found 0123"),
            ("[]", "expected an object, found an array"),
        ]
        for (json, sentence) in cases {
            let error = #expect(throws: DecodingError.self) {
                try EventCodec.decode(kind: "alert.expired", version: 1, facts: Array(json.utf8), text: nil)
            }
            #expect(error.map { WireDecoder.sentence($0) } == sentence)
        }
        #expect(throws: JSONError.self) {
            try EventCodec.decode(kind: "alert.expired", version: 1, facts: [0x7B], text: nil)
        }
    }

    /// The object with members before its own that nobody knows.
    private static func widened(_ bytes: [UInt8]) -> [UInt8] {
        let plain = text(bytes)
        return Array((#"{"aNewField":{"x":[1,{"y":null}]},"# + plain.dropFirst()).replacing(#",}"#, with: "}").utf8)
    }
}
