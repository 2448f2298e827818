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

    /// With everything and without all that may be missing; and no other bytes are taken for an alert.
    @Test(arguments: UInt64(1)...50)
    func anAlertOfASnapshotComesBackFromItsBytes(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let facts = Self.fired(using: &generator).facts
        let isFull = seed % 2 == 0
        let instant = Instant(milliseconds: Int64(seed) * 1_000_003)
        let alert = Alert(
            id: facts.alert, episode: Sample.episode, phase: .acknowledged, severity: facts.severity,
            labels: facts.labels,
            annotations: facts.labels, title: facts.rule, links: Sample.links, source: facts.source,
            sender: facts.sender,
            since: facts.since, lastHeard: instant, count: 3, endsAt: facts.endsAt, timeout: facts.timeout,
            expiresAt: isFull ? instant : nil,
            ack: isFull ? Acknowledgement(person: "ann", at: instant, until: instant, note: "n") : nil,
            seenBy: isFull ? "bob" : nil, silencedBy: isFull ? [Sample.silence] : [],
            incident: isFull ? Sample.incident : nil, clearedAt: isFull ? instant : nil, clearedBySource: isFull,
            revision: 9, opened: 4, starts: isFull ? [instant, instant] : nil)
        var writer = ByteWriter()
        alert.write(to: &writer)
        #expect(try Self.read(writer.bytes) == alert)
        #expect(throws: ByteReader.Malformed.self) { try Self.read(writer.bytes + [0]) }
        for length in writer.bytes.indices {
            #expect(throws: ByteReader.Malformed.self) { try Self.read(writer.bytes.prefix(length)) }
        }
    }

    /// Whatever stands in a file, reading it ends with an alert or an error.
    @Test(arguments: UInt64(1)...200)
    func damagedBytesNeverTrap(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var writer = ByteWriter()
        let event = Event(
            envelope: Envelope(
                sequence: 1, id: Sample.episode, occurredAt: Sample.start, recordedAt: Sample.start,
                actor: Sample.actor),
            body: Self.fired(using: &generator))
        var state = RoomState()
        state.apply(event)
        try #require(state.alerts.values.first).write(to: &writer)
        for _ in 0..<50 {
            var bytes = writer.bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? Self.read(bytes)
        }
    }

    private static func read(_ bytes: some Collection<UInt8>) throws(ByteReader.Malformed) -> Alert {
        let result = Array(bytes).withUnsafeBytes { bytes in
            Result { () throws(ByteReader.Malformed) in
                var reader = ByteReader(bytes)
                let alert = try Alert(from: &reader)
                guard reader.isAtEnd else { throw ByteReader.Malformed() }
                return alert
            }
        }
        return try result.get()
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
