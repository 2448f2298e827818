/// The daemon erases what sources said of alerts long ago, in one part of the log.
///
/// An alert that the board still shows keeps its words: they are said once more, in an event of today.
public struct RetireTexts: Command {
    public let texts: RetirementSearch
    /// The kinds of events whose texts are alerts' words.
    public static let kinds = [AlertFired.kind, AlertRepeated.kind, AlertSeverityChanged.kind, AlertAcknowledged.kind]

    public init(_ texts: RetirementSearch) {
        self.texts = texts
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        guard let first = texts.erased.first, let last = texts.erased.last else { return }
        let shown = texts.alerts.filter { state.held($0).map { $0.phase != .resolved } ?? false }
        let forgotten = texts.alerts.filter { state.held($0)?.phase == .resolved || state.lastCleared?.titled == $0 }
        decision.record(
            TextRetired(
                facts: TextRetired.Facts(
                    from: first.sequence, to: last.sequence, first: first.event, last: last.event, kinds: Self.kinds,
                    alerts: forgotten, acks: texts.acks.filter { state.holds($0) }.compactMap(\.alert))))
        try state.restatement(of: shown).decide(in: state, situation, into: &decision)
    }
}

/// Finds what is to be retired, event by event.
public struct RetirementSearch: Sendable {
    /// The events whose texts go, oldest first.
    public private(set) var erased: [ErasedEvent] = []
    /// The alerts whose words stand in them.
    public private(set) var alerts: [AlertReference] = []
    /// The acks whose notes stand in them.
    public private(set) var acks: [Event] = []
    private var named: Set<AlertReference> = []

    public init() {}

    public mutating func take(_ event: Event) {
        guard event.hasText, RetireTexts.kinds.contains(event.kind) else { return }
        erased.append(ErasedEvent(event))
        if event.body is AlertAcknowledged { acks.append(event) }
        let told = (event.body as? AlertRepeated)?.changedAlerts ?? [event.alert].compactMap(\.self)
        for alert in told where named.insert(alert).inserted { alerts.append(alert) }
    }
}
