/// A room's directory and the names in it. One home is one room.
public struct Home: Sendable, Hashable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    public var log: String { path + "/log.db" }
    public var views: String { path + "/views.db" }
    public var head: String { path + "/head" }
    public var lock: String { path + "/lock" }
    public var socket: String { path + "/room.sock" }
    public var daemonSettings: String { path + "/daemon.yaml" }
    /// What the daemon has in hand, for the next one to find after a trap.
    public var hand: String { path + "/hand" }
    /// Events and inputs that are left out because they stopped the room.
    public var quarantine: String { path + "/quarantine" }
    public var snapshots: String { path + "/snapshots" }

    /// `sizeof(sun_path)` less the closing zero (unix(7)): a longer socket path is reached through its directory's descriptor.
    public static let socketPathBytesMax = 107
    public var hasLongSocketPath: Bool { socket.utf8.count > Self.socketPathBytesMax }
}
