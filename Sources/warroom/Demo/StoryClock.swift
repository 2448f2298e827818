import Room
import Synchronization
import WarRoom

/// A clock that begins at a story's beginning and runs faster, or slower, than the wall's.
///
/// It stands still while the whole program does, as after Ctrl-Z: the story goes on where it was left.
final class StoryClock: RoomClock {
    private let beginning: Instant
    private let speed: Double
    private let machine: any RoomClock
    private let wall: Mutex<Wall>
    /// Somebody looks at least this often while the story is told.
    private static let lookInterval = Milliseconds(250)
    /// Nobody looked for so long because nobody could.
    private static let standstillMin = Milliseconds.seconds(2)

    /// The wall's time that the story took so far.
    private struct Wall {
        var looked: Milliseconds
        var elapsed: Int64 = 0

        mutating func look(at uptime: Milliseconds) -> Int64 {
            let gap = max(0, uptime.count - looked.count)
            looked = max(looked, uptime)
            if gap < StoryClock.standstillMin.count { elapsed += gap }
            return elapsed
        }
    }

    /// Nobody need look more often, however fast the story is told.
    private static let waitMin = Milliseconds(20)

    /// - Parameter speed: story seconds in one of the wall's, above 0.
    init(beginning: Instant, speed: Double, machine: any RoomClock = SystemClock()) {
        self.beginning = beginning
        self.speed = speed
        self.machine = machine
        wall = Mutex(Wall(looked: machine.uptime()))
    }

    func now() -> Instant { beginning + uptime() }

    /// Since the beginning, in story time: the wall's clock and this one never part.
    func uptime() -> Milliseconds {
        let elapsed = wall.withLock { $0.look(at: machine.uptime()) }
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

    /// Waits until the story has come so far, however long it stands still meanwhile.
    func wait(until offset: Milliseconds) async throws {
        while true {
            let left = wallTime(until: offset)
            guard left > .zero else { return }
            try await Task.sleep(for: min(left, .milliseconds(Self.lookInterval.count)))
        }
    }

    private static func rounded(_ number: Double) -> Int64 {
        Int64(exactly: number.rounded()) ?? (number > 0 ? Int64.max / 4 : 0)
    }
}
