/// Takes acks back: the alerts fire again.
public struct Unacknowledge: PersonCommand {
    public static let name = "unacknowledge"
    public var alerts: AlertSelection

    public init(_ alerts: AlertSelection) {
        self.alerts = alerts
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let selected = try alerts.resolve(in: state)
        var touched: [Alert] = []
        for alert in selected {
            guard
                let transition = AlertLifeCycle.transition(from: alert.phase, on: .unacknowledge, where: { _ in false })
            else { continue }
            touched.append(alert)
            decision.record(
                AlertUnacknowledged(
                    facts: AlertUnacknowledged.Facts(
                        alert: alert.id, episode: alert.episode, rule: transition.rule)),
                incident: alert.incident)
        }
        guard !touched.isEmpty else {
            throw Refusal(.conflict, "\(Wording.alertsAre(selected)) not acknowledged: nothing to take back")
        }
        decision.outcome.undo = Acknowledge.putting(touched, backAt: situation.now)
        decision.outcome.sentence = "took back the ack of \(Wording.alerts(touched))"
    }
}
