/// One step of a playbook as it is walked: what to do, and how long it may take.
public struct PlaybookStep: Sendable, Hashable, Codable {
    /// `3`, or `3.1` for the first step below the third.
    public var number: String
    public var title: String
    /// How long it should take; nil where the author set none.
    public var timeBox: Milliseconds?
    public var blocks: [StepBlock]

    public init(number: String, title: String, timeBox: Milliseconds? = nil, blocks: [StepBlock] = []) {
        self.number = number
        self.title = title
        self.timeBox = timeBox
        self.blocks = blocks
    }
}

/// A part of a step's text.
public struct StepBlock: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable {
        /// A paragraph.
        case text
        /// An item of a list.
        case item
        /// An item with a box to tick.
        case task
        /// A command that the reader may run as it stands.
        case command
        /// Code that is only shown.
        case sample
    }

    public var kind: Kind
    /// Raw words, code with its line breaks; neutralised where it is shown.
    public var text: String
    /// How many lists stand around an item's own.
    public var level: Int

    public init(_ kind: Kind, _ text: String, level: Int = 0) {
        self.kind = kind
        self.text = text
        self.level = level
    }
}
