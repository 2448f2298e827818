import Synchronization
import WarRoom

/// How many alerts come in a second, over the last ten.
final class RateMeter: Sendable {
    private struct Counts {
        var second: Int64 = 0
        var slots = [Int](repeating: 0, count: seconds)
        var lastReported = 0
    }

    private let counts = Mutex(Counts())
    private static let seconds = 10

    func count(_ number: Int, at uptime: Milliseconds) {
        counts.withLock { counts in
            Self.advance(&counts, to: uptime)
            counts.slots[Int(counts.second % Int64(Self.seconds))] += number
        }
    }

    func perSecond(at uptime: Milliseconds) -> Int {
        counts.withLock { counts in
            Self.advance(&counts, to: uptime)
            counts.lastReported = counts.slots.reduce(0, +) / Self.seconds
            return counts.lastReported
        }
    }

    /// Whether the rate that was told last is no longer true.
    func isSettling(at uptime: Milliseconds) -> Bool {
        counts.withLock { counts in
            Self.advance(&counts, to: uptime)
            return counts.lastReported != counts.slots.reduce(0, +) / Self.seconds
        }
    }

    private static func advance(_ counts: inout Counts, to uptime: Milliseconds) {
        let second = max(0, uptime.count / 1000)
        guard second > counts.second else { return }
        for passed in 1...min(Int64(seconds), second - counts.second) {
            counts.slots[Int((counts.second + passed) % Int64(seconds))] = 0
        }
        counts.second = second
    }
}
