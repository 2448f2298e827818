import EventCodec
import Testing
import WarRoom
import WireJSON

/// What stands in the log may never change: each kind has a file with what a sample of it looks like.
@Suite struct EventGoldenTests {
    @Test(arguments: EventTable.types.map { $0.kind })
    func anEventIsWrittenAndReadAsItsGoldenFileSays(kind: String) throws {
        let sample = try #require(EventSamples.byKind[kind], "add a sample of \(kind) to EventSamples")
        let version = type(of: sample.full).version
        var members: [(name: String, json: [UInt8])] = [
            ("kind", try WireEncoder.encode(kind)), ("version", try WireEncoder.encode(version)),
            ("full", try Self.json(sample.full)),
        ]
        let hasBareForm = !isEqual(sample.full, sample.bare)
        if hasBareForm { members.append(("bare", try Self.json(sample.bare))) }
        let golden = try GoldenFile(kind).members(recording: members)
        #expect(Set(golden.keys) == Set(members.map(\.name)))
        for (name, json) in members {
            #expect(golden[name].map(text) == text(json), "\(name) of \(kind)")
        }
        try Self.expect(try #require(golden["full"]), of: kind, version, reads: sample.full)
        if hasBareForm { try Self.expect(try #require(golden["bare"]), of: kind, version, reads: sample.bare) }
    }

    @Test func everyKindIsInTheTableOnce() {
        let kinds = EventTable.types.map { $0.kind }
        #expect(Set(kinds).count == kinds.count)
        #expect(Set(EventSamples.byKind.keys) == Set(kinds))
        #expect(EventTable.types.allSatisfy { $0.version >= 1 })
    }

    @Test func noGoldenFileIsOfAKindThatIsGone() throws {
        let others: Set<String> = ["follow", "outcome", "record"]
        #expect(try GoldenFile.names() == Set(EventTable.types.map { $0.kind }).union(others))
    }

    @Test(arguments: EventTable.types.map { $0.kind })
    func aFullSampleLeavesNothingOutAndABareOneAll(kind: String) throws {
        let sample = try #require(EventSamples.byKind[kind])
        #expect(Self.absent(sample.full).filter { $0 != "NoWords" } == [])
        for part in [Self.facts(of: sample.bare)] {
            for child in Mirror(reflecting: part).children {
                let mirror = Mirror(reflecting: child.value)
                #expect(
                    mirror.displayStyle != .optional || mirror.children.isEmpty,
                    "\(child.label ?? "") of \(kind) is there")
            }
        }
        #expect(Self.json(ofTextIn: sample.bare) == nil)
    }

    private static func json(_ body: any EventBody) throws -> [UInt8] {
        let (facts, text) = try EventCodec.encode(body)
        var writer = JSONWriter()
        writer.object {
            $0.key("facts")
            $0.raw(facts)
            if let text {
                $0.key("text")
                $0.raw(text)
            }
        }
        return writer.bytes
    }

    private static func json(ofTextIn body: any EventBody) -> [UInt8]? {
        (try? EventCodec.encode(body))?.text
    }

    private static func expect(_ json: [UInt8], of kind: String, _ version: Int, reads sample: any EventBody) throws {
        let value = try JSONDocument(parsing: json, limits: .trusted).root
        let facts = try #require(value["facts"]).compact
        let read = try EventCodec.decode(kind: kind, version: version, facts: facts, text: value["text"]?.compact)
        #expect(isEqual(read, sample), "\(kind): \(read)")
        // Equality of strings is Unicode's, so that the bytes are compared as well.
        #expect(text(try Self.json(read)) == text(json))
    }

    private static func facts(of body: some EventBody) -> Any { body.facts }

    /// What is nil or empty anywhere in a value; the type's name for a missing text of a kind that has none.
    private static func absent(_ value: Any, at place: String = "") -> [String] {
        if place.hasSuffix(".text"), value is NoWords? { return ["NoWords"] }
        if value is Matcher { return [] }
        let mirror = Mirror(reflecting: value)
        let isEmpty = mirror.children.isEmpty
        switch mirror.displayStyle {
        case .optional where isEmpty, .collection where isEmpty: return [place]
        case .collection, .struct, .optional:
            return mirror.children.flatMap { absent($0.value, at: $0.label.map { "\(place).\($0)" } ?? place) }
        default: return []
        }
    }
}

func isEqual(_ left: any EventBody, _ right: any EventBody) -> Bool {
    func same<Body: EventBody>(_ left: Body) -> Bool { right as? Body == left }
    return same(left)
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

extension JSONValue {
    /// The value without white space, as it is written.
    var compact: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }
}
