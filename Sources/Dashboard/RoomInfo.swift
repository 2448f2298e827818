import WarRoom

/// What the screen knows of its room before the room has said a word.
public struct RoomInfo: Sendable, Hashable {
    /// What people call the room: its home's name.
    public var name: String
    /// Where senders reach it, such as `127.0.0.1:9911`; used until the room itself says where it listens.
    public var listener: String

    /// Whether what happens in it is a rehearsed story.
    public var isDemo: Bool
    /// How many of the room's seconds pass in one of the screen's: 1, but for a story that is told faster.
    public var pace: Int64

    /// A room of this name whose listener is expected at this address; its pace is brought to 1...10,000.
    public init(name: String, listener: String, isDemo: Bool = false, pace: Int64 = 1) {
        self.name = name
        self.listener = listener
        self.isDemo = isDemo
        self.pace = min(max(pace, 1), 10_000)
    }

    /// A length that eyes and hands need, in the room's time.
    func length(_ length: Milliseconds) -> Milliseconds {
        Milliseconds(length.count * pace)
    }
}
