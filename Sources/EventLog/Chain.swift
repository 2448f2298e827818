import Crypto
import EventCodec
import Glibc
import WarRoom

/// The chain over the log: each event's hash covers the one before it, its facts, and a salted digest of its text.
///
/// SHA-256 over a domain word and length-prefixed fields, so that no two different rows give the same bytes. A text can be
/// erased together with its salt: the digest stays, so the chain still holds, and nobody can guess the text from it.
enum Chain {
    /// The hash before the first event.
    static func start(room: EventID) -> [UInt8] {
        Array(SHA256.hash(data: Array("warroom chain 1".utf8) + room.bytes))
    }

    static func digest(text: [UInt8], salt: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: salt)
        hash.update(data: text)
        return Array(hash.finalize())
    }

    /// The hash of an event after `previous`. `textDigest` is empty for an event without text.
    static func hash(_ record: EventRecord, textDigest: [UInt8], after previous: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(record.facts.count + 384)
        bytes.append(field: previous)
        bytes.append(number: record.sequence)
        bytes.append(contentsOf: record.id.bytes)
        bytes.append(number: record.occurredAt.milliseconds)
        bytes.append(number: record.recordedAt.milliseconds)
        bytes.append(field: record.actor.principal.utf8)
        bytes.append(field: record.actor.person.utf8)
        bytes.append(field: record.actor.via.utf8)
        bytes.append(number: record.incident?.number ?? 0)
        bytes.append(field: record.kind.utf8)
        bytes.append(number: Int64(record.version))
        bytes.append(field: record.facts)
        bytes.append(field: textDigest)
        return Array(SHA256.hash(data: bytes))
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: Int64) {
        var big = number.bigEndian
        Swift.withUnsafeBytes(of: &big) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(field: some Collection<UInt8>) {
        append(number: Int64(field.count))
        append(contentsOf: field)
    }
}

/// Random salts, drawn from the system in blocks.
struct SaltSource {
    private var block: [UInt8] = []
    static let length = 16
    /// As much as `getentropy` gives in one call.
    private static let blockLength = 256

    mutating func next() -> [UInt8] {
        if block.count < Self.length { block = Self.drawn() }
        defer { block.removeLast(Self.length) }
        return Array(block.suffix(Self.length))
    }

    /// One call to the system a block: `SystemRandomNumberGenerator` makes one for each word.
    private static func drawn() -> [UInt8] {
        let bytes = [UInt8](unsafeUninitializedCapacity: blockLength) { buffer, count in
            count = getentropy(buffer.baseAddress, blockLength) == 0 ? blockLength : 0
        }
        guard bytes.isEmpty else { return bytes }
        return (0..<blockLength).map { _ in UInt8.random(in: 0...255) }
    }
}
