import Crypto

/// A key by which a sender proves who it is. Only its hash is kept: whoever reads the configuration cannot send with it.
public struct IngestToken: Sendable, Hashable {
    /// What the sender is called in the room. Several keys may have one name, so that a key can be replaced in peace.
    public let name: String
    /// SHA-256 of the key's bytes (FIPS 180-4), 32 bytes.
    public let digest: [UInt8]
    /// The dialects that it may be used with, by name; empty for all.
    public let dialects: [String]

    /// Characters of a key that this program makes up: as many as a PagerDuty routing key has, so that it can be used as one.
    public static let keyLength = 32
    /// Keys in one configuration, at most.
    public static let countMax = 256
    /// Characters of a name, at most.
    public static let nameLengthMax = 48

    /// A token of a key that is known by its hash.
    public init(name: String, digest: [UInt8], dialects: [String] = []) {
        self.name = name
        self.digest = digest
        self.dialects = dialects
    }

    /// Whether a text can be a token's name: letters, digits, `.`, `_` and `-`, beginning with a letter or a digit.
    public static func isValid(name: String) -> Bool {
        guard let first = name.unicodeScalars.first, name.utf8.count <= nameLengthMax else { return false }
        let isWord = { (scalar: Unicode.Scalar) in scalar.isASCII && scalar.properties.isAlphabetic || isDigit(scalar) }
        return isWord(first) && name.unicodeScalars.allSatisfy { isWord($0) || ".-_".unicodeScalars.contains($0) }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// The hash by which a key is kept.
    public static func digest(of key: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(key.utf8)))
    }

    /// Reads 64 hex digits; nil for anything else, and for the hash of nothing, which is no key.
    public static func digest(hex: String) -> [UInt8]? {
        let digits = hex.unicodeScalars.map { $0.isASCII ? Character($0).hexDigitValue.map(UInt8.init) : nil }
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes == digest(of: "") ? nil : bytes
    }

    /// The hash as 64 hex digits.
    public var sha256: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Whether a key has this hash. Takes the same time wherever the two differ.
    public func fits(digest other: [UInt8]) -> Bool {
        guard digest.count == other.count else { return false }
        return zip(digest, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// A fresh key of 160 random bits, in the letters of base32 (RFC 4648 section 6) in lower case.
    public static func freshKey(from random: inout some RandomNumberGenerator) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        let key = (0..<keyLength).map { _ in letters[Int(random.next(upperBound: UInt32(32)))] }
        return String(decoding: key, as: UTF8.self)
    }

    /// As it is written in the configuration.
    public var written: String {
        let only = dialects.isEmpty ? "" : ", dialects: [\(dialects.joined(separator: ", "))]"
        return "{name: \(YAMLText.scalar(name)), sha256: \(YAMLText.scalar(sha256))\(only)}"
    }
}
