import Foundation
import GRDB
import WarRoom

/// A file on a disk that does not give back everything.
enum DamagedFile {
    private static let blockLength = 1 << 20
    /// What a disk fails to read as one.
    private static let sectorLength = 4096

    /// Copies a file; what cannot be read of it becomes zeros. The copy is its owner's alone.
    static func copy(_ source: String, to target: String) throws(LogError) {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw .cannotOpen(path: source, reason: String(cString: strerror(errno))) }
        defer { close(input) }
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard output >= 0 else { throw .cannotOpen(path: target, reason: String(cString: strerror(errno))) }
        defer { close(output) }
        let length = lseek(input, 0, SEEK_END)
        var offset: off_t = 0
        while offset < length {
            let wanted = Int(min(off_t(blockLength), length - offset))
            let block = bytes(of: input, at: offset, wanted) ?? sectors(of: input, at: offset, wanted)
            try write(block, to: output, target)
            offset += off_t(wanted)
        }
    }

    private static func sectors(of descriptor: Int32, at offset: off_t, _ count: Int) -> [UInt8] {
        stride(from: 0, to: count, by: sectorLength).flatMap { start in
            let wanted = min(sectorLength, count - start)
            return bytes(of: descriptor, at: offset + off_t(start), wanted) ?? [UInt8](repeating: 0, count: wanted)
        }
    }

    /// Nil where not all can be read.
    private static func bytes(of descriptor: Int32, at offset: off_t, _ wanted: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: wanted)
        var done = 0
        while done < wanted {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: done), wanted - done, offset + off_t(done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return nil }
            done += count
        }
        return bytes
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(LogError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .unwritable(reason: "\(path): \(String(cString: strerror(errno)))") }
            rest = rest.dropFirst(count)
        }
    }

    /// Puts the first page of a new log in place of a damaged one: it holds nothing but what every log has there,
    /// the header and where each table begins (sqlite.org/fileformat2.html, 1.3 and 2.6).
    ///
    /// Tables that a later version adds begin wherever a log had grown to by then; those of the first version do not move.
    ///
    /// Throws ``LogError`` where the file cannot be changed.
    static func mendFirstPage(of path: String) throws {
        let model = path + "-model"
        defer { for suffix in ["", "-journal"] { unlink(model + suffix) } }
        unlink(model)
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size=\(LogSchema.pageBytes)") }
            let queue = try DatabaseQueue(path: model, configuration: configuration)
            try queue.write { _ = try LogUpgrade.apply(to: $0) }
            try queue.close()
        } catch {
            throw LogError.unwritable(reason: DatabaseFailure.sentence(error))
        }
        guard var page = FileManager.default.contents(atPath: model)?.prefix(LogSchema.pageBytes),
            page.count == LogSchema.pageBytes
        else { throw LogError.unwritable(reason: "\(model) cannot be read") }
        // Bytes 92 to 95: a number that is not the change counter's makes SQLite count the pages by the file's length.
        page.replaceSubrange(92..<96, with: [0, 0, 0, 0])
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LogError.cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        try write([UInt8](page), to: descriptor, path)
    }
}
