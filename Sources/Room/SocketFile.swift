import EventLog
import Foundation
import WarRoom

/// The room's socket in the file system: who may reach it, and how a long path fits.
enum SocketFile {
    /// Makes way for the socket and gives a path to bind.
    ///
    /// A stale socket is removed: the home's lock is held, so nobody listens on it. The path leads through the directory as it is
    /// now: it fits `sun_path` whatever the home is called, and what is removed there at the end is never the socket of a room
    /// that has taken this one's place.
    static func prepare(_ home: Home) throws(LogError) -> String {
        unlink(home.socket)
        // Kept open on purpose, for as long as the daemon lives.
        let directory = Glibc.open(home.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else {
            throw .cannotOpen(path: home.path, reason: String(cString: strerror(errno)))
        }
        return "/proc/self/fd/\(directory)/room.sock"
    }

    /// Lets the owner in, and the members of a group where one is named; nobody else.
    static func open(_ home: Home, to group: String?) throws(LogError) {
        guard let group else {
            chmod(home.socket, 0o600)
            chmod(home.path, 0o700)
            return
        }
        guard let entry = getgrnam(group) else {
            throw .cannotOpen(path: home.socket, reason: "there is no group \(group) on this machine")
        }
        let id = entry.pointee.gr_gid
        guard chown(home.socket, uid_t.max, id) == 0, chmod(home.socket, 0o660) == 0,
            chown(home.path, uid_t.max, id) == 0, chmod(home.path, 0o710) == 0
        else {
            throw .cannotOpen(
                path: home.socket, reason: "cannot give it to the group \(group): \(String(cString: strerror(errno)))")
        }
    }
}
