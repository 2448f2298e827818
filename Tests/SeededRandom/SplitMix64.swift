/// A small seeded generator (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014): the same
/// numbers for the same seed on every machine, so that a failure can be repeated.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound` - 1; the slight bias of the remainder does not matter to tests.
    public mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(Swift.max(1, bound)))
    }

    /// True once in `times` draws.
    public mutating func isOnce(in times: Int) -> Bool {
        below(times) == 0
    }

    /// One of the choices.
    public mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[below(choices.count)]
    }
}
