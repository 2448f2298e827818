/// A person has looked at alerts; those that had cleared leave the board.
public struct SeeAlerts: PersonCommand {
    public static let name = "see"
    public var alerts: AlertSelection

    public init(_ alerts: AlertSelection) {
        self.alerts = alerts
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        var touched: [Alert] = []
        for alert in try alerts.resolve(in: state) where alert.seenBy == nil || !alert.isOpen {
            guard let transition = AlertLifeCycle.transition(from: alert.phase, on: .see, where: { _ in false }),
                !transition.records.isEmpty
            else { continue }
            touched.append(alert)
            decision.record(
                AlertSeen(
                    facts: AlertSeen.Facts(
                        alert: alert.id, episode: alert.episode, rule: transition.rule, to: transition.to ?? alert.phase
                    )),
                incident: alert.incident)
        }
        let left = touched.filter { !$0.isOpen }.count
        decision.outcome.sentence =
            touched.isEmpty
            ? "seen already"
            : "saw \(Wording.alerts(touched))" + (left == 0 ? "" : ", \(left) left the board")
    }
}
