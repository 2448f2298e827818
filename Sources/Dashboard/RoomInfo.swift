/// What the screen knows of its room before the room has said a word.
public struct RoomInfo: Sendable, Hashable {
    /// What people call the room: its home's name.
    public var name: String
    /// Where senders reach it, such as `127.0.0.1:9911`; used until the room itself says where it listens.
    public var listener: String

    /// A room of this name whose listener is expected at this address.
    public init(name: String, listener: String) {
        self.name = name
        self.listener = listener
    }
}
