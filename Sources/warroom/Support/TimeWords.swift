import Foundation
import WarRoom

/// Times as people write and read them, in the machine's time zone.
enum TimeWords {
    static func now() -> Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    }

    /// Reads `03:05` (the last time the clock showed it), `-5m`, or RFC 3339.
    static func past(_ text: String, now: Instant) throws(CommandFailure) -> Instant {
        if text.hasPrefix("-"), let length = Milliseconds(written: String(text.dropFirst())) { return now - length }
        if let instant = Instant(timestamp: text) { return instant }
        if let (hour, minute) = clock(text) {
            return try resolved(text, hour, minute, now, direction: .backward)
        }
        throw CommandFailure(.usage, "expected a time as 03:05, -5m or 2026-11-22T03:05:00Z, found \(text)")
    }

    /// Reads `09:00` (the next time the clock shows it), `8h`, or RFC 3339.
    static func future(_ text: String, now: Instant) throws(CommandFailure) -> Instant {
        if let length = Milliseconds(written: text.hasPrefix("+") ? String(text.dropFirst()) : text) {
            return now + length
        }
        if let instant = Instant(timestamp: text) { return instant }
        if let (hour, minute) = clock(text) {
            return try resolved(text, hour, minute, now, direction: .forward)
        }
        throw CommandFailure(.usage, "expected a time as 09:00, 8h or 2026-11-22T09:00:00Z, found \(text)")
    }

    static func length(_ text: String) throws(CommandFailure) -> Milliseconds {
        guard let length = Milliseconds(written: text), length > .zero else {
            throw CommandFailure(.usage, "expected a length as 30m, 2h or 1h30m, found \(text)")
        }
        return length
    }

    private static func clock(_ text: String) -> (hour: Int, minute: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        return (hour, minute)
    }

    private static func resolved(
        _ text: String, _ hour: Int, _ minute: Int, _ now: Instant, direction: Calendar.SearchDirection
    ) throws(CommandFailure) -> Instant {
        let found = Calendar.current.nextDate(
            after: date(now), matching: DateComponents(hour: hour, minute: minute), matchingPolicy: .nextTime,
            direction: direction)
        guard let found else { throw CommandFailure(.usage, "the clock never shows \(text)") }
        return Instant(milliseconds: Int64(found.timeIntervalSince1970) * 1000)
    }

    static func date(_ instant: Instant) -> Date {
        Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
    }

    /// Seconds that the local time is ahead of UTC at an instant.
    static func localOffset(_ instant: Instant) -> Int {
        TimeZone.current.secondsFromGMT(for: date(instant))
    }

    /// `2026-11-22 03:05:09` in local time.
    static func local(_ instant: Instant) -> String {
        let shifted = instant + .seconds(Int64(localOffset(instant)))
        return String(shifted.description.prefix(19)).replacingOccurrences(of: "T", with: " ")
    }
}
