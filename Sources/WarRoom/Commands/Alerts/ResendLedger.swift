/// Resends heard since the last summary, one entry an alert; not part of the state, since only the summary is logged.
public struct ResendLedger: Sendable {
    private var repeats: [AlertReference: AlertRepeated.Repeat] = [:]
    private var changes: [AlertReference: AlertRepeated.Change] = [:]
    public private(set) var lastSummaryAt: Instant

    public init(since start: Instant) {
        lastSummaryAt = start
    }

    public var isEmpty: Bool { repeats.isEmpty }

    /// When the next summary is due; nil where there is nothing to sum up.
    public var due: Instant? { isEmpty ? nil : lastSummaryAt + Limits.repeatSummaryInterval }

    /// Whether something was heard of this alert since the last summary.
    public func contains(_ alert: AlertReference) -> Bool { repeats[alert] != nil }

    public mutating func add(_ resend: AlertResend) {
        let reference = AlertReference(alert: resend.repeated.alert, episode: resend.repeated.episode)
        if var known = repeats[reference] {
            known.times = known.times.clampedSum(resend.repeated.times)
            known.lastHeard = max(known.lastHeard, resend.repeated.lastHeard)
            known.endsAt = resend.repeated.endsAt ?? known.endsAt
            known.expiresAt = resend.repeated.expiresAt ?? known.expiresAt
            repeats[reference] = known
        } else {
            repeats[reference] = resend.repeated
        }
        // No change means that the words are the room's again: a change heard in between is out of date.
        changes[reference] = resend.change
    }

    /// Takes everything out as a command.
    public mutating func drain(at now: Instant) -> SummariseRepeats {
        let order = repeats.keys.sorted { ($0.alert, $0.episode) < ($1.alert, $1.episode) }
        let command = SummariseRepeats(
            repeats: order.compactMap { repeats[$0] }, changes: order.compactMap { changes[$0] })
        repeats.removeAll(keepingCapacity: true)
        changes.removeAll(keepingCapacity: true)
        lastSummaryAt = now
        return command
    }
}

/// Writes the resends of the last seconds down, a thousand alerts an event.
public struct SummariseRepeats: Command {
    public let repeats: [AlertRepeated.Repeat]
    public let changes: [AlertRepeated.Change]
    private static var alertsPerEvent: Int { 1000 }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let words = Dictionary(changes.map { ($0.alert, $0) }, uniquingKeysWith: { $1 })
        for start in stride(from: 0, to: repeats.count, by: Self.alertsPerEvent) {
            let part = Array(repeats[start...].prefix(Self.alertsPerEvent))
            let changed = part.compactMap { state.redacted[$0.alert] == $0.episode ? nil : words[$0.alert] }
            decision.record(
                AlertRepeated(
                    facts: AlertRepeated.Facts(alerts: part),
                    text: changed.isEmpty ? nil : AlertRepeated.Words(annotations: changed)))
        }
    }
}
