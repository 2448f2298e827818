import EventCodec
import Testing
import WarRoom
import WireJSON

@Suite struct EventRecordTests {
    static let hash = [UInt8](0..<32)

    static func record(of kind: String, isFull: Bool) throws -> EventRecord {
        let sample = try #require(EventSamples.byKind[kind])
        let envelope = Envelope(
            sequence: isFull ? .max : 1, id: Sample.id(8), occurredAt: Sample.start, recordedAt: Sample.later(1),
            actor: Sample.actor, incident: isFull ? Sample.incident : nil)
        var record = try EventRecord(Event(envelope: envelope, body: isFull ? sample.full : sample.bare))
        if isFull { record.hash = hash }
        return record
    }

    @Test(arguments: EventTable.types.map { $0.kind }, [true, false])
    func aRecordComesBackFromItsLine(kind: String, isFull: Bool) throws {
        let record = try Self.record(of: kind, isFull: isFull)
        let line = Self.line(record)
        #expect(!line.contains(UInt8(ascii: "\n")))
        let read = try EventRecord(try JSONDocument(parsing: line, limits: .trusted).root)
        #expect(read == record)
        #expect(text(Self.line(read)) == text(line))
        let (event, sample) = (try read.event(), try #require(EventSamples.byKind[kind]))
        #expect(isEqual(event.body, isFull ? sample.full : sample.bare))
        #expect(event.envelope == (try record.event()).envelope)
    }

    @Test func aLineIsAsTheGoldenFileSays() throws {
        let members = try [("full", true), ("bare", false)].map { name, isFull in
            (name: name, json: Self.line(try Self.record(of: "note.added", isFull: isFull)))
        }
        let golden = try GoldenFile("record").members(recording: members)
        for (name, json) in members { #expect(golden[name].map(text) == text(json), "\(name)") }
    }

    @Test(arguments: [
        ("", "the member “sequence” is missing"),
        (#""sequence":1.5"#, "sequence: expected a whole number, found a number with a fraction"),
        (#""sequence":1,"id":"x""#, "id: expected a UUID, found x"),
        (
            #""sequence":1,"id":"01939d2e-1a00-7000-8000-000000000008","kind":null"#,
            "kind: expected a string, found null"
        ),
        (
            #""sequence":1,"id":"01939d2e-1a00-7000-8000-000000000008","kind":"a","version":1,"occurredAt":"now""#,
            "occurredAt: expected"
        ),
        (Self.envelope, "the member “facts” is missing"),
        (Self.envelope + #","facts":{},"hash":"zz""#, "hash: expected 64 hex digits, found zz"),
        (Self.envelope + #","facts":{},"hash":"0102""#, "hash: expected 64 hex digits, found 0102"),
    ])
    func aLineThatIsNoRecordIsRefusedWithItsPlace(members: String, sentence: String) throws {
        let value = try JSONDocument(parsing: "{\(members)}").root
        let error = #expect(throws: DecodingError.self) { try EventRecord(value) }
        let found = error.map { WireDecoder.sentence($0) } ?? ""
        #expect(found.hasPrefix(sentence), "\(found)")
    }

    @Test(arguments: ["", "0", "0g", "00 1", "é", "+1"])
    func whatIsNotHexIsNotRead(text: String) {
        #expect(Hex.bytes(text) == (text.isEmpty ? [] : nil))
    }

    @Test func bytesComeBackFromHex() {
        let bytes = (UInt8.min...UInt8.max).map(\.self)
        #expect(Hex.bytes(Hex.string(bytes)) == bytes)
        #expect(Hex.bytes(Hex.string(bytes).uppercased()) == bytes)
        #expect(Hex.string([0x0F, 0xA0]) == "0fa0")
    }

    private static let envelope = #"""
        "sequence":1,"id":"01939d2e-1a00-7000-8000-000000000008","kind":"a","version":1,\#
        "occurredAt":"2026-11-22T03:04:05.678Z","recordedAt":"2026-11-22T03:04:05.678Z",\#
        "actor":{"principal":"a","person":"b","via":"c"}
        """#

    private static func line(_ record: EventRecord) -> [UInt8] {
        var writer = JSONWriter()
        record.write(to: &writer)
        return writer.bytes
    }
}
