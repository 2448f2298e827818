import Documents
import Foundation

/// Why a file could not be read or written.
public struct FileFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What was tried and what the system said: `cannot be read: Permission denied`.
    public let reason: String

    /// A failure with its reason.
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// One sentence.
    public var description: String { "\(path) \(reason)" }
}

/// Where files are read from: the disk, or in tests a table.
public struct FileSource: Sendable {
    /// Whether there is a file of this path.
    public var exists: @Sendable (_ path: String) -> Bool
    /// The names in a directory in order; empty where there is none or it cannot be read.
    public var names: @Sendable (_ directory: String) -> [String]
    /// A file's bytes, at most a byte more than settings may have.
    public var bytes: @Sendable (_ path: String) throws(FileFailure) -> [UInt8]

    /// A source of these three.
    public init(
        exists: @escaping @Sendable (_ path: String) -> Bool,
        names: @escaping @Sendable (_ directory: String) -> [String],
        bytes: @escaping @Sendable (_ path: String) throws(FileFailure) -> [UInt8]
    ) {
        self.exists = exists
        self.names = names
        self.bytes = bytes
    }

    /// The machine's own files.
    public static let disk = FileSource(
        exists: { FileManager.default.fileExists(atPath: $0) },
        names: { ((try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? []).sorted() },
        bytes: { (path) throws(FileFailure) in try FileSource.read(path) })

    /// A file's text; a file that is not UTF-8 is refused, since its words would come out as others.
    func text(_ path: String) throws(DocumentError) -> String {
        do {
            return try FileSource.text(bytes(path), file: path)
        } catch let failure as FileFailure {
            throw DocumentError(DocumentProblem(file: path, message: failure.reason))
        } catch let error as DocumentError {
            throw error
        } catch {
            throw DocumentError(DocumentProblem(file: path, message: "cannot be read: \(error)"))
        }
    }

    /// The text that these bytes are.
    static func text(_ bytes: [UInt8], file: String) throws(DocumentError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DocumentError(
                DocumentProblem(file: file, message: "expected text in UTF-8, found other bytes"))
        }
        return text
    }

    private static func read(_ path: String) throws(FileFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(path: path, reason: "cannot be read: " + lastError()) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        while bytes.count <= DocumentReader.bytesMax {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure(path: path, reason: "cannot be read: " + lastError()) }
            guard count > 0 else { break }
            bytes += chunk.prefix(count)
        }
        return bytes
    }

    /// What the system says about the call that just failed.
    static func lastError() -> String {
        String(cString: strerror(errno))
    }
}
