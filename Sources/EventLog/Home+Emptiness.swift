import Foundation
public import WarRoom

extension Home {
    /// Makes a home for a log that comes from elsewhere: private to its owner, without a log, and locked.
    ///
    /// Throws ``LogError/cannotOpen(path:reason:)`` where a log, or what belongs to one, is there already, where a daemon has
    /// the home, or where others can read it.
    public func createEmpty() throws(LogError) -> HomeLock {
        try create()
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o066 == 0 else {
            throw .cannotOpen(
                path: path, reason: "other users can look into it: `chmod 700` it, or name a new directory")
        }
        guard let lock = try HomeLock(self) else {
            throw .cannotOpen(
                path: path,
                reason: "a daemon has the room: `warroom stop --home \(path)` stops it, or name another home")
        }
        for name in [log, log + "-wal", head, views] where FileManager.default.fileExists(atPath: name) {
            throw .cannotOpen(path: path, reason: "\(name) is there already: name a new directory")
        }
        return lock
    }

    /// Takes away what ``createEmpty()`` made, where nothing came of it.
    ///
    /// - Parameter wasThere: whether the directory itself was there before, and stays.
    public func removeEmpty(wasThere: Bool) {
        unlink(lock)
        rmdir(snapshots)
        if !wasThere { rmdir(path) }
    }
}
