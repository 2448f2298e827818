import Room
import WarRoom

/// A clock that begins at a story's beginning and runs faster, or slower, than the wall's.
struct StoryClock: RoomClock {
    private let beginning: Instant
    private let start: Milliseconds
    private let speed: Double
    private let machine = SystemClock()
    /// Nobody need look more often, however fast the story is told.
    private static let waitMin = Milliseconds(20)

    /// - Parameter speed: story seconds in one of the wall's, above 0.
    init(beginning: Instant, speed: Double) {
        self.beginning = beginning
        self.speed = speed
        start = machine.uptime()
    }

    func now() -> Instant { beginning + uptime() }

    /// Since the beginning, in story time: the wall's clock and this one never part.
    func uptime() -> Milliseconds {
        let elapsed = machine.uptime().count - start.count
        return Milliseconds(Self.rounded(Double(elapsed) * speed))
    }

    func wallTime(of length: Milliseconds) -> Milliseconds {
        max(Self.waitMin, Milliseconds(Self.rounded(Double(length.count) / speed)))
    }

    /// How long until the story has come so far; zero where it has.
    func wallTime(until offset: Milliseconds) -> Duration {
        let left = Double(offset.count - uptime().count) / speed
        return .milliseconds(max(0, Self.rounded(left.rounded(.up))))
    }

    private static func rounded(_ number: Double) -> Int64 {
        Int64(exactly: number.rounded()) ?? (number > 0 ? Int64.max / 4 : 0)
    }
}
