import Crypto
import EventCodec
import Foundation
public import WarRoom

/// The end of a log: the position, and the chain's value there.
public struct Head: Sendable, Hashable {
    public var room: EventID
    public var sequence: Int64
    public var hash: [UInt8]

    public init(room: EventID, sequence: Int64, hash: [UInt8]) {
        self.room = room
        self.sequence = sequence
        self.hash = hash
    }

    /// The hash in hex digits.
    public var hashText: String { Hex.string(hash) }

    /// More events than any log will have; a number above it comes from damage, and counting on from it would overflow.
    static let sequenceMax: Int64 = 1 << 53

    /// The file's text: a word with the version, the room, the position, the hash, and a check of these, a line each.
    ///
    /// The check is there because a position that was damaged would lead the log to a wrong number for ever.
    var text: String {
        let padded = String(repeating: "0", count: max(0, 19 - "\(sequence)".count)) + "\(sequence)"
        let content = "warroom-head 1\n\(room)\n\(padded)\n\(Hex.string(hash))\n"
        return content + Self.check(of: content) + "\n"
    }

    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 6, lines[0] == "warroom-head 1", lines[5].isEmpty, let room = EventID(lines[1]),
            let sequence = Int64(lines[2]), (0...Self.sequenceMax).contains(sequence), let hash = Hex.bytes(lines[3]),
            hash.count == 32, lines[4] == Self.check(of: lines[..<4].map { $0 + "\n" }.joined())
        else { return nil }
        self.init(room: room, sequence: sequence, hash: hash)
    }

    private static func check(of content: String) -> String {
        Hex.string(SHA256.hash(data: Array(content.utf8)).prefix(8))
    }
}

/// The head outside the log: written before anything is acknowledged, so that a log which lost its end is found out.
final class HeadFile {
    private let path: String
    private var descriptor: Int32 = -1
    private var isDirty = false

    init(path: String) {
        self.path = path
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The head as the file has it; nil where there is no file, or none that can be read as a head.
    ///
    /// A second look is worth it: a daemon may be writing just now, and the kernel does not make the two wait for each other.
    static func read(path: String) -> Head? {
        for _ in 0..<3 {
            guard let data = FileManager.default.contents(atPath: path) else { return nil }
            if let head = Head(text: String(decoding: data, as: UTF8.self)) { return head }
        }
        return nil
    }

    /// Writes the head in one call; a length that never changes keeps a torn write from mixing two heads' lengths.
    func write(_ head: Head) throws(LogError) {
        if descriptor < 0 {
            descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw .unwritable(reason: "\(path): \(String(cString: strerror(errno)))")
            }
            // Whatever longer thing stood there would stay behind the head, and the file could never be read again.
            _ = ftruncate(descriptor, off_t(head.text.utf8.count))
        }
        let bytes = Array(head.text.utf8)
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
            throw .unwritable(reason: "\(path): \(String(cString: strerror(errno)))")
        }
        isDirty = true
    }

    /// Brings the last head to the disk, if it is not there yet.
    func sync() {
        guard isDirty, descriptor >= 0 else { return }
        isDirty = fdatasync(descriptor) != 0
    }
}
