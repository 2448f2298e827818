import Testing
import WireJSON

/// A wrong text is refused with its place and what was expected there.
@Suite struct WireCoderErrorTests {
    struct Order: Codable {
        struct Item: Codable {
            var name: String
            var count: UInt8
            var price: Double?
        }

        enum Colour: String, Codable { case red, green }

        var id: Int64
        var isPaid: Bool?
        var items: [Item]?
        var colour: Colour?
        var prices: [String: [Int]]?
    }

    @Test(arguments: [
        ("[]", "expected an object, found an array"),
        ("null", "expected an object, found null"),
        ("{}", "the member “id” is missing"),
        (#"{"id":null}"#, "id: expected a whole number, found null"),
        (#"{"id":"7"}"#, "id: expected a whole number, found a string"),
        (#"{"id":7.0}"#, "id: expected a whole number, found a number with a fraction"),
        (#"{"id":true}"#, "id: expected a whole number, found true"),
        (#"{"id":7,"isPaid":0}"#, "isPaid: expected true or false, found a whole number"),
        (#"{"id":7,"items":{}}"#, "items: expected an array, found an object"),
        (#"{"id":7,"items":[{"name":"a","count":1},{"name":"b"}]}"#, "items.[1]: the member “count” is missing"),
        (
            #"{"id":7,"items":[{"name":"a","count":256}]}"#,
            "items.[0].count: expected a whole number from 0 to 255, found 256"
        ),
        (
            #"{"id":7,"items":[{"name":"a","count":1,"price":"5"}]}"#,
            "items.[0].price: expected a number, found a string"
        ),
        (#"{"id":7,"items":[{"name":["a"],"count":1}]}"#, "items.[0].name: expected a string, found an array"),
        (#"{"id":7,"prices":{"a b":[1,2,false]}}"#, "prices.a b.[2]: expected a whole number, found false"),
    ])
    func wrongTextIsRefusedWithItsPlace(json: String, sentence: String) {
        let error = #expect(throws: DecodingError.self) {
            try WireDecoder.decode(Order.self, parsing: Array(json.utf8))
        }
        #expect(error.map { WireDecoder.sentence($0) } == sentence)
    }

    @Test func aWordThatIsNoneOfTheCasesIsNamed() throws {
        let error = #expect(throws: DecodingError.self) {
            try WireDecoder.decode(Order.self, parsing: Array(#"{"id":7,"colour":"mauve"}"#.utf8))
        }
        let sentence = error.map { WireDecoder.sentence($0) } ?? ""
        #expect(sentence.hasPrefix("colour: "))
        #expect(sentence.contains("mauve"))
    }

    @Test func anArrayThatEndsTooEarlyIsNamed() {
        struct Pair: Decodable {
            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                _ = try list.decode(Int.self)
                _ = try list.decode(Int.self)
            }
        }
        let error = #expect(throws: DecodingError.self) {
            try WireDecoder.decode(Pair.self, parsing: Array("[1]".utf8))
        }
        #expect(error.map { WireDecoder.sentence($0) } == "[1]: the array ends too early")
    }

    @Test func whatIsNoJSONIsRefusedAsThat() {
        #expect(throws: JSONError.empty) { try WireDecoder.decode(Order.self, parsing: []) }
        #expect(throws: JSONError.self) { try WireDecoder.decode(Order.self, parsing: Array("{".utf8)) }
        #expect(throws: JSONError.repeatedKey("id", offset: 8)) {
            try WireDecoder.decode(Order.self, parsing: Array(#"{"id":1,"id":2}"#.utf8))
        }
    }
}
