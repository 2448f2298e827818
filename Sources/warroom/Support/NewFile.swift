import Foundation
import PlainText

/// A file that a command writes: private to its owner, under its name only when it is whole, never in place of another.
final class NewFile {
    private let path: String
    private let unfinished: String
    private let descriptor: Int32
    private var bytes: [UInt8] = []
    private static let blockLength = 1 << 16

    init(_ path: String) throws(CommandFailure) {
        self.path = path
        unfinished = path + ".new"
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(.cannotCreate, "\(path) is there already: name another file")
        }
        unlink(path + ".new")
        descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(.cannotCreate, "cannot make \(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        close(descriptor)
        unlink(unfinished)
    }

    /// Adds a line.
    func write(_ line: SafeText) throws(CommandFailure) {
        bytes += line.string.utf8
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.blockLength { try flush() }
    }

    /// Brings everything to the disk and gives the file its name.
    func finish() throws(CommandFailure) {
        try flush()
        guard fsync(descriptor) == 0, rename(unfinished, path) == 0 else { throw failure() }
    }

    private func flush() throws(CommandFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            rest = rest.dropFirst(count)
        }
        bytes.removeAll(keepingCapacity: true)
    }

    private func failure() -> CommandFailure {
        CommandFailure(.cannotCreate, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
