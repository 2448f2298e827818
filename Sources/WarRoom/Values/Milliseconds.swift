/// A length of time in whole milliseconds, the only unit that events and limits use.
public struct Milliseconds: Sendable, Hashable, Comparable, Codable {
    public let count: Int64

    public init(_ count: Int64) {
        self.count = count
    }

    public static let zero = Milliseconds(0)
    public static func seconds(_ count: Int64) -> Milliseconds { Milliseconds(count.clampedProduct(1000)) }
    public static func minutes(_ count: Int64) -> Milliseconds { Milliseconds(count.clampedProduct(60_000)) }
    public static func hours(_ count: Int64) -> Milliseconds { Milliseconds(count.clampedProduct(3_600_000)) }
    public static func days(_ count: Int64) -> Milliseconds { Milliseconds(count.clampedProduct(86_400_000)) }

    public static func < (left: Milliseconds, right: Milliseconds) -> Bool { left.count < right.count }

    public init(from decoder: any Decoder) throws {
        count = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(count)
    }
}

extension Int64 {
    func clampedSum(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }

    func clampedProduct(_ factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? ((self > 0) == (factor > 0) ? .max : .min) : product
    }
}

extension Milliseconds {
    /// Reads a length as people write it: `90s`, `30m`, `2h`, `1h30m`, `7d`; a bare number is refused, since its unit would be a guess.
    public init?(written text: String) {
        var total: Int64 = 0
        var digits: Int64? = nil
        guard !text.isEmpty else { return nil }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let next = (digits ?? 0).multipliedReportingOverflow(by: 10)
                let sum = next.partialValue.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
                guard !next.overflow, !sum.overflow else { return nil }
                digits = sum.partialValue
            default:
                guard let amount = digits, let unit = Milliseconds.unit(byte) else { return nil }
                let sum = total.addingReportingOverflow(amount.clampedProduct(unit))
                guard !sum.overflow else { return nil }
                total = sum.partialValue
                digits = nil
            }
        }
        guard digits == nil else { return nil }
        self.init(total)
    }

    private static func unit(_ letter: UInt8) -> Int64? {
        switch letter {
        case UInt8(ascii: "s"): 1000
        case UInt8(ascii: "m"): 60_000
        case UInt8(ascii: "h"): 3_600_000
        case UInt8(ascii: "d"): 86_400_000
        case UInt8(ascii: "w"): 604_800_000
        default: nil
        }
    }

    /// A length as a sentence says it: `30 min`, `2 h`, `1 h 30 min`, `3 d`.
    public var spoken: String {
        let exact = max(0, count) / 1000
        // A length that was measured against the clock is a moment short: rounded, it is what was asked for.
        let seconds = exact < 60 ? exact : (exact / 60 + (exact % 60 >= 30 ? 1 : 0)) * 60
        let (days, hours, minutes) = (seconds / 86_400, seconds % 86_400 / 3600, seconds % 3600 / 60)
        var parts: [String] = []
        if days > 0 { parts.append("\(days) d") }
        if hours > 0 { parts.append("\(hours) h") }
        if minutes > 0 { parts.append("\(minutes) min") }
        if parts.isEmpty { parts.append("\(seconds) s") }
        return parts.prefix(2).joined(separator: " ")
    }

    /// A length in one or two short units for a narrow column: `42s`, `14m`, `3h`, `2d`.
    public var short: String {
        let seconds = max(0, count) / 1000
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return "\(seconds / 60)m"
        case ..<86_400: return "\(seconds / 3600)h"
        default: return "\(seconds / 86_400)d"
        }
    }

    /// What is left of a length, in the same units and rounded up: 1:59:59 is `2h`, and never 0 before it is over.
    public var shortLeft: String {
        func up(_ unit: Int64) -> Int64 { max(0, count) / unit + (max(0, count) % unit > 0 ? 1 : 0) }
        if up(1000) < 60 { return "\(up(1000))s" }
        if up(60_000) < 60 { return "\(up(60_000))m" }
        return up(3_600_000) < 24 ? "\(up(3_600_000))h" : "\(up(86_400_000))d"
    }

    /// A clock for a countdown or a stop watch: `1:48`, `42:17`, `3:05:09`.
    public var clock: String {
        let seconds = max(0, count) / 1000
        let (hours, minutes, rest) = (seconds / 3600, seconds % 3600 / 60, seconds % 60)
        let padded = rest < 10 ? "0\(rest)" : "\(rest)"
        guard hours > 0 else { return "\(minutes):\(padded)" }
        return "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(padded)"
    }
}
