import EventCodec
import Foundation
public import WarRoom
import WireJSON

/// Events and inputs that stopped the room and are left out: a file of JSON lines in the home.
///
/// The daemon reads it when it starts and adds to it then; `warroom log release` marks what the next start takes in again.
public struct Quarantine: Sendable, Equatable {
    /// One event or one input.
    public struct Row: Sendable, Equatable, Codable {
        /// The event's sequence.
        public var event: Int64?
        /// The input's digest, in hex digits.
        public var input: String?
        /// When it was found.
        public var since: Instant
        /// How it stopped the room, a sentence.
        public var reason: String
        /// Of an input: the dialect, or `command`.
        public var dialect: String?
        /// Of an input: who said it, as far as it is known.
        public var who: String?
        /// When somebody let it go; the next start takes it in again.
        public var released: Instant?

        init(event: Int64? = nil, input: String? = nil, since: Instant, reason: String) {
            self.event = event
            self.input = input
            self.since = since
            self.reason = reason
        }
    }

    /// In the order in which they were found.
    public private(set) var rows: [Row] = []

    public init() {}

    /// What a home's file says. A line that cannot be read is passed over: what it named stops the room once more at worst.
    public init(reading home: Home) {
        guard let data = FileManager.default.contents(atPath: home.quarantine) else { return }
        for line in [UInt8](data).split(separator: UInt8(ascii: "\n")).prefix(2 * Limits.quarantineMax) {
            guard let row = try? WireDecoder.decode(Row.self, parsing: Array(line)) else { continue }
            if row.event ?? 1 > 0, (row.event == nil) != (row.input == nil) { rows.append(row) }
        }
    }

    /// The events to leave out.
    public var events: Set<Int64> { Set(rows.filter { $0.released == nil }.compactMap(\.event)) }
    /// The digests of the inputs to refuse.
    public var inputs: Set<String> { Set(rows.filter { $0.released == nil }.compactMap(\.input)) }
    /// Whether an event was let go and is not taken in again yet.
    public var hasReleasedEvents: Bool { rows.contains { $0.event != nil && $0.released != nil } }

    /// Adds an event. Throws ``LogError/damaged(sequence:reason:)`` where there are too many to call it an exception.
    public mutating func add(event: Int64, at now: Instant, because reason: String) throws(LogError) {
        guard !events.contains(event) else { return }
        rows.removeAll { $0.event == event }
        guard events.count < Limits.quarantineMax else {
            throw .damaged(
                sequence: event,
                reason: "more than \(Limits.quarantineMax) events cannot be read (\(reason)): try `warroom log salvage`"
            )
        }
        rows.append(Row(event: event, since: now, reason: reason))
        makeRoom()
    }

    /// Adds an input.
    public mutating func add(_ input: HeldInput, at now: Instant, because reason: String) {
        rows.removeAll { $0.input == input.digest }
        var row = Row(input: input.digest, since: now, reason: reason)
        row.dialect = Cut.text(input.dialect, bytesMax: Limits.senderBytesMax)
        row.who = Cut.text(input.who, bytesMax: Limits.senderBytesMax)
        rows.append(row)
        makeRoom()
    }

    private mutating func makeRoom() {
        while rows.count > Limits.quarantineMax, let oldest = rows.firstIndex(where: { $0.input != nil }) {
            rows.remove(at: oldest)
        }
    }

    /// Lets go of an event; nil where it is not held.
    public mutating func release(event: Int64, at now: Instant) -> Row? {
        release(at: now) { $0.event == event }
    }

    /// Lets go of the one input whose digest begins so; nil where none or several do.
    public mutating func release(input prefix: String, at now: Instant) -> Row? {
        guard rows.count(where: { $0.input?.hasPrefix(prefix) ?? false }) == 1 else { return nil }
        return release(at: now) { $0.input?.hasPrefix(prefix) ?? false }
    }

    private mutating func release(at now: Instant, _ isMeant: (Row) -> Bool) -> Row? {
        guard let index = rows.firstIndex(where: { $0.released == nil && isMeant($0) }) else { return nil }
        rows[index].released = now
        return rows[index]
    }

    /// Forgets what was let go, once it is taken in again.
    public mutating func forgetReleased() {
        rows.removeAll { $0.released != nil }
    }

    /// Puts a new file in the old one's place. Throws ``LogError/unwritable(reason:)``.
    public func write(to home: Home) throws {
        var bytes: [UInt8] = []
        for row in rows { bytes += try WireEncoder.encode(row) + [UInt8(ascii: "\n")] }
        let unfinished = home.quarantine + ".new"
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw LogError.unwritable(reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            rename(unfinished, home.quarantine) == 0
        else {
            let reason = String(cString: strerror(errno))
            unlink(unfinished)
            throw LogError.unwritable(reason: "\(home.quarantine): \(reason)")
        }
    }
}
