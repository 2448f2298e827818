import Foundation
public import WarRoom

extension Home {
    /// Makes the home, private to its owner, unless it is there.
    ///
    /// Throws ``LogError/cannotOpen(path:reason:)`` where something else is in the way, where it belongs to another user, or
    /// where it is a directory of other things.
    public func create() throws(LogError) {
        var status = stat()
        if stat(path, &status) != 0 {
            try makeParents()
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
            }
            _ = stat(path, &status)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .cannotOpen(path: path, reason: "it is not a directory; name another with --home")
        }
        guard status.st_uid == geteuid() else {
            throw .cannotOpen(
                path: path,
                reason:
                    "it belongs to the user \(status.st_uid), and only its owner may open the log (you are \(geteuid()))"
            )
        }
        guard !isForeign else {
            throw .cannotOpen(
                path: path, reason: "it holds files that are no room's; name a new or empty directory with --home")
        }
        guard mkdir(snapshots, 0o700) == 0 || errno == EEXIST else {
            throw .cannotOpen(path: snapshots, reason: String(cString: strerror(errno)))
        }
        guard stat(snapshots, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .cannotOpen(path: snapshots, reason: "it is not a directory")
        }
    }

    /// Whether the directory holds other things, and nothing that only a room has.
    private var isForeign: Bool {
        let names = Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
        let own = [log, head, daemonSettings, socket, lock, quarantine, hand].map { ($0 as NSString).lastPathComponent }
        // The first is made before the lock, perhaps just now by another process; the second by who formats a disk.
        return names.isDisjoint(with: own) && !names.isSubset(of: ["snapshots", "lost+found"])
    }

    private func makeParents() throws(LogError) {
        let parent = (path as NSString).deletingLastPathComponent
        guard !parent.isEmpty, !FileManager.default.fileExists(atPath: parent) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotOpen(path: parent, reason: error.localizedDescription)
        }
    }
}
