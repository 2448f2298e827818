/// The name of an event: a UUID, version 7 (RFC 9562) when we make it, so that names sort by the time they were made.
public struct EventID: Sendable, Hashable, Comparable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public static func < (left: EventID, right: EventID) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }

    /// The sixteen bytes in network order.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            for index in 0..<8 { buffer[index] = UInt8(truncatingIfNeeded: high >> (56 - 8 * index)) }
            for index in 0..<8 { buffer[8 + index] = UInt8(truncatingIfNeeded: low >> (56 - 8 * index)) }
            count = 16
        }
    }

    /// Takes exactly sixteen bytes in network order; nil for any other length.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    public init?(bytes: [UInt8]) {
        guard let id = bytes.withUnsafeBytes({ EventID(bytes: $0) }) else { return nil }
        self = id
    }
}

extension EventID: LosslessStringConvertible, Codable {
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var end = 0
            for index in 0..<32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    buffer[end] = UInt8(ascii: "-")
                    end += 1
                }
                let half = index < 16 ? high >> (60 - 4 * index) : low >> (60 - 4 * (index - 16))
                buffer[end] = UInt8(truncatingIfNeeded: half & 15).hexDigit
                end += 1
            }
            return end
        }
    }

    /// Reads the 36-character form; upper or lower case.
    public init?(_ text: String) {
        var (high, low) = (UInt64(0), UInt64(0))
        var place = 0
        for byte in text.utf8 {
            if place == 8 || place == 13 || place == 18 || place == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let digit = byte.hexValue, place < 36 else { return nil }
                high = high << 4 | low >> 60
                low = low << 4 | UInt64(digit)
            }
            place += 1
        }
        guard place == 36 else { return nil }
        self.init(high: high, low: low)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = EventID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a UUID, found \(text)")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Makes version-7 UUIDs that strictly increase, whatever the clock does (RFC 9562 §6.2, method 2: a counter in the random part).
public struct EventIDSource: Sendable {
    private var last: EventID
    private var random: any RandomNumberGenerator & Sendable

    public init(random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
        self.random = random
        last = EventID(high: 0x7000, low: 0x8000_0000_0000_0000)
    }

    /// The next id; it begins with the time unless the clock stands still or went back.
    public mutating func next(at now: Instant) -> EventID {
        let time = UInt64(clamping: now.milliseconds) & 0xFFFF_FFFF_FFFF
        let lastTime = last.high >> 16
        guard time > lastTime else {
            last = last.successor
            return last
        }
        let high = time << 16 | 0x7000 | random.next() & 0x07FF
        let low = 0x8000_0000_0000_0000 | random.next() & 0x3FFF_FFFF_FFFF_FFFF
        last = EventID(high: high, low: low)
        return last
    }
}

extension EventID {
    /// The next greater version-7 UUID: the random part counts up, and carries into the time when it is full.
    fileprivate var successor: EventID {
        let counter = low & 0x3FFF_FFFF_FFFF_FFFF
        guard counter == 0x3FFF_FFFF_FFFF_FFFF else { return EventID(high: high, low: low + 1) }
        let upper = high & 0x0FFF
        let high = upper == 0x0FFF ? (high >> 16 &+ 1) << 16 | 0x7000 : high + 1
        return EventID(high: high, low: 0x8000_0000_0000_0000)
    }
}

extension UInt8 {
    /// The lower-case hex digit of a number below 16.
    var hexDigit: UInt8 { self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "a") + self - 10 }

    var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
