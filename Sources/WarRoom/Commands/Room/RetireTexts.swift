/// The daemon erases what sources said of alerts long ago, in one part of the log.
///
/// An alert that the board still shows keeps its words: they are said once more, in an event of today.
public struct RetireTexts: Command {
    public let range: ClosedRange<Int64>
    /// The alerts whose words stand in the texts that go.
    public let alerts: [AlertReference]
    /// The kinds of events whose texts are alerts' words.
    public static let kinds = [AlertFired.kind, AlertRepeated.kind, AlertSeverityChanged.kind, AlertAcknowledged.kind]

    public init(_ range: ClosedRange<Int64>, alerts: [AlertReference]) {
        self.range = range
        self.alerts = alerts
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let shown = alerts.filter { state.held($0).map { $0.phase != .resolved } ?? false }
        let forgotten = alerts.filter { state.held($0)?.phase == .resolved || state.lastCleared?.titled == $0 }
        decision.record(
            TextRetired(
                facts: TextRetired.Facts(
                    from: range.lowerBound, to: range.upperBound, kinds: Self.kinds, alerts: forgotten)))
        try state.restatement(of: shown).decide(in: state, situation, into: &decision)
    }
}

/// Finds what is to be retired, event by event.
public struct RetirementSearch: Sendable {
    /// The sequences of the texts that go, oldest first.
    public private(set) var erased: [Int64] = []
    /// The alerts whose words stand in them.
    public private(set) var alerts: [AlertReference] = []
    private var named: Set<AlertReference> = []

    public init() {}

    public mutating func take(_ event: Event) {
        guard event.hasText, RetireTexts.kinds.contains(event.kind) else { return }
        erased.append(event.envelope.sequence)
        let told = (event.body as? AlertRepeated)?.changedAlerts ?? [event.alert].compactMap(\.self)
        for alert in told where named.insert(alert).inserted { alerts.append(alert) }
    }
}
