import EventLog
import Foundation
import Synchronization
import WarRoom

/// A room's home in a private temporary directory, removed on every way out that a process can see to.
struct ThrowAwayHome: Sendable {
    /// The home itself; its name is what the room is called.
    let home: Home
    private let directory: String
    /// Those that `exit` removes, wherever it is called.
    private static let living = Mutex<Set<String>>([])

    init() throws(CommandFailure) {
        atexit { ThrowAwayHome.removeAll() }
        let folder = FileManager.default.temporaryDirectory.path
        Self.sweep(folder)
        // mkdtemp makes it private to its owner.
        var template = Array((folder + "/" + Self.prefix + "XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw CommandFailure(
                .cannotCreate,
                "no directory can be made in \(folder) (\(String(cString: strerror(errno)))): name another by TMPDIR")
        }
        let path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        directory = path
        home = Self.home(in: path)
        Self.living.withLock { _ = $0.insert(path) }
    }

    /// Where a screen may remember what it likes.
    var state: String { directory + "/state" }

    func remove() {
        try? FileManager.default.removeItem(atPath: directory)
        if !FileManager.default.fileExists(atPath: directory) {
            Self.living.withLock { _ = $0.remove(directory) }
        }
    }

    private static let prefix = "warroom-demo-"

    private static func home(in directory: String) -> Home { Home(path: directory + "/demo") }

    /// Seconds after which a demo without a lock has not merely not come to it yet.
    private static let lockTime = 3600

    /// Removes what demos of this account left that were killed: rooms whose lock nobody holds any more, or never did.
    private static func sweep(_ folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(prefix) {
            let directory = "\(folder)/\(name)"
            let home = home(in: directory)
            var status = stat()
            guard lstat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
                FileManager.default.fileExists(atPath: home.lock)
                    ? (try? HomeLock(home)) != nil : time(nil) - status.st_mtim.tv_sec > lockTime
            else { continue }
            try? FileManager.default.removeItem(atPath: directory)
        }
    }

    private static func removeAll() {
        for directory in living.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: directory) }
    }
}
