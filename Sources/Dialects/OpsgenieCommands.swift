import WarRoom

/// Closes an alert of the sender's own; the note comes on the timeline.
struct OpsgenieClose: Command {
    let alert: AlertID
    let note: String?

    func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        try situation.policy.checkSendersMay("close")
        if let known = state.alerts[alert] {
            guard state.alert(alert, sentBy: situation.actor) != nil, known.isOpen || known.phase == .expired else {
                return
            }
            if let note { try NoteBySender(alert: alert, body: note).decide(in: state, situation, into: &decision) }
        }
        // Also where the room does not hold it: it may be one of too many.
        let end = AlertObservation(
            alert: alert, isFiring: false, severity: .info, labels: .none, title: alert.description,
            source: OpsgenieAlerts.name, sender: "")
        try ObserveAlert(end).decide(in: state, situation, into: &decision)
    }
}

/// Acknowledges an alert of the sender's own, for the configured time or until its snooze ends.
struct OpsgenieAcknowledge: Command {
    let alert: AlertID
    let person: String
    let until: Instant?
    let note: String?

    func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let isKnown = state.alerts[alert] != nil
        guard !isKnown || state.alert(alert, sentBy: situation.actor) != nil else { return }
        try AcknowledgeBySender(alert: alert, person: person, until: until, note: note(at: situation.now))
            .decide(in: state, situation, into: &decision)
    }

    /// The note, and that the snooze ends before it was meant to.
    private func note(at now: Instant) -> String? {
        let isCut = until.map { $0 - now > Limits.ackLengthMax } ?? false
        let cut =
            isCut
            ? until.map { "meant to last until \($0.spoken), an ack ends after \(Limits.ackLengthMax.spoken)" } : nil
        let parts = [note, cut].compactMap(\.self)
        return parts.isEmpty
            ? nil : Cut.fitting(parts.joined(separator: "; "), bytesMax: Limits.reasonBytesMax)
    }
}
