import Room
import Synchronization
import Testing
import WarRoom

@testable import warroom

struct StoryClockTests {
    /// A machine's clock that runs by hand.
    private final class HandClock: RoomClock {
        private let time = Mutex<Int64>(1000)

        func now() -> Instant { Instant(milliseconds: uptime().count) }
        func uptime() -> Milliseconds { Milliseconds(time.withLock { $0 }) }
        func advance(_ milliseconds: Int64) { time.withLock { $0 += milliseconds } }
    }

    @Test func itRunsAsFastAsItWasTold() {
        let machine = HandClock()
        let beginning = Instant(milliseconds: 5000)
        let clock = StoryClock(beginning: beginning, speed: 18, machine: machine)
        for _ in 0..<10 {
            machine.advance(250)
            _ = clock.uptime()
        }
        #expect(clock.uptime() == Milliseconds(2500 * 18))
        #expect(clock.now() == beginning + Milliseconds(2500 * 18))
    }

    @Test func theStoryGoesOnWhereTheProgramWasStopped() {
        let machine = HandClock()
        let clock = StoryClock(beginning: Instant(milliseconds: 0), speed: 10, machine: machine)
        machine.advance(500)
        let before = clock.uptime()
        // Ctrl-Z, a cup of coffee, fg.
        machine.advance(600_000)
        #expect(clock.uptime() == before && before == .seconds(5))
        machine.advance(100)
        #expect(clock.uptime() == .seconds(6))
        #expect(clock.wallTime(until: .seconds(7)) == .milliseconds(100))
    }
}
