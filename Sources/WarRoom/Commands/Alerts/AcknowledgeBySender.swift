/// A sender says that somebody looks after its alert (PagerDuty's `acknowledge`, Opsgenie's `acknowledge` and `snooze`).
public struct AcknowledgeBySender: Command {
    public let alert: AlertID
    public let person: String
    /// Nil for the configured length. With an end, an ack that there is already is given that end.
    public let until: Instant?
    public let note: String?

    public init(alert: AlertID, person: String, until: Instant? = nil, note: String? = nil) {
        self.alert = alert
        self.person = person
        self.until = until
        self.note = note
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        try situation.policy.checkSendersMay("acknowledge")
        // As PagerDuty does it: an acknowledgement of nothing open is accepted and dropped.
        guard let known = state.alerts[alert], isWanted(for: known, at: situation.now) else { return }
        let reference = AlertReference(alert: known.id, episode: known.episode)
        let acknowledge = Acknowledge(
            AlertSelection([reference]), length: until.map { min($0 - situation.now, Limits.ackLengthMax) },
            note: note, person: person)
        try acknowledge.decide(in: state, situation, into: &decision)
    }

    /// Whether it would change anything: a repeat does not, nor does an end that has passed.
    private func isWanted(for alert: Alert, at now: Instant) -> Bool {
        guard let until else { return alert.phase == .firing }
        guard until > now else { return false }
        return alert.phase == .firing || alert.phase == .acknowledged && alert.ack?.until != until
    }
}
