import Testing
import WireJSON

@Suite struct JSONNumberTests {
    static let integers: [(text: String, number: Int64)] = [
        ("0", 0), ("-0", 0), ("7", 7), ("-1", -1),
        ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9007199254740993", 9_007_199_254_740_993),
    ]

    @Test(arguments: integers)
    func anIntegerIsExact(text: String, number: Int64) throws {
        let value = try JSONDocument(parsing: text).root
        #expect(value.kind == .integer)
        #expect(value.int == number)
        #expect(value.double == Double(number))
    }

    static let doubles: [(text: String, number: Double)] = [
        ("1.0", 1), ("1e2", 100), ("1E+2", 100), ("-0.0", -0.0), ("0.1", 0.1), ("1e-400", 0),
        ("5e-324", .leastNonzeroMagnitude),
        ("1.7976931348623157e308", .greatestFiniteMagnitude),
        ("123456789012345678901234567890.0", 1.2345678901234568e29),
    ]

    @Test(arguments: doubles)
    func aNumberWithFractionOrExponentIsNoInteger(text: String, number: Double) throws {
        let value = try JSONDocument(parsing: text).root
        #expect(value.kind == .double)
        #expect(value.int == nil)
        #expect(value.double?.bitPattern == number.bitPattern)
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
        "100000000000000000000000000000", "1e400", "-1e400", "1e99999999999",
    ])
    func aNumberThatDoesNotFitIsRefusedWithItsPlace(text: String) {
        #expect(throws: JSONError.numberOutOfRange(offset: 0)) { try JSONDocument(parsing: text) }
        #expect(throws: JSONError.numberOutOfRange(offset: 10)) { try JSONDocument(parsing: #"{"a":[1.5,\#(text)]}"#) }
    }
}
