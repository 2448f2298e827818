/// What differs from one telling of the story to the next; the seed decides.
struct DemoFigures {
    /// The instance that suffers most.
    let worst: String
    let bad: String
    let good: String
    /// The 99th percentile of a checkout, in tenths of a second.
    let latencyTenths: Int
    let errorPercent: Int
    /// Seconds that the replica is behind.
    let lagSeconds: Int
    let callers: Int
    let failed: Int
    private var dice: DemoDice

    init(seed: UInt64) {
        var dice = DemoDice(seed: seed)
        worst = "api-\(dice.number(in: 1...4))"
        let build = dice.number(in: 2...9)
        bad = "47.\(build)"
        good = "47.\(build - 1)"
        latencyTenths = dice.number(in: 38...64)
        errorPercent = dice.number(in: 6...11)
        lagSeconds = dice.number(in: 35...58)
        callers = dice.number(in: 18...41)
        failed = dice.number(in: 9...16) * 100 + dice.number(in: 3...97)
        self.dice = dice
    }

    var latency: String { "\(latencyTenths / 10).\(latencyTenths % 10) s" }

    /// A few seconds, so that nothing happens on the minute.
    mutating func delaySeconds() -> Int64 { Int64(dice.number(in: 0...7)) }
}

/// A small seeded generator (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
struct DemoDice: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return range.lowerBound + Int(mixed % UInt64(range.count))
    }
}
