import Crypto
public import WarRoom

/// Names for what senders name in their own ways, all from SHA-256 (FIPS 180-4).
public enum AlertIdentity {
    /// The id of an alert that its sender names by a key: the first 64 bits of SHA-256 over dialect, sender and key, each
    /// preceded by its length in bytes as eight bytes, most significant first, so that no two triples hash the same text.
    public static func id(dialect: String, sender: String, key: String) -> AlertID {
        AlertID(value: number(digest([dialect, sender, key]).prefix(8)))
    }

    /// The id of a message that its sender may send twice: a UUID of version 8 (RFC 9562 section 5.8) from the first 128 bits of
    /// the same hash.
    static func message(dialect: String, sender: String, key: String) -> EventID {
        let bytes = digest([dialect, sender, key])
        let (high, low) = (number(bytes.prefix(8)), number(bytes.dropFirst(8).prefix(8)))
        return EventID(
            high: high & ~0xF000 | 0x8000, low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    private static func digest(_ parts: [String]) -> [UInt8] {
        var hash = SHA256()
        for part in parts {
            withUnsafeBytes(of: UInt64(part.utf8.count).bigEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: Array(part.utf8))
        }
        return Array(hash.finalize())
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// What stands for a key or token wherever something is written: the first twelve hex digits of its SHA-256.
    public static func sender(ofKey key: String) -> String {
        hex(SHA256.hash(data: Array(key.utf8)).prefix(6))
    }

    /// A key for an event that came without one: 32 hex digits from its bytes and when it came.
    static func key(of body: [UInt8], at now: Instant) -> String {
        var hash = SHA256()
        withUnsafeBytes(of: now.milliseconds.bigEndian) { hash.update(bufferPointer: $0) }
        hash.update(data: body)
        return hex(hash.finalize().prefix(16))
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
