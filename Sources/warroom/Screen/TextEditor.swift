import Foundation
import WarRoom

/// The person's own editor: text goes to it in a private file, comes back, and the file is gone.
struct TextEditor {
    /// Runs a program on the terminal until it ends, and returns its exit code.
    typealias Run = ([String]) throws -> Int32

    /// `VISUAL`, else `EDITOR`: a command of the shell, as everywhere, perhaps with options. Nil where neither is set.
    let command: String?
    /// Where the file is put: only its owner may enter, and at best it is never written to a disk.
    let directory: String

    init(environment: [String: String], stateDirectory: String) {
        command = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { name in
            !name.allSatisfy(\.isWhitespace)
        }
        let runtime = environment["XDG_RUNTIME_DIR"].flatMap { path in
            var isDirectory: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            return path.hasPrefix("/") && isThere && isDirectory.boolValue && access(path, W_OK) == 0 ? path : nil
        }
        directory = runtime ?? stateDirectory
    }

    /// The text as the editor left it, at most a byte more than a note may have.
    func edit(_ text: String, run: Run) throws(CommandFailure) -> String {
        guard let command else {
            throw CommandFailure(.configuration, "there is no editor: set VISUAL or EDITOR, as in EDITOR=nano")
        }
        let path = try newFile(holding: text)
        defer { unlink(path) }
        let code: Int32
        do {
            // As git does it: the shell splits the command, and the path is an argument that it never reads as code.
            code = try run(["sh", "-c", command + " \"$@\"", command, path])
        } catch {
            throw CommandFailure(.cannotCreate, "\(error)")
        }
        // What a shell ends with where it cannot run what it was given.
        if code == 127 || code == 126 {
            throw CommandFailure(
                .configuration,
                "the editor (\(command)) \(code == 127 ? "was not found" : "cannot be run"): set VISUAL or EDITOR to one that is there, as in EDITOR=nano"
            )
        }
        guard code == 0 else {
            throw CommandFailure(
                .cannotCreate, "the editor (\(command)) ended with \(code): your words are as they were before")
        }
        return try contents(of: path)
    }

    private func newFile(holding text: String) throws(CommandFailure) -> String {
        let ending = ".txt"
        var name = Array("\(directory)/warroom-note-XXXXXX\(ending)".utf8CString)
        // Made for this user alone, and never in place of another file.
        let descriptor = mkstemps(&name, Int32(ending.utf8.count))
        guard descriptor >= 0 else { throw failure("make a file in \(directory)") }
        defer { close(descriptor) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let failed = failure("write \(path)")
                unlink(path)
                throw failed
            }
            rest = rest.dropFirst(count)
        }
        return path
    }

    /// Editors may put another file in its place; it must still be a plain one.
    private func contents(of path: String) throws(CommandFailure) -> String {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("read back \(path)") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure(.badData, "what the editor left is no file: your words are as they were before")
        }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= Limits.noteBytesMax {
            let count = read(descriptor, &block, block.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("read back \(path)") }
            guard count > 0 else { break }
            bytes += block.prefix(count)
        }
        guard !bytes.contains(0) else {
            throw CommandFailure(.badData, "a note is text: what the editor left holds a NUL byte")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func failure(_ doing: String) -> CommandFailure {
        CommandFailure(.cannotCreate, "cannot \(doing) for the editor: \(String(cString: strerror(errno)))")
    }
}
