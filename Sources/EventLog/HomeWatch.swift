import Foundation
import Synchronization
import WarRoom

/// Whether the files that a room is written to are still those of its home: what goes into an unlinked file is gone when the
/// daemon ends, however well it was synced.
public final class HomeWatch: Sendable {
    private let home: Home
    /// The files as they were found first. They are all held open meanwhile, so that no other file can get their numbers.
    private let known: Mutex<[String: FileIdentity]>

    /// Knows the files that are there; one that is made later is known from the first look after that.
    init(_ home: Home) {
        self.home = home
        known = Mutex([:])
        _ = problem()
    }

    /// ``LogError/gone(path:home:)`` while the home or one of the files is missing or another; nil where all is well, or where
    /// it cannot be told.
    public func problem() -> LogError? {
        known.withLock { known in
            for path in [home.log, home.log + "-wal", home.head, home.lock] {
                switch FileIdentity.look(path) {
                case .found(let file):
                    if known[path, default: file] != file { return .gone(path: path, home: home.path) }
                    known[path] = file
                case .missing:
                    guard known[path] != nil else { continue }
                    let isThere = access(home.path, F_OK) == 0
                    return .gone(path: isThere ? path : home.path, home: home.path)
                case .unknown: continue
                }
            }
            return nil
        }
    }
}

/// What makes a file itself, whatever it is called.
struct FileIdentity: Sendable, Equatable {
    private var device: UInt64
    private var number: UInt64

    enum Look {
        case found(FileIdentity)
        case missing
        /// The system does not say, as without the right to look, or it is no file that could be written.
        case unknown
    }

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }

    /// Looks without opening: closing a database's file would drop the locks that SQLite has on it.
    static func look(_ path: String) -> Look {
        var status = stat()
        if stat(path, &status) == 0 {
            return status.st_mode & S_IFMT == S_IFREG ? .found(FileIdentity(status)) : .unknown
        }
        return errno == ENOENT || errno == ENOTDIR ? .missing : .unknown
    }
}
