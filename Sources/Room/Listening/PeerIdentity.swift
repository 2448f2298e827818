import Foundation
import NIOCore
import WarRoom

/// Who is at the other end of a connection to the room's socket, by the kernel's word.
struct PeerIdentity: Sendable {
    let user: UInt32
    let group: UInt32

    /// Asks the kernel (`SO_PEERCRED`, unix(7)); nil where it does not say.
    static func of(_ channel: any Channel) async -> PeerIdentity? {
        guard let provider = channel as? any SocketOptionProvider else { return nil }
        let option: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
        guard let credentials = try? await option.get() else { return nil }
        return PeerIdentity(user: credentials.user, group: credentials.group)
    }

    /// `struct ucred`, which Glibc's module does not show.
    private struct Credentials: Sendable {
        var process: Int32 = 0
        var user: UInt32 = 0
        var group: UInt32 = 0
    }

    /// The account's name, or `uid:1000` for a user without one.
    var accountName: String {
        var record = passwd()
        var result: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        guard getpwuid_r(user, &record, &buffer, buffer.count, &result) == 0, result != nil, let name = record.pw_name
        else {
            return "uid:\(user)"
        }
        return String(cString: name)
    }

    /// The actor that a client speaks for: the person it names, else its account.
    func actor(as person: String?) -> Actor {
        let named = person.flatMap { $0.isEmpty ? nil : $0 }
        return Actor(principal: "uid:\(user)", person: named ?? accountName, via: named == nil ? "account" : "as")
    }
}
