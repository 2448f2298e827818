import Glibc
public import WarRoom

/// The two clocks of a machine: the wall's, which may jump, and one that only runs forward.
public protocol RoomClock: Sendable {
    func now() -> Instant
    /// Time since some fixed moment; stands still while the machine sleeps.
    func uptime() -> Milliseconds
    /// How long to wait on the machine until so much time has passed by this clock.
    func wallTime(of length: Milliseconds) -> Milliseconds
}

extension RoomClock {
    public func wallTime(of length: Milliseconds) -> Milliseconds { length }
}

/// The machine's own clocks.
public struct SystemClock: RoomClock {
    public init() {}

    public func now() -> Instant { Instant(milliseconds: Self.read(CLOCK_REALTIME)) }
    public func uptime() -> Milliseconds { Milliseconds(Self.read(CLOCK_MONOTONIC)) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
