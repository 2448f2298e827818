/// From now on these rules, and no others, say which alerts stand under others, as the configuration says.
public struct InhibitionRulesChanged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// All of them, in their order; empty where there are none any more.
        public var rules: [InhibitionRule]

        public init(rules: [InhibitionRule]) {
            self.rules = rules
        }
    }

    public static let kind = "inhibition.rules_changed"
    /// Rules that the timeline's sentence quotes.
    private static let rulesToldMax = 3
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.inhibit(by: facts.rules)
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let count = facts.rules.count
        guard count > 0 else { return Narration(.room, who: "warroom", "no alert hides another any more") }
        let told = facts.rules.prefix(Self.rulesToldMax).map(\.description).joined(separator: "; ")
        let more = count > Self.rulesToldMax ? "; and \(count - Self.rulesToldMax) more rules" : ""
        return Narration(.room, who: "warroom", "alerts hide others: \(told)\(more)")
    }
}
