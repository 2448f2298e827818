/// What an alert stands under, and what stands under it; property names are the wire's.
public struct InhibitionStory: Sendable, Equatable, Codable {
    /// The first rule that hides the alert; nil where none does.
    public var rule: InhibitionRule?
    /// How many alerts hide it by that rule; the row names the first of them.
    public var sources: Int
    /// What the first of them is about; empty where its labels do not say.
    public var target: String
    /// How many open alerts the alert hides itself.
    public var hides: Int
    /// The first of those, as in `DiskFull on db-1`; at most ``Limits/inhibitorsShownMax``, absent where there are none.
    public var hidden: [String]?

    /// Nil where the alert neither hides nor is hidden. Walks over the whole board where it may hide others.
    public init?(_ alert: Alert, in state: RoomState) {
        let inhibitors = state.inhibitors(of: alert)
        rule = inhibitors?.rule
        sources = inhibitors?.count ?? 0
        target = inhibitors?.alerts.first.flatMap { state.alerts[$0]?.target } ?? ""
        let below = state.inhibited(by: alert)
        hides = below.count
        hidden = below.first.isEmpty ? nil : below.first.map { state.nameAndPlace(of: $0) }
        if rule == nil, hides == 0 { return nil }
    }
}
