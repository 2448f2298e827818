import Foundation
import SeededRandom
import Testing
import WireJSON

@Suite struct WireCoderTests {
    /// Everything that `Codable` can be made of, one in the other.
    struct Everything: Codable, Equatable {
        struct Empty: Codable, Equatable {}

        enum Colour: String, Codable, CaseIterable { case red, green = "gr\"ün", blue = "" }

        enum Level: Int, Codable, CaseIterable { case low = -1, high = 9 }

        enum Shape: Codable, Equatable {
            case point
            case circle(radius: Int)
            case named(String, size: Int?)
        }

        var text: String
        var maybeText: String?
        var truth: Bool
        var numbers: [Int64]
        var smalls: [Int8: UInt16]
        var nested: [[Int?]]
        var deep: [String: [String: [Bool?]]]
        var empty: Empty
        var empties: [Empty]
        var colour: Colour?
        var colours: [Colour?]
        var level: Level
        var shapes: [Shape]
        var double: Double
        var float: Float
        var bytes: [UInt8]
        var wide: UInt64
        var maybeSelf: [Everything]
    }

    @Test(arguments: UInt64(1)...300)
    func whatWasEncodedIsDecodedAgain(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let value = Everything.random(depth: 2, using: &generator)
        let bytes = try WireEncoder.encode(value)
        let read = try WireDecoder.decode(Everything.self, parsing: bytes)
        #expect(read == value, "seed \(seed)")
        #expect(read.text.utf8.elementsEqual(value.text.utf8), "seed \(seed)")
    }

    @Test(arguments: UInt64(1)...300)
    func foundationReadsTheSameMeaning(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let value = Everything.random(depth: 2, using: &generator)
        let ours = try JSONSerialization.jsonObject(
            with: Data(try WireEncoder.encode(value)), options: .fragmentsAllowed)
        let theirs = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value), options: .fragmentsAllowed)
        #expect(Self.difference(ours, theirs) == nil, "seed \(seed)")
        let read = try JSONDecoder().decode(Everything.self, from: Data(try WireEncoder.encode(value)))
        #expect(read == value, "seed \(seed)")
    }

    @Test(arguments: UInt64(1)...100)
    func whatFoundationWroteIsRead(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let value = Everything.random(depth: 2, using: &generator)
        let theirs = [UInt8](try JSONEncoder().encode(value))
        #expect(try WireDecoder.decode(Everything.self, parsing: theirs) == value, "seed \(seed)")
    }

    @Test(arguments: [Int64.min, .min + 1, -1, 0, 1, 9, 10, .max - 1, .max])
    func extremeIntegersComeBack(number: Int64) throws {
        #expect(String(decoding: try WireEncoder.encode(number), as: UTF8.self) == "\(number)")
        #expect(try WireDecoder.decode(Int64.self, parsing: try WireEncoder.encode(number)) == number)
        #expect(
            try WireDecoder.decode([String: Int64].self, parsing: try WireEncoder.encode(["n": number])) == [
                "n": number
            ])
    }

    @Test func everyCharacterOfTheFirstTwoThousandComesBack() throws {
        for value in UInt32(0)..<0x800 {
            let text = Unicode.Scalar(value).map { "a\($0)b" } ?? ""
            let bytes = try WireEncoder.encode([text])
            let read = try WireDecoder.decode([String].self, parsing: bytes)
            #expect(read.first.map { Array($0.utf8) } == Array(text.utf8), "U+\(String(value, radix: 16))")
        }
    }

    @Test func aValueThatEncodesNothingIsStillJSON() throws {
        struct Nothing: Codable, Equatable {
            init() {}
            init(from decoder: any Decoder) throws {}
            func encode(to encoder: any Encoder) throws {}
        }
        struct Holder: Codable, Equatable {
            var first: Nothing
            var list: [Nothing]
            var last: Int
        }
        let holder = Holder(first: Nothing(), list: [Nothing(), Nothing()], last: 1)
        #expect(try text(holder) == #"{"first":{},"list":[{},{}],"last":1}"#)
        #expect(try WireDecoder.decode(Holder.self, parsing: try WireEncoder.encode(holder)) == holder)
        #expect(try text(Nothing()) == "{}")
    }

    @Test func absentOptionalsAreLeftOutAndNullsAreRead() throws {
        struct Pair: Codable, Equatable {
            var first: Int?
            var second: String?
        }
        #expect(try text(Pair()) == "{}")
        #expect(try text([Int?.none, 1]) == "[null,1]")
        #expect(try WireDecoder.decode(Pair.self, parsing: Array(#"{"second":null,"third":[]}"#.utf8)) == Pair())
    }

    @Test func membersStandInTheOrderInWhichTheyAreDeclared() throws {
        struct Ordered: Codable {
            var zebra = 1
            var apple = [2, 3]
            var mango = ["x": true]
        }
        #expect(try text(Ordered()) == #"{"zebra":1,"apple":[2,3],"mango":{"x":true}}"#)
    }

    @Test func aContainerOfItsOwnMayBeOpenedByHand() throws {
        struct ByHand: Encodable {
            enum Key: CodingKey { case a, b, c }
            func encode(to encoder: any Encoder) throws {
                var object = encoder.container(keyedBy: Key.self)
                var inner = object.nestedContainer(keyedBy: Key.self, forKey: .a)
                try inner.encode(1, forKey: .b)
                var list = object.nestedUnkeyedContainer(forKey: .b)
                try list.encode(2)
                var innermost = list.nestedContainer(keyedBy: Key.self)
                try innermost.encodeNil(forKey: .c)
                _ = list.nestedUnkeyedContainer()
                try object.encode("end", forKey: .c)
            }
        }
        #expect(try text(ByHand()) == #"{"a":{"b":1},"b":[2,{"c":null},[]],"c":"end"}"#)
    }

    @Test func anEncodingCanStandInsideOfAWriter() throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        try WireEncoder.encode(["x": 1], into: &writer)
        writer.key("b")
        try WireEncoder.encode([Int](), into: &writer)
        writer.endObject()
        #expect(writer.text == #"{"a":{"x":1},"b":[]}"#)
    }

    /// What could not be read again must not get into the log.
    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func aNumberThatJSONDoesNotHaveIsRefused(number: Double) {
        #expect(throws: EncodingError.self) { try WireEncoder.encode(number) }
        #expect(throws: EncodingError.self) { try WireEncoder.encode([number]) }
        #expect(throws: EncodingError.self) { try WireEncoder.encode(["n": number]) }
        #expect(throws: EncodingError.self) { try WireEncoder.encode(["n": Float(number)]) }
    }

    @Test func aNumberBeyondSixtyFourBitsIsRefused() {
        #expect(throws: EncodingError.self) { try WireEncoder.encode(["n": UInt64.max]) }
        #expect(throws: EncodingError.self) { try WireEncoder.encode([UInt.max]) }
    }

    /// Where two values of Foundation's parser differ; nil where they mean the same.
    private static func difference(_ left: Any, _ right: Any, at place: String = "") -> String? {
        switch (left, right) {
        case (let left as [String: Any], let right as [String: Any]):
            guard left.keys == right.keys else { return "\(place): \(left.keys) or \(right.keys)" }
            return left.compactMap { key, value in right[key].flatMap { difference(value, $0, at: "\(place).\(key)") } }
                .first
        case (let left as [Any], let right as [Any]):
            guard left.count == right.count else { return "\(place): \(left.count) or \(right.count) elements" }
            return zip(left, right).enumerated().compactMap { index, pair in
                difference(pair.0, pair.1, at: "\(place)[\(index)]")
            }.first
        case (let left as String, let right as String) where left.utf8.elementsEqual(right.utf8): return nil
        case (let left as NSNumber, let right as NSNumber)
        where left.doubleValue == right.doubleValue && left.int64Value == right.int64Value: return nil
        default: return left is NSNull && right is NSNull ? nil : "\(place): \(left) or \(right)"
        }
    }

    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try WireEncoder.encode(value), as: UTF8.self)
    }
}

extension WireCoderTests.Everything {
    static func random(depth: Int, using generator: inout SplitMix64) -> Self {
        typealias Everything = WireCoderTests.Everything
        func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
        func list<Element>(_ bound: Int, _ make: () -> Element) -> [Element] { (0..<below(bound)).map { _ in make() } }
        func maybe<Value>(_ make: () -> Value) -> Value? { below(2) == 0 ? nil : make() }
        func text() -> String {
            let pieces = [
                "a", "\"", "\\", "/", "\u{8}\u{9}\n\u{c}\r", "\u{0}", "\u{1F}", "\u{7F}", "é", "日本", "👩🏽‍🚒", "\u{202E}",
                "\u{2028}", "\u{10FFFF}", "</script>", "e\u{301}",
            ]
            return list(7) { pieces[below(pieces.count)] }.joined()
        }
        func number() -> Int64 {
            [Int64.min, .max, 0, -1, Int64(bitPattern: generator.next())][below(5)]
        }
        let shapes: [Shape] = [.point, .circle(radius: .min), .named(text(), size: nil), .named("", size: 5)]
        let double = Double(bitPattern: generator.next())
        return Everything(
            text: text(), maybeText: maybe(text), truth: below(2) == 0, numbers: list(4, number),
            smalls: Dictionary(
                list(3) { (Int8(truncatingIfNeeded: number()), UInt16(truncatingIfNeeded: number())) },
                uniquingKeysWith: { first, _ in first }),
            nested: list(3) { list(3) { maybe { below(1000) } } },
            deep: Dictionary(
                list(3) { (text(), [text(): list(3) { maybe { below(2) == 0 } }]) },
                uniquingKeysWith: { first, _ in first }),
            empty: Empty(), empties: list(3) { Empty() }, colour: maybe { Colour.allCases[below(3)] },
            colours: list(4) { maybe { Colour.allCases[below(3)] } }, level: Level.allCases[below(2)],
            shapes: list(4) { shapes[below(4)] }, double: double.isFinite ? double : 0.1,
            float: Float(below(1 << 10)) / 2,
            bytes: list(9) { UInt8(truncatingIfNeeded: number()) }, wide: UInt64(Int64.max) - UInt64(below(3)),
            maybeSelf: depth > 0 ? list(3) { random(depth: depth - 1, using: &generator) } : [])
    }
}
