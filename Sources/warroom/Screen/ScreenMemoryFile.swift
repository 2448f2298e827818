import Dashboard
import EventLog
import Foundation
import WarRoom
import WireJSON

/// What a person's screen remembers of a room, in the state directory.
struct ScreenMemoryFile {
    private let path: String

    init(directory: String, home: Home, person: String) {
        path = "\(directory)/screens/\(home.digest(for: person)).json"
    }

    /// What the screen has in hand, for the next one to find after a trap; in a directory that this makes.
    func hand() -> (mark: HandMark, found: HandMark.Found) {
        makeDirectory()
        return HandMark.open(path + ".hand")
    }

    /// Nil where nothing is remembered, or nothing that this version can read.
    func read() -> ScreenMemory? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? WireDecoder.decode(ScreenMemory.self, parsing: [UInt8](data))
    }

    /// Remembering is a convenience: where it fails the next start begins anew.
    func write(_ memory: ScreenMemory) {
        guard let bytes = try? WireEncoder.encode(memory) else { return }
        makeDirectory()
        try? Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    func forget() {
        unlink(path)
    }

    private func makeDirectory() {
        try? FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }
}
