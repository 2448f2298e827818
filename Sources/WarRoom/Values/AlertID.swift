/// The name of an alert: 64 bits, shown as sixteen hex digits.
///
/// For senders that name an alert by its labels it is Alertmanager's fingerprint; for others the first 64 bits of
/// SHA-256 over dialect, sender and key. The same alert keeps its id through all its episodes.
public struct AlertID: Sendable, Hashable, Comparable, LosslessStringConvertible, Codable {
    public let value: UInt64

    public init(value: UInt64) {
        self.value = value
    }

    public static func < (left: AlertID, right: AlertID) -> Bool { left.value < right.value }

    public var description: String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for index in 0..<16 {
                buffer[index] = UInt8(truncatingIfNeeded: value >> (60 - 4 * index) & 15).hexDigit
            }
            return 16
        }
    }

    /// Reads exactly sixteen hex digits.
    public init?(_ text: String) {
        guard text.utf8.count == 16 else { return nil }
        var value: UInt64 = 0
        for byte in text.utf8 {
            guard let digit = byte.hexValue else { return nil }
            value = value << 4 | UInt64(digit)
        }
        self.value = value
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = AlertID(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected sixteen hex digits, found \(text)")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Alertmanager's fingerprint of a label set: 64-bit FNV-1a over the labels sorted by name, each name and value
/// followed by the byte 0xFF (prometheus/common, `model/signature.go`).
public enum Fingerprint {
    public static func of(_ labels: Labels) -> AlertID {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for label in labels {
            hash = absorbing(label.name, into: hash)
            hash = absorbing(label.value, into: hash)
        }
        return AlertID(value: hash)
    }

    private static func absorbing(_ text: String, into start: UInt64) -> UInt64 {
        var hash = start
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211
        }
        return (hash ^ 0xFF) &* 1_099_511_628_211
    }
}
