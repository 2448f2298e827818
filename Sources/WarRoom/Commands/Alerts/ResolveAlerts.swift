/// A person says that alerts are over, whatever their source says; a source that says otherwise opens a new episode.
public struct ResolveAlerts: PersonCommand {
    public static let name = "resolve"
    public var alerts: AlertSelection

    public init(_ alerts: AlertSelection) {
        self.alerts = alerts
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let selected = try alerts.resolve(in: state)
        var touched: [Alert] = []
        for alert in selected {
            guard let transition = AlertLifeCycle.transition(from: alert.phase, on: .resolve, where: { _ in false })
            else { continue }
            touched.append(alert)
            decision.record(body(for: alert, transition, situation), incident: alert.incident)
        }
        guard !touched.isEmpty else {
            throw Refusal(.conflict, "\(Wording.alertsAre(selected)) resolved already")
        }
        decision.outcome.sentence = "resolved \(Wording.alerts(touched)); if the source still sends it, it fires anew"
    }

    private func body(for alert: Alert, _ transition: AlertTransition, _ situation: Situation) -> any EventBody {
        if transition.records.contains(AlertSeen.kind) {
            return AlertSeen(
                facts: AlertSeen.Facts(
                    alert: alert.id, episode: alert.episode, rule: transition.rule, to: transition.to ?? .resolved))
        }
        return AlertResolved(
            facts: AlertResolved.Facts(
                alert: alert.id, episode: alert.episode, rule: transition.rule, to: transition.to ?? .resolved,
                endedAt: situation.now, bySource: false))
    }
}
