import Foundation
public import WarRoom

/// The right to write a room: a lock that the kernel frees when its holder ends, however it ends.
public final class HomeLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, or returns nil while another process holds it.
    public init?(_ home: Home) throws(LogError) {
        let descriptor = open(home.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: home.lock, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            guard reason == EWOULDBLOCK else {
                throw .cannotOpen(path: home.lock, reason: String(cString: strerror(reason)))
            }
            return nil
        }
        self.descriptor = descriptor
    }

    /// Whether another lock stands in the home: it was removed, and somebody else has it anew.
    public func isReplaced(in home: Home) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0, case .found(let other) = FileIdentity.look(home.lock) else {
            return false
        }
        return other != FileIdentity(status)
    }

    deinit { close(descriptor) }
}
