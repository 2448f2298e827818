import Crypto
import EventCodec
import Foundation
public import WarRoom
import WireJSON

/// Snapshots of the state, a file each, so that opening a log replays only its tail.
///
/// A file is lines of JSON: a header with position, chain value and reducer version, the state's parts, and a last line with
/// the SHA-256 of all before it. A file that is not whole, or not of this log, is passed over.
public struct SnapshotStore: Sendable {
    private let directory: String
    private static let alertsPerLine = 500
    private static let filesKept = 2
    private static let unfinished = ".new"

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
        try append(try WireEncoder.encode(header), to: descriptor, &checksum)
        try append(try WireEncoder.encode(snapshot.head), to: descriptor, &checksum)
        for start in stride(from: 0, to: snapshot.alerts.count, by: Self.alertsPerLine) {
            var line = JSONWriter(capacity: Self.alertsPerLine * 1024)
            line.array { for alert in snapshot.alerts[start...].prefix(Self.alertsPerLine) { alert.write(to: &$0) } }
            try append(line.bytes, to: descriptor, &checksum)
        }
        let end = Array(("sha256 " + Hex.string(checksum.finalize()) + "\n").utf8)
        try write(end, to: descriptor)
        guard fsync(descriptor) == 0, rename(temporary, target) == 0 else {
            throw LogError.unwritable(reason: String(cString: strerror(errno)))
        }
        isComplete = true
        // Files beyond this position are of another log: counted in, they would take the place of this one's.
        for old in sequences().filter({ $0 <= head.sequence }).dropLast(Self.filesKept) { unlink(path(old)) }
    }

    /// Removes what a daemon that was killed had begun to write.
    public func removeUnfinished() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names where name.hasSuffix(Self.unfinished) { unlink("\(directory)/\(name)") }
    }

    /// Removes every snapshot, finished or not; false where one is left.
    @discardableResult
    public func removeAll() -> Bool {
        removeUnfinished()
        for sequence in sequences() { unlink(path(sequence)) }
        return sequences().isEmpty
    }

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
        // Mapped, since it may be a hundred megabytes: each line is parsed where it lies.
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path(sequence)), options: .alwaysMapped),
            var lines = Lines(data), let end = lines.places.popLast(), lines.places.count >= 2,
            String(decoding: data[end], as: UTF8.self)
                == "sha256 " + Hex.string(SHA256.hash(data: data[..<end.lowerBound]))
        else { return nil }
        let header = try lines.parse(0) { try WireDecoder.decode(Header.self, from: $0) }
        guard header.reducer == RoomSnapshot.reducerVersion,
            try reader.hash(at: header.sequence).map({ Hex.string($0) }) == header.hash
        else { return nil }
        let head = try lines.parse(1) { try WireDecoder.decode(RoomSnapshot.Head.self, from: $0) }
        let found = lines
        let alerts = try Array(2..<found.places.count).concurrentMap { line in
            try found.parse(line) { try $0.elements.map { try Alert.read($0) } }
        }.flatMap(\.self)
        let snapshot = RoomSnapshot(head: head, alerts: alerts)
        return snapshot.sequence == header.sequence ? snapshot : nil
    }

    /// A file's lines, where they lie in it.
    private struct Lines: Sendable {
        let data: Data
        var places: [Range<Int>] = []

        /// Nil where the last line has no end.
        init?(_ data: Data) {
            self.data = data
            let count = data.count
            let isWhole = data.withUnsafeBytes { bytes -> Bool in
                guard let base = bytes.baseAddress else { return true }
                var start = 0
                while start < count {
                    guard let end = memchr(base + start, 0x0A, count - start) else { return false }
                    places.append(start..<(UnsafeRawPointer(end) - base))
                    start = UnsafeRawPointer(end) - base + 1
                }
                return true
            }
            if !isWhole { return nil }
        }

        func parse<Value>(_ line: Int, _ read: (JSONValue) throws -> Value) throws -> Value {
            try read(
                data[places[line]].withUnsafeBytes { bytes throws(JSONError) in
                    try JSONDocument(parsing: bytes, limits: .trusted)
                }.root)
        }
    }

    private func append(_ line: [UInt8], to descriptor: Int32, _ checksum: inout SHA256) throws {
        let bytes = line + [UInt8(ascii: "\n")]
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

    private func path(_ sequence: Int64) -> String { "\(directory)/\(sequence).jsonl" }

    /// The positions there are files for, oldest first.
    private func sequences() -> [Int64] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.compactMap { $0.hasSuffix(".jsonl") ? Int64($0.dropLast(6)) : nil }.sorted()
    }
}
