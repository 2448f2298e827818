/// Something was changed somewhere: a deploy, a flag, a migration. It never alerts.
public struct ChangeReceived: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var source: String
        public var sender: String

        public init(source: String, sender: String) {
            self.source = source
            self.sender = sender
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var summary: String
        public var details: Labels
        public var links: [Link]

        public init(summary: String, details: Labels, links: [Link]) {
            self.summary = summary
            self.details = details
            self.links = links
        }
    }

    public static let kind = "change.received"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.hear(facts.sender, source: facts.source, at: envelope.recordedAt)
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.change, who: facts.source, text?.summary ?? Erased.words)
    }
}
