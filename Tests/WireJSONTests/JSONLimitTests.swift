import Testing
import WireJSON

@Suite struct JSONLimitTests {
    private func nested(_ levels: Int) -> String {
        String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 2), (32, 32), (512, 512), (9_999, 512)])
    func nestingIsTakenToTheLimitAndNoFurther(limit: Int, deepest: Int) throws {
        let limits = JSONLimits(depth: limit)
        _ = try JSONDocument(parsing: deepest == 0 ? "1" : nested(deepest), limits: limits)
        #expect(throws: JSONError.tooDeep(limit: limit, offset: deepest)) {
            try JSONDocument(parsing: nested(deepest + 1), limits: limits)
        }
    }

    @Test(arguments: [1_023, 1_024, 1_025, 1_000_000])
    func nestingFarBeyondTheLimitIsRefusedAtTheLimit(levels: Int) {
        let objects = String(repeating: #"{"a":"#, count: levels)
        #expect(throws: JSONError.tooDeep(limit: 32, offset: 32)) { try JSONDocument(parsing: nested(levels)) }
        #expect(throws: JSONError.tooDeep(limit: 32, offset: 160)) { try JSONDocument(parsing: objects) }
    }

    static let countedTexts: [(text: String, nodes: Int)] = [
        ("1", 1), ("[]", 1), ("[1,2,3]", 4), (#"{"a":1,"b":[2]}"#, 4), (#"[{"a":{}},null]"#, 4),
    ]

    @Test(arguments: countedTexts)
    func valuesAreCountedWithContainersAndWithoutKeys(text: String, nodes: Int) throws {
        _ = try JSONDocument(parsing: text, limits: JSONLimits(nodes: nodes))
        let error = #expect(throws: JSONError.self) {
            try JSONDocument(parsing: text, limits: JSONLimits(nodes: nodes - 1))
        }
        guard case .tooManyNodes(nodes - 1, _?) = error else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
    }

    @Test func theFirstValueTooManyIsNamed() {
        #expect(throws: JSONError.tooManyNodes(limit: 3, offset: 11)) {
            try JSONDocument(parsing: "[ 10 , 20 ,30]", limits: JSONLimits(nodes: 3))
        }
    }

    @Test func negativeLimitsRefuseEverythingWithoutTrapping() {
        #expect(throws: JSONError.self) { try JSONDocument(parsing: "1", limits: JSONLimits(depth: -1, nodes: -1)) }
    }

    static let repeated: [(text: String, key: String, offset: Int)] = [
        (#"{"a":1,"a":2}"#, "a", 7),
        (#"{"a":1,"\u0061":2}"#, "a", 7),
        (#"{"\u0061\u0062":1,"c":0,"ab":2}"#, "ab", 24),
        (#"{"":1,"":2}"#, "", 6),
        (#"[{"x":{"é":1,"b":{},"\u00e9":2}}]"#, "é", 21),
        (#"{"a":{"a":1},"b":1,"b":1,"a":1}"#, "b", 19),
    ]

    @Test(arguments: repeated)
    func aRepeatedKeyIsNamedHoweverItIsSpelled(text: String, key: String, offset: Int) {
        #expect(throws: JSONError.repeatedKey(key, offset: offset)) { try JSONDocument(parsing: text) }
        #expect(throws: JSONError.repeatedKey(key, offset: offset)) {
            try JSONDocument(parsing: text, limits: .trusted)
        }
    }

    @Test(arguments: [15, 16, 17, 18, 1_000])
    func aRepeatedKeyIsFoundInObjectsOfEverySize(members: Int) throws {
        let different = (0..<members).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
        let value = try JSONDocument(parsing: "{\(different)}").root
        #expect(value.count == members)
        #expect(value["key\(members - 1)"]?.int == Int64(members - 1))
        let offset = different.utf8.count + 2
        #expect(throws: JSONError.repeatedKey("key7", offset: offset)) {
            try JSONDocument(parsing: "{\(different),\"key7\":0,\"key3\":0}")
        }
    }

    @Test func aLongRepeatedKeyIsCutBetweenCharacters() {
        let key = "x" + String(repeating: "é", count: 40)
        #expect(throws: JSONError.repeatedKey("x" + String(repeating: "é", count: 31), offset: 87)) {
            try JSONDocument(parsing: "{\"\(key)\":1,\"\(key)\":2}")
        }
    }

    @Test(arguments: [(#"["a\u0000b"]"#, 1), (#"{"k\u0000":1}"#, 1), (#"{"k":"\u0000"}"#, 5)])
    func theNULCharacterIsRefusedOnlyFromOutside(text: String, offset: Int) throws {
        #expect(throws: JSONError.holdsNUL(offset: offset)) { try JSONDocument(parsing: text, limits: .foreign) }
        _ = try JSONDocument(parsing: text, limits: .trusted)
    }

    @Test func textsBeyondTheKeptMemoryAreReadAndSmallOnesAfterThem() throws {
        let numbers = (0..<200_000).map(String.init).joined(separator: ",")
        let large = try JSONDocument(parsing: "[\(numbers)]", limits: .trusted).root
        let small = try JSONDocument(parsing: "[1]").root
        #expect(large.elements.reduce(0) { $0 + ($1.int ?? 0) } == 19_999_900_000)
        #expect(small.elements.first { _ in true }?.int == 1)
    }
}
