import SeededRandom
import WireJSON

/// A JSON tree of its own, so that tests need not trust the document they test.
indirect enum RandomJSON {
    case null
    case bool(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case array([RandomJSON])
    case object([(key: String, value: RandomJSON)])

    static func make(depth: Int, using generator: inout SplitMix64) -> RandomJSON {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2: return .integer(integer(using: &generator))
        case 3: return .double(double(using: &generator))
        case 4, 5: return .string(string(using: &generator))
        case 6:
            let count = Int.random(in: 0...5, using: &generator)
            return .array((0..<count).map { _ in make(depth: depth - 1, using: &generator) })
        default:
            var keys: Set<[UInt8]> = []
            var members: [(key: String, value: RandomJSON)] = []
            for _ in 0..<Int.random(in: 0...24, using: &generator) {
                let key = string(using: &generator)
                guard keys.insert(Array(key.utf8)).inserted else { continue }
                members.append((key, make(depth: depth - 1, using: &generator)))
            }
            return .object(members)
        }
    }

    private static func integer(using generator: inout SplitMix64) -> Int64 {
        let edges: [Int64] = [0, 1, -1, 9, 10, -10, .max, .min, 1 << 53]
        let wide = Int64(bitPattern: generator.next()) >> Int64.random(in: 0..<64, using: &generator)
        return Bool.random(using: &generator) ? wide : edges.randomElement(using: &generator) ?? 0
    }

    private static func double(using generator: inout SplitMix64) -> Double {
        let number = Double(bitPattern: generator.next())
        return number.isFinite ? number : 0.1
    }

    private static func string(using generator: inout SplitMix64) -> String {
        let pieces = [
            "a", "severity", "\"", "\\", "/", "\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "é", "ß", "日本", "👩🏽‍🚒", "\u{202E}",
            "\u{FEFF}",
            "\u{2028}", "\u{E000}", "\u{10FFFF}", "\u{E0041}", " ", "0123456789abcdef",
        ]
        let count = Int.random(in: 0...6, using: &generator)
        return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let truth): writer.bool(truth)
        case .integer(let number): writer.int(number)
        case .double(let number): writer.double(number)
        case .string(let text): writer.string(text)
        case .array(let elements): writer.array { for element in elements { element.write(to: &$0) } }
        case .object(let members):
            writer.object {
                for member in members {
                    $0.key(member.key)
                    member.value.write(to: &$0)
                }
            }
        }
    }

    /// Whether a parsed value says the same, bit by bit and in the same order.
    func equals(_ value: JSONValue) -> Bool {
        switch self {
        case .null: return value.isNull
        case .bool(let truth): return value.bool == truth
        case .integer(let number): return value.int == number
        case .double(let number): return value.kind == .double && value.double?.bitPattern == number.bitPattern
        case .string(let text): return value.string.map { Array($0.utf8) } == Array(text.utf8)
        case .array(let elements):
            let parsed = Array(value.elements)
            return value.kind == .array && value.count == elements.count && parsed.count == elements.count
                && zip(elements, parsed).allSatisfy { $0.equals($1) }
        case .object(let members):
            let parsed = Array(value.members)
            return value.kind == .object && value.count == members.count && parsed.count == members.count
                && zip(members, parsed).allSatisfy { member, found in
                    Array(member.key.utf8) == Array(found.key.utf8) && member.value.equals(found.value)
                        && value[member.key].map(member.value.equals) == true
                }
        }
    }
}
