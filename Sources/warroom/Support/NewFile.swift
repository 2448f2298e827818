import Foundation
import PlainText

/// What a command writes line by line, and which is worth nothing unless it is whole: a file that gets its name only at the end,
/// private to its owner and never in place of another; or standard output.
final class NewFile {
    private let path: String
    /// Its name until it is whole; nil for standard output.
    private let unfinished: String?
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

    /// Standard output. A reader that goes away wants no more, which ends the program; a full disk is a failure here.
    static var standardOutput: NewFile { NewFile() }

    private init() {
        path = "standard output"
        unfinished = nil
        descriptor = STDOUT_FILENO
    }

    deinit {
        guard let unfinished else { return }
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
        guard let unfinished else { return }
        guard fsync(descriptor) == 0, rename(unfinished, path) == 0 else { throw failure() }
    }

    private func flush() throws(CommandFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count < 0 && errno == EPIPE && unfinished == nil { exit(ExitStatus.done.rawValue) }
            guard count > 0 else { throw failure() }
            rest = rest.dropFirst(count)
        }
        bytes.removeAll(keepingCapacity: true)
    }

    private func failure() -> CommandFailure {
        CommandFailure(.cannotCreate, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
