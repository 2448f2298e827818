import Crypto
import EventCodec
import Foundation
public import WarRoom
import WireJSON

/// Snapshots of the state, a file each, so that opening a log replays only its tail.
///
/// A file is a line of JSON with position, chain value and reducer version, a line with all of the state but the alerts, blocks of
/// alerts, each behind its length (``ByteWriter``), and a last line with the SHA-256 of all before it. A file that is not whole, or
/// not of this log, is passed over.
public struct SnapshotStore: Sendable {
    private let directory: String
    private static let alertsPerBlock = 500
    private static let filesKept = 2
    private static let suffix = ".snapshot"
    private static let unfinished = ".new"
    /// What other versions wrote: it is not read, and may hold words that are to be erased.
    private static let foreignSuffixes = [".jsonl", ".jsonl.new"]

    private struct Header: Codable {
        let sequence: Int64
        let hash: String
        let reducer: Int
    }

    public init(_ home: Home) {
        directory = home.snapshots
    }

    /// Writes a snapshot of the state at a position of the log, then removes all but the newest two up to there.
    public func write(_ state: RoomState, at head: Head) throws {
        let snapshot = RoomSnapshot(state)
        let target = path(head.sequence)
        let temporary = target + Self.unfinished
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw LogError.unwritable(reason: String(cString: strerror(errno))) }
        var isComplete = false
        defer {
            close(descriptor)
            // On a full disk the beginning of a snapshot would only take the room that the log needs.
            if !isComplete { unlink(temporary) }
        }
        var checksum = SHA256()
        let header = Header(
            sequence: head.sequence, hash: Hex.string(head.hash), reducer: RoomSnapshot.reducerVersion)
        try append(try WireEncoder.encode(header) + Self.lineEnd, to: descriptor, &checksum)
        try append(try WireEncoder.encode(snapshot.head) + Self.lineEnd, to: descriptor, &checksum)
        for part in snapshot.alerts {
            for start in stride(from: 0, to: part.count, by: Self.alertsPerBlock) {
                try append(Self.block(part[start...].prefix(Self.alertsPerBlock)), to: descriptor, &checksum)
            }
        }
        try write(SnapshotParts.end(checksum.finalize()), to: descriptor)
        guard fsync(descriptor) == 0, rename(temporary, target) == 0 else {
            throw LogError.unwritable(reason: String(cString: strerror(errno)))
        }
        isComplete = true
        // Files beyond this position are of another log: counted in, they would take the place of this one's.
        for old in sequences().filter({ $0 <= head.sequence }).dropLast(Self.filesKept) { unlink(path(old)) }
    }

    /// Removes what a daemon that was killed had begun to write, and what another version wrote.
    public func removeUnfinished() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names where name.hasSuffix(Self.suffix + Self.unfinished) { unlink("\(directory)/\(name)") }
        for name in names where Self.foreignSuffixes.contains(where: { name.hasSuffix($0) }) {
            if Int64(name.prefix { $0 != "." }) != nil { unlink("\(directory)/\(name)") }
        }
    }

    /// Removes every snapshot, finished or not; false where one is left.
    @discardableResult
    public func removeAll() -> Bool {
        removeUnfinished()
        for sequence in sequences() { unlink(path(sequence)) }
        return sequences().isEmpty
    }

    /// The position of the newest file, whatever it is worth; 0 where there is none.
    public var newestSequence: Int64 { sequences().last ?? 0 }

    /// The newest snapshot that belongs to this log: the log must have its event, with its hash, and up to there the
    /// same events must have been left out.
    public func newest(of reader: EventReader, leavingOut leftOut: Set<Int64> = []) -> RoomSnapshot? {
        for sequence in sequences().reversed() {
            guard let snapshot = try? read(sequence, reader) else { continue }
            if snapshot.leftOut == leftOut.filter({ $0 <= snapshot.sequence }).sorted() { return snapshot }
        }
        return nil
    }

    private func read(_ sequence: Int64, _ reader: EventReader) throws -> RoomSnapshot? {
        // Mapped, since it may be a hundred megabytes: each part is read where it lies.
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path(sequence)), options: .alwaysMapped),
            let parts = SnapshotParts(data)
        else { return nil }
        let header = try parts.parse(parts.header) { try WireDecoder.decode(Header.self, from: $0) }
        guard header.reducer == RoomSnapshot.reducerVersion,
            try reader.hash(at: header.sequence).map({ Hex.string($0) }) == header.hash
        else { return nil }
        let head = try parts.parse(parts.head) { try WireDecoder.decode(RoomSnapshot.Head.self, from: $0) }
        // The checksum is one more part, so that nobody waits for it alone.
        let alerts = try Array(-1..<parts.blocks.count).concurrentMap { index in
            if index >= 0 { return try parts.alerts(parts.blocks[index]) }
            guard parts.isIntact else { throw ByteReader.Malformed() }
            return []
        }
        let snapshot = RoomSnapshot(head: head, alerts: alerts)
        return snapshot.sequence == header.sequence ? snapshot : nil
    }

    /// Alerts behind the length of what they take.
    private static func block(_ alerts: ArraySlice<HeldAlert>) -> [UInt8] {
        var block = ByteWriter(capacity: alerts.count * 1024)
        for held in alerts { held.alert.write(to: &block) }
        var length = ByteWriter()
        length.put(Int64(block.bytes.count))
        return length.bytes + block.bytes
    }

    private static let lineEnd = [UInt8(ascii: "\n")]

    private func append(_ bytes: [UInt8], to descriptor: Int32, _ checksum: inout SHA256) throws {
        checksum.update(data: bytes)
        try write(bytes, to: descriptor)
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw LogError.unwritable(reason: String(cString: strerror(errno))) }
            rest = rest.dropFirst(count)
        }
    }

    private func path(_ sequence: Int64) -> String { "\(directory)/\(sequence)\(Self.suffix)" }

    /// The positions there are files for, oldest first.
    private func sequences() -> [Int64] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.compactMap { $0.hasSuffix(Self.suffix) ? Int64($0.dropLast(Self.suffix.count)) : nil }.sorted()
    }
}
