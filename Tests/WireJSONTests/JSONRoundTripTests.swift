import SeededRandom
import Testing
import WireJSON

@Suite struct JSONRoundTripTests {
    @Test(arguments: UInt64(1)...200)
    func writingParsingAndWritingGivesTheSameBytes(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let tree = RandomJSON.make(depth: 5, using: &generator)
        for escapesInvisible in [false, true] {
            var first = JSONWriter(escapingInvisible: escapesInvisible)
            tree.write(to: &first)
            let document = try JSONDocument(parsing: first.bytes, limits: .trusted)
            #expect(tree.equals(document.root), "seed \(seed)")
            var second = JSONWriter(escapingInvisible: escapesInvisible)
            document.root.write(to: &second)
            #expect(first.bytes == second.bytes, "seed \(seed)")
        }
    }

    /// A fault that the precise reader does not find would have no place: then the two readers disagree.
    @Test(arguments: UInt64(1)...200)
    func aDamagedTextIsReadOrRefusedWithAPlace(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var writer = JSONWriter()
        RandomJSON.object([("root", .make(depth: 4, using: &generator))]).write(to: &writer)
        let splinters: [UInt8] = Array("{}[]\",:\\u0d8e+-. tfn\u{0}\n".utf8) + [0x80, 0xC0, 0xED, 0xA0, 0xF4, 0xFF]
        for _ in 0..<200 {
            var bytes = writer.bytes
            for _ in 0...Int.random(in: 0...2, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = splinters.randomElement(using: &generator) ?? 0
                case 1: bytes.insert(splinters.randomElement(using: &generator) ?? 0, at: place)
                case 2: bytes.removeSubrange(place..<min(place + 3, bytes.count - 1))
                default: bytes.removeSubrange(max(place, 1)...)
                }
            }
            expectReadOrPlaced(bytes, seed: seed)
        }
    }

    private func expectReadOrPlaced(_ bytes: [UInt8], seed: UInt64) {
        do {
            let document = try JSONDocument(parsing: bytes, limits: .trusted)
            var writer = JSONWriter()
            document.root.write(to: &writer)
            let again = try JSONDocument(parsing: writer.bytes, limits: .trusted)
            var rewritten = JSONWriter()
            again.root.write(to: &rewritten)
            #expect(writer.bytes == rewritten.bytes, "seed \(seed): \(bytes)")
        } catch {
            guard error != .empty else { return }
            let offset = error.offset ?? -1
            #expect((0...bytes.count).contains(offset), "seed \(seed): \(error) in \(bytes)")
        }
    }
}
