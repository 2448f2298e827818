/// A person looks after alerts for a while, or gives them to another.
public struct Acknowledge: PersonCommand {
    public static let name = "acknowledge"
    public var alerts: AlertSelection
    /// How long; nil for the configured length.
    public var length: Milliseconds?
    public var note: String?
    /// Whose they are to be; nil for the one who asks.
    public var person: String?

    public init(_ alerts: AlertSelection, length: Milliseconds? = nil, note: String? = nil, person: String? = nil) {
        self.alerts = alerts
        self.length = length
        self.note = note
        self.person = person
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let selected = try alerts.resolve(in: state)
        let length = length ?? situation.policy.ackLength
        guard length > .zero, length <= Limits.ackLengthMax else {
            throw Refusal(.invalid, "an ack lasts up to \(Limits.ackLengthMax.spoken), found \(length.spoken)")
        }
        var words: AlertAcknowledged.Words?
        if let note {
            words = .init(note: try Wording.checked(note, "an ack's note", bytesMax: Limits.reasonBytesMax))
        }
        let owner = try Wording.person(person ?? situation.actor.person)
        var touched: [Alert] = []
        for alert in selected {
            guard let transition = AlertLifeCycle.transition(from: alert.phase, on: .acknowledge, where: { _ in false })
            else { continue }
            touched.append(alert)
            decision.record(
                body(for: alert, transition, owner, until: situation.now + length, words), incident: alert.incident)
        }
        guard !touched.isEmpty else {
            throw Refusal(.conflict, "\(Wording.alertsAre(selected)) not on the board any more: nothing to acknowledge")
        }
        decision.outcome.sentence = sentence(about: touched, length)
        decision.outcome.undo = undo(of: touched, at: situation.now)
    }

    /// Alerts that had cleared are only seen, however they were named.
    private func sentence(about touched: [Alert], _ length: Milliseconds) -> String {
        let open = touched.filter(\.isOpen)
        let cleared = touched.filter { !$0.isOpen }
        let whose = person.map { " for \($0)" } ?? ""
        let acknowledged = open.isEmpty ? [] : ["acknowledged \(Wording.alerts(open))\(whose) for \(length.spoken)"]
        let seen = cleared.isEmpty ? [] : ["saw \(Wording.alerts(cleared)), which had cleared"]
        return (acknowledged + seen).joined(separator: "; ")
    }

    private func body(
        for alert: Alert, _ transition: AlertTransition, _ owner: String, until: Instant,
        _ words: AlertAcknowledged.Words?
    ) -> any EventBody {
        guard transition.to == .acknowledged else {
            return AlertSeen(
                facts: AlertSeen.Facts(
                    alert: alert.id, episode: alert.episode, rule: transition.rule, to: transition.to ?? .resolved))
        }
        return AlertAcknowledged(
            facts: AlertAcknowledged.Facts(
                alert: alert.id, episode: alert.episode, rule: transition.rule, person: owner, until: until),
            text: words)
    }

    /// Alerts that fired fire again; alerts that were acknowledged go back to whose they were, for the time that was left.
    private func undo(of alerts: [Alert], at now: Instant) -> [any PersonCommand] {
        let fresh = AlertSelection.parts(of: alerts.filter { $0.phase == .firing }).map { Unacknowledge($0) }
        return fresh as [any PersonCommand] + Self.putting(alerts.filter { $0.phase == .acknowledged }, backAt: now)
    }

    /// Gives acknowledged alerts back to whose they are, for the time that is left; those of one ack together.
    static func putting(_ alerts: [Alert], backAt now: Instant) -> [any PersonCommand] {
        var acks: [Acknowledgement] = []
        var byAck: [Acknowledgement: [Alert]] = [:]
        for alert in alerts {
            guard let ack = alert.ack, ack.until > now else { continue }
            if byAck[ack] == nil { acks.append(ack) }
            byAck[ack, default: []].append(alert)
        }
        return acks.flatMap { ack in
            AlertSelection.parts(of: byAck[ack] ?? []).map {
                Acknowledge($0, length: ack.until - now, note: ack.note, person: ack.person)
            }
        }
    }
}
