import Testing
import WireJSON

@Suite struct JSONValueTests {
    private let text = #"""
        {"name":"disk full","count":3,"ratio":0.5,"on":true,"off":false,"none":null,"list":[1,"two",[3]],"labels":{"b":"2","a":"1"}}
        """#

    @Test func eachAccessorAnswersItsOwnKindOnly() throws {
        let root = try JSONDocument(parsing: text).root
        let kinds: [(String, JSONValue.Kind)] = [
            ("name", .string), ("count", .integer), ("ratio", .double), ("on", .bool), ("off", .bool), ("none", .null),
            ("list", .array), ("labels", .object),
        ]
        for (key, kind) in kinds {
            let value = try #require(root[key])
            #expect(value.kind == kind)
            #expect((value.string != nil) == (kind == .string))
            #expect((value.int != nil) == (kind == .integer))
            #expect((value.double != nil) == (kind == .integer || kind == .double))
            #expect((value.bool != nil) == (kind == .bool))
            #expect(value.isNull == (kind == .null))
            #expect((value.count > 0) == (kind == .array || kind == .object))
            #expect((value.elements.first { _ in true } != nil) == (kind == .array))
            #expect((value.members.first { _ in true } != nil) == (kind == .object))
            #expect((value["b"] != nil) == (kind == .object))
        }
        #expect(root["on"]?.bool == true)
        #expect(root["off"]?.bool == false)
    }

    @Test func membersAndElementsComeInTheirOrder() throws {
        let root = try JSONDocument(parsing: text).root
        #expect(root.members.map(\.key) == ["name", "count", "ratio", "on", "off", "none", "list", "labels"])
        #expect(root["labels"]?.members.map { $0.value.string } == ["2", "1"])
        #expect(root["list"]?.elements.map(\.kind) == [.integer, .string, .array])
        #expect(root.count == 8)
    }

    @Test(arguments: ["Name", "nam", "name ", "", "b", "missing"])
    func aKeyThatIsNotThereIsNil(key: String) throws {
        #expect(try JSONDocument(parsing: text).root[key] == nil)
    }

    @Test func keysAreComparedByBytesNotByLooks() throws {
        let composed = "caf\u{E9}"
        let decomposed = "cafe\u{301}"
        let root = try JSONDocument(parsing: "{\"\(composed)\":1,\"\(decomposed)\":2}").root
        #expect(root[composed]?.int == 1)
        #expect(root[decomposed]?.int == 2)
    }

    @Test func aValueOutlivesItsDocumentAndLaterParsing() throws {
        var kept: JSONValue? = try JSONDocument(parsing: #"{"first":"the one that stays"}"#).root["first"]
        for number in 0..<50 { _ = try JSONDocument(parsing: #"{"first":"another \#(number)"}"#) }
        #expect(kept?.string == "the one that stays")
        kept = nil
    }

    @Test func manyThreadsParseAtOnce() async {
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<200 {
                        let document = try? JSONDocument(parsing: "{\"task\":\(task),\"rounds\":[\(round)]}")
                        guard document?.root["task"]?.int == Int64(task) else { return false }
                        guard document?.root["rounds"]?.elements.map(\.int) == [Int64(round)] else { return false }
                    }
                    return true
                }
            }
            for await succeeded in group { #expect(succeeded) }
        }
    }

    @Test func bytesAndStringsAndMemoryReadAlike() throws {
        let bytes = Array(text.utf8)
        let fromMemory = try bytes.withUnsafeBytes { try JSONDocument(parsing: $0) }
        for document in [try JSONDocument(parsing: text), try JSONDocument(parsing: bytes), fromMemory] {
            var writer = JSONWriter()
            document.root.write(to: &writer)
            #expect(writer.text == text)
        }
    }
}
