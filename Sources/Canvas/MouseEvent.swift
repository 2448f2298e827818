/// What the mouse did, and where.
public struct MouseEvent: Hashable, Sendable {
    /// A mouse button.
    public enum Button: Hashable, Sendable, CaseIterable {
        case left, middle, right
    }

    /// What was done.
    public enum Action: Hashable, Sendable {
        case press(Button)
        case release(Button)
        /// Moved with a button held.
        case drag(Button)
        case wheelUp, wheelDown
    }

    /// What was done.
    public var action: Action
    /// The cell under the pointer.
    public var position: Point

    /// The mouse did this at this cell.
    public init(_ action: Action, at position: Point) {
        self.action = action
        self.position = position
    }
}
