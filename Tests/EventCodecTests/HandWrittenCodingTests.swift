import EventCodec
import SeededRandom
import Testing
import WarRoom
import WireJSON

/// What is written by hand for speed gives the bytes that `Codable` gives.
@Suite struct HandWrittenCodingTests {
    @Test(arguments: UInt64(1)...200)
    func aFiredAlertIsWrittenAsCodableWouldWriteIt(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let body = Self.fired(using: &generator)
        let (facts, words) = try EventCodec.encode(body)
        #expect(text(facts) == text(try WireEncoder.encode(body.facts)), "seed \(seed)")
        #expect(words.map(text) == (try body.text.map { text(try WireEncoder.encode($0)) }), "seed \(seed)")
        let read = try EventCodec.decode(kind: AlertFired.kind, version: AlertFired.version, facts: facts, text: words)
        #expect(isEqual(read, body), "seed \(seed)")
    }

    private static func fired(using generator: inout SplitMix64) -> AlertFired {
        func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
        func maybe<Value>(_ value: Value) -> Value? { below(2) == 0 ? nil : value }
        func word() -> String {
            let pieces = ["", "a", "\"", "\\", "\n", "\u{0}", "\u{7F}", "ä", "日本", "👩🏽‍🚒", "\u{2028}", "/", "e\u{301}"]
            return (0..<below(5)).map { _ in pieces[below(pieces.count)] }.joined()
        }
        func instant() -> Instant { Instant(milliseconds: Int64(bitPattern: generator.next()) >> Int64(below(40))) }
        func labels() -> Labels { Labels((0..<below(6)).map { _ in Label(name: word(), value: word()) }) }
        let facts = AlertFired.Facts(
            alert: AlertID(value: generator.next()), rule: word(), severity: AlertSeverity.allCases[below(4)],
            labels: labels(), source: word(), sender: word(), since: instant(), endsAt: maybe(instant()),
            timeout: maybe(Milliseconds(Int64(bitPattern: generator.next()))))
        let links = (0..<below(3)).map { _ in Link(title: word(), address: word()) }
        return AlertFired(
            facts: facts, text: maybe(AlertFired.Words(title: word(), annotations: labels(), links: links)))
    }
}
