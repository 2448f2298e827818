import SeededRandom
import Testing
import WarRoom

@Suite struct EventIDTests {
    private static let text = "0194a2b3-c4d5-7e6f-8123-456789abcdef"

    @Test func anIDReadsBackFromItsTextAndItsBytes() throws {
        let id = try #require(EventID(Self.text))
        #expect(id.high == 0x0194_A2B3_C4D5_7E6F)
        #expect(id.low == 0x8123_4567_89AB_CDEF)
        #expect(id.description == Self.text)
        #expect(EventID(Self.text.uppercased()) == id)
        #expect(EventID(bytes: id.bytes) == id)
        #expect(id.bytes.count == 16)
        #expect(EventID(high: 0, low: 0).description == "00000000-0000-0000-0000-000000000000")
        #expect(EventID(high: .max, low: .max).description == "ffffffff-ffff-ffff-ffff-ffffffffffff")
    }

    @Test(arguments: [
        "", "0194a2b3", "0194a2b3c4d57e6f8123456789abcdef", "0194a2b3-c4d5-7e6f-8123-456789abcde",
        "0194a2b3-c4d5-7e6f-8123-456789abcdef0", "0194a2b3-c4d5-7e6f-8123-456789abcdeg",
        "0194a2b3_c4d5_7e6f_8123_456789abcdef", "{194a2b3-c4d5-7e6f-8123-456789abcde}",
        "0194a2b3-c4d57-e6f-8123-456789abcdef", "٠194a2b3-c4d5-7e6f-8123-456789abcde",
    ])
    func otherTextIsNoID(text: String) {
        #expect(EventID(text) == nil)
    }

    @Test(arguments: [0, 1, 15, 17, 32])
    func onlySixteenBytesAreAnID(count: Int) {
        #expect(EventID(bytes: [UInt8](repeating: 7, count: count)) == nil)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func idsTextsAndBytesSortAlike(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let left = EventID(high: random.next() % 4, low: random.next())
            let right = EventID(high: random.next() % 4, low: random.next())
            #expect((left < right) == (left.description < right.description), "seed \(seed)")
            #expect((left < right) == left.bytes.lexicographicallyPrecedes(right.bytes), "seed \(seed)")
            #expect(EventID(left.description) == left, "seed \(seed)")
        }
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func madeIDsStrictlyIncreaseWhateverTheClockDoes(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var source = EventIDSource(random: SplitMix64(seed: seed))
        var last = EventID(high: 0, low: 0)
        var clock: Int64 = -3
        for _ in 0..<3000 {
            clock += Int64(random.below(7)) - 3
            if random.isOnce(in: 100) { clock += Int64(random.below(2_000_000)) - 1_000_000 }
            let id = source.next(at: Instant(milliseconds: clock))
            #expect(last < id, "seed \(seed)")
            #expect(id.high >> 12 & 0xF == 7, "version, seed \(seed)")
            #expect(id.low >> 62 == 0b10, "variant, seed \(seed)")
            last = id
        }
    }

    @Test func anIDBeginsWithTheTimeItWasMadeAt() {
        var source = EventIDSource(random: SplitMix64(seed: 1))
        #expect(source.next(at: TestRoom.start).high >> 16 == UInt64(TestRoom.start.milliseconds))
        #expect(source.next(at: .latest).high >> 16 == UInt64(Instant.latest.milliseconds))
        let late = source.next(at: .earliest)
        #expect(late.high >> 16 == UInt64(Instant.latest.milliseconds))
    }

    /// Only ones: the random part is full from the start, so that counting must carry.
    private struct Ones: RandomNumberGenerator, Sendable {
        mutating func next() -> UInt64 { .max }
    }

    @Test func aFullCounterCarriesAndKeepsVersionAndVariant() {
        var source = EventIDSource(random: Ones())
        var last = source.next(at: Instant(milliseconds: 1000))
        #expect(last.low == 0xBFFF_FFFF_FFFF_FFFF)
        for _ in 0..<5 {
            let id = source.next(at: Instant(milliseconds: 1000))
            #expect(last < id)
            #expect(id.high >> 12 & 0xF == 7)
            #expect(id.low >> 62 == 0b10)
            last = id
        }
    }
}
