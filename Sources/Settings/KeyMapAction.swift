public import Canvas

/// What a key map has to know of an action of the screen.
public struct KeyMapAction: Sendable, Hashable {
    /// Its name in a key map.
    public let name: String
    /// The keys it has of itself; a key map may take them away.
    public let keys: [Key]
    /// The pane where alone its keys are meant for it; `nil` for everywhere. Only actions of two panes may share a key.
    public let pane: String?
    /// Whether it must keep a key.
    public let needsKey: Bool

    /// An action.
    public init(name: String, keys: [Key], pane: String? = nil, needsKey: Bool = false) {
        self.name = name
        self.keys = keys
        self.pane = pane
        self.needsKey = needsKey
    }

    /// Whether there is a place where a key that both have could mean either.
    func meets(_ other: KeyMapAction) -> Bool {
        pane == nil || other.pane == nil || pane == other.pane
    }
}
