/// A point in time: milliseconds since 1970-01-01T00:00:00Z, as every event carries it.
///
/// Making one and calculating with it saturate at ``earliest`` and ``latest``: a foreign timestamp must not trap, and every
/// instant must come back from the log as what it was.
public struct Instant: Sendable, Hashable, Comparable {
    /// Milliseconds since the Unix epoch; negative before it.
    public let milliseconds: Int64

    /// The nearest instant from ``earliest`` to ``latest``.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.bounds.lowerBound), Self.bounds.upperBound)
    }

    private static let bounds: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// The earliest and the latest instants that RFC 3339's four-digit years can name.
    public static let earliest = Instant(milliseconds: bounds.lowerBound)
    public static let latest = Instant(milliseconds: bounds.upperBound)

    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    public static func + (instant: Instant, milliseconds: Milliseconds) -> Instant {
        let (sum, overflow) = instant.milliseconds.addingReportingOverflow(milliseconds.count)
        guard !overflow else { return milliseconds.count > 0 ? latest : earliest }
        return Instant(milliseconds: sum)
    }

    public static func - (instant: Instant, milliseconds: Milliseconds) -> Instant {
        let (difference, overflow) = instant.milliseconds.subtractingReportingOverflow(milliseconds.count)
        guard !overflow else { return milliseconds.count > 0 ? earliest : latest }
        return Instant(milliseconds: difference)
    }

    /// The time from `right` to `left`; negative when `left` is earlier.
    public static func - (left: Instant, right: Instant) -> Milliseconds {
        // Cannot overflow: both lie between year 1 and year 9999.
        Milliseconds(left.milliseconds - right.milliseconds)
    }
}
