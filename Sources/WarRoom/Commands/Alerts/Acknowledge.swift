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
        let left = try cleared(of: selected)
        var touched: [Alert] = []
        for alert in left.isEmpty ? selected : selected.filter(\.isOpen) {
            guard let transition = AlertLifeCycle.transition(from: alert.phase, on: .acknowledge, where: { _ in false })
            else { continue }
            touched.append(alert)
            decision.record(
                body(for: alert, transition, owner, until: situation.now + length, words), incident: alert.incident)
        }
        guard !touched.isEmpty else {
            throw Refusal(.conflict, "\(Wording.alertsAre(selected)) not on the board any more: nothing to acknowledge")
        }
        decision.outcome.sentence = sentence(about: touched, length) + Self.leaving(left)
        decision.outcome.undo = undo(of: touched, at: situation.now)
    }

    /// What is left alone because it does not fire any more: with an ack of several at once, of a certain length, for
    /// somebody, or with a note. Without any of these an ack marks it as seen (A3, A4).
    private func cleared(of selected: [Alert]) throws(Refusal) -> [Alert] {
        guard alerts.marks != nil || length != nil || note != nil || person != nil else { return [] }
        let cleared = selected.filter { $0.phase == .returned || $0.phase == .expired }
        guard let first = cleared.first, !selected.contains(where: \.isOpen) else { return cleared }
        guard cleared.count == 1 else {
            throw Refusal(
                .conflict,
                "none of the \(cleared.count) alerts fires any more (\(Self.counts(cleared))): m marks them as seen")
        }
        let fate = first.phase == .expired ? "has fallen silent: its source says nothing of it" : "has cleared"
        throw Refusal(
            .conflict,
            "\(first.name) \(fate), so nobody can have it; m, or an ack without length, person and note, marks it as seen"
        )
    }

    /// `596 expired, 2 returned`.
    private static func counts(_ cleared: [Alert]) -> String {
        [AlertPhase.expired, .returned].compactMap { phase in
            let count = cleared.count { $0.phase == phase }
            return count == 0 ? nil : "\(count) \(phase.rawValue)"
        }.joined(separator: ", ")
    }

    private static func leaving(_ cleared: [Alert]) -> String {
        cleared.isEmpty ? "" : "; \(counts(cleared)) left: m marks \(cleared.count == 1 ? "it" : "them") as seen"
    }

    /// Alerts that fire no more are only seen, however they were named.
    private func sentence(about touched: [Alert], _ length: Milliseconds) -> String {
        let open = touched.filter(\.isOpen)
        let returned = touched.filter { $0.phase == .returned }
        let expired = touched.filter { $0.phase == .expired }
        let whose = person.map { " for \($0)" } ?? ""
        var said: [String] = []
        if !open.isEmpty { said.append("acknowledged \(Wording.alerts(open))\(whose) for \(length.spoken)") }
        if !returned.isEmpty { said.append("saw \(Wording.alerts(returned)), which had cleared") }
        if !expired.isEmpty {
            let source = expired.count == 1 ? "source" : "sources"
            said.append("saw \(Wording.alerts(expired)), whose \(source) fell silent")
        }
        return said.joined(separator: "; ")
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
