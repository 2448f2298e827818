/// Instants as text: RFC 3339 in UTC with milliseconds out, the shapes senders really use in.
extension Instant: Codable, CustomStringConvertible {
    /// The instant as `2026-11-22T03:04:05.678Z` (RFC 3339, UTC, milliseconds).
    public var description: String {
        let (days, rest) = milliseconds.flooredDivision(by: 86_400_000)
        let date = CivilDate(daysSinceEpoch: days)
        return String(unsafeUninitializedCapacity: 24) { buffer in
            var digits = FixedDigits(buffer)
            digits.add(date.year, width: 4, then: "-")
            digits.add(date.month, width: 2, then: "-")
            digits.add(date.day, width: 2, then: "T")
            digits.add(rest / 3_600_000, width: 2, then: ":")
            digits.add(rest % 3_600_000 / 60_000, width: 2, then: ":")
            digits.add(rest % 60_000 / 1000, width: 2, then: ".")
            digits.add(rest % 1000, width: 3, then: "Z")
            return digits.end
        }
    }

    /// The instant for a sentence: `2026-11-22 03:04 UTC`.
    public var spoken: String {
        let text = description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }

    /// Reads RFC 3339 and its common relatives: any number of fraction digits, `T` or a space between date and time,
    /// an offset as `Z`, `+02:00` or `+0200`; without an offset the time counts as UTC.
    ///
    /// Returns nil for anything else, and for dates that no calendar has.
    public init?(timestamp text: String) {
        guard let instant = Self.read(text) else { return nil }
        self = instant
    }

    private static func read(_ text: String) -> Instant? {
        // Read where the bytes lie, which nearly every text allows.
        let read = text.utf8.withContiguousStorageIfAvailable { bytes in
            var reader = TimestampReader(bytes)
            return reader.read()
        }
        if let read { return read }
        return Array(text.utf8).withUnsafeBufferPointer { bytes in
            var reader = TimestampReader(bytes)
            return reader.read()
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(timestamp: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected a time as 2026-11-22T03:04:05.678Z, found \(text)")
        }
        self = instant
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The instant of a UTC calendar date and time of day; nil when a part is out of its range.
    public init?(
        year: Int64, month: Int64, day: Int64, hour: Int64, minute: Int64, second: Int64, millisecond: Int64 = 0
    ) {
        guard (1...9999).contains(year), (1...12).contains(month), (0...23).contains(hour), (0...59).contains(minute),
            (0...60).contains(second), (0...999).contains(millisecond),
            day >= 1, day <= CivilDate.daysInMonth(year: year, month: month)
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let timeOfDay = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
        self.init(milliseconds: days * 86_400_000 + timeOfDay)
    }
}

/// A date of the proleptic Gregorian calendar, converted to and from days since 1970-01-01.
///
/// The conversion counts eras of 400 years that begin in March, so that the leap day is a year's last day
/// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
public struct CivilDate: Sendable, Hashable {
    public let year: Int64
    public let month: Int64
    public let day: Int64

    public init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    public init(daysSinceEpoch: Int64) {
        let shifted = daysSinceEpoch + 719_468
        let (era, dayOfEra) = shifted.flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    public var daysSinceEpoch: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shiftedYear.flooredDivision(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    static func daysInMonth(year: Int64, month: Int64) -> Int64 {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int64 {
    /// Quotient and remainder rounded towards negative infinity, so that the remainder is never negative.
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// Writes numbers of a fixed width, each with a letter behind it.
private struct FixedDigits {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var end = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        self.buffer = buffer
    }

    mutating func add(_ value: Int64, width: Int, then letter: Unicode.Scalar) {
        var rest = value.magnitude
        for index in stride(from: end + width - 1, through: end, by: -1) {
            buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        buffer[end + width] = UInt8(ascii: letter)
        end += width + 1
    }
}

/// A single pass over a timestamp's bytes.
private struct TimestampReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func read() -> Instant? {
        guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2),
            skip("T") || skip("t") || skip(" "),
            let hour = digits(2), skip(":"), let minute = digits(2), skip(":"), let second = digits(2)
        else { return nil }
        guard let millisecond = fraction(), let offset = offsetMinutes(), next == nil,
            let local = Instant(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second, millisecond: millisecond
            )
        else { return nil }
        return local - .minutes(offset)
    }

    private mutating func digits(_ count: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<count {
            guard let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            place += 1
        }
        return value
    }

    private mutating func skip(_ letter: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: letter) else { return false }
        place += 1
        return true
    }

    private mutating func fraction() -> Int64? {
        guard skip(".") || skip(",") else { return 0 }
        var value: Int64 = 0
        var seen = 0
        while let digit = digits(1) {
            if seen < 3 { value = value * 10 + digit }
            seen += 1
        }
        guard seen > 0 else { return nil }
        for _ in min(seen, 3)..<3 { value *= 10 }
        return value
    }

    private mutating func offsetMinutes() -> Int64? {
        if next == nil || skip("Z") || skip("z") { return 0 }
        let sign: Int64
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = digits(2) else { return nil }
        _ = skip(":")
        guard let minutes = digits(2), hours <= 23, minutes <= 59 else { return nil }
        return sign * (hours * 60 + minutes)
    }
}
