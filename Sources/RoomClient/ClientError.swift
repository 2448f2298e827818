public import WarRoom

/// Why the room could not be asked, in a sentence and with what to do about it.
public enum ClientError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nobody answers on the socket.
    case unreachable(socket: String, reason: String)
    /// The room is open, and this user may not enter it.
    case notAllowed(home: String, owner: String)
    /// The home is another user's, and its daemon does not run: only its owner may start it.
    case notYours(home: String, owner: String)
    /// The home of a room that was open is no longer there.
    case gone(home: String)
    /// The home is now that of another room than the one that was open.
    case anotherRoom(home: String)
    /// The daemon was started and did not come up.
    ///
    /// - Parameter code: what it ended with; nil where it did not end by itself.
    case didNotStart(home: String, logFile: String, reason: String, code: Int32?)
    /// The room said no.
    case refused(Refusal)
    /// The room cannot write its log now.
    case unwritable(String)
    /// The room has too much to do, or is stopping.
    case busy(String)
    /// An answer that makes no sense.
    case misunderstood(String)

    /// Whether the same may succeed in a moment: the daemon is being replaced.
    public var isWorthAnotherTry: Bool {
        switch self {
        case .unreachable, .busy: true
        case .notAllowed, .notYours, .gone, .anotherRoom, .didNotStart, .refused, .unwritable, .misunderstood: false
        }
    }

    public var isUnreachable: Bool {
        if case .unreachable = self { true } else { false }
    }

    public var description: String {
        switch self {
        case .unreachable(let socket, let reason):
            "no room answers at \(socket) (\(reason)): `warroom serve` opens it"
        case .notAllowed(let home, let owner):
            "you may not enter the room in \(home): it belongs to \(owner), who opens it by `warroom serve --home \(home)` and shares it by adding --group GROUP"
        case .notYours(let home, let owner):
            "the room in \(home) is closed, and only \(owner) may open it: ask \(owner) to run `warroom serve --home \(home)`"
        case .gone(let home):
            "the room's home \(home) is gone: put it back, or make a new room with `warroom serve --home \(home)`"
        case .anotherRoom(let home):
            "another room is in \(home) now: leave and come again to enter it"
        case .didNotStart(let home, let logFile, let reason, _):
            "the daemon of \(home) did not start (\(reason)); its log file is \(logFile)"
        case .refused(let refusal): refusal.description
        case .unwritable(let reason), .busy(let reason), .misunderstood(let reason): reason
        }
    }
}
