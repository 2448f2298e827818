import Synchronization
import Testing
import WarRoom

@testable import Room

struct RateMeterTests {
    @Test func theRateIsTheMeanOfTenSeconds() {
        let meter = RateMeter()
        for second in 0..<10 { meter.count(100, at: .seconds(Int64(second))) }
        #expect(meter.perSecond(at: .seconds(9)) == 100)
        #expect(!meter.isSettling(at: .seconds(9)))
        #expect(meter.isSettling(at: .seconds(12)))
        #expect(meter.perSecond(at: .seconds(14)) == 50)
        #expect(meter.perSecond(at: .seconds(60)) == 0)
    }

    @Test func aBurstIsForgottenAfterTenSeconds() {
        let meter = RateMeter()
        meter.count(1000, at: .seconds(5))
        #expect(meter.perSecond(at: .seconds(14)) == 100)
        #expect(meter.perSecond(at: .seconds(15)) == 0)
    }
}

struct ClockWatchTests {
    /// Two clocks that a test moves by hand.
    final class HandClock: RoomClock {
        let times = Mutex((wall: Instant(milliseconds: 1_000_000), uptime: Milliseconds(0)))

        func now() -> Instant { times.withLock { $0.wall } }
        func uptime() -> Milliseconds { times.withLock { $0.uptime } }

        func advance(wall: Milliseconds, uptime: Milliseconds) {
            times.withLock {
                $0.wall = $0.wall + wall
                $0.uptime = Milliseconds($0.uptime.count + uptime.count)
            }
        }
    }

    @Test func clocksThatRunTogetherShowNoJump() {
        let clock = HandClock()
        var watch = ClockWatch(clock)
        clock.advance(wall: .hours(3), uptime: .hours(3))
        #expect(watch.jump() == nil)
        clock.advance(wall: .seconds(29), uptime: .zero)
        #expect(watch.jump() == nil)
    }

    @Test func aSleepingMachineAndASetClockAreSeen() {
        let clock = HandClock()
        var watch = ClockWatch(clock)
        clock.advance(wall: .hours(8), uptime: .seconds(1))
        #expect(watch.jump() == Milliseconds(8 * 3_600_000 - 1000))
        #expect(watch.jump() == nil)
        clock.advance(wall: .hours(-1), uptime: .seconds(1))
        #expect(watch.jump() == Milliseconds(-3_601_000))
    }
}
