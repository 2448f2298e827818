/// A sender says that somebody looks after its alert (PagerDuty's `acknowledge`, Opsgenie's `acknowledge`).
public struct AcknowledgeBySender: Command {
    public let alert: AlertID
    public let person: String

    public init(alert: AlertID, person: String) {
        self.alert = alert
        self.person = person
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        guard situation.policy.sendersMayAct else {
            throw Refusal(.forbidden, "senders may not acknowledge here: the configuration says ingest.acts: false")
        }
        // As PagerDuty does it: an acknowledgement of nothing open is accepted and dropped.
        guard let known = state.alerts[alert], known.phase == .firing else { return }
        let reference = AlertReference(alert: known.id, episode: known.episode)
        try Acknowledge(AlertSelection([reference]), person: person).decide(in: state, situation, into: &decision)
    }
}
