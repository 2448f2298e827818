/// The clock's command: everything that is due falls due.
///
/// Each alert moves at most once a tick: what else is due of it is decided in the next tick, from where it stands then.
public struct Tick: Command {
    /// How many deadlines one tick takes; the rest follow at once in the next.
    public static let deadlinesMax = 1000

    public init() {}

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        var moved: Set<AlertID> = []
        for deadline in state.deadlines.due(at: situation.now, limit: Self.deadlinesMax) {
            if let alert = deadline.subject.alert, !moved.insert(alert).inserted { continue }
            try decide(deadline, in: state, situation, into: &decision)
        }
    }

    private func decide(
        _ deadline: DeadlineSet.Deadline, in state: RoomState, _ situation: Situation, into decision: inout Decision
    ) throws(Refusal) {
        let incident = deadline.subject.alert.flatMap { state.alerts[$0]?.incident }
        let body: (any EventBody)? =
            switch deadline.subject {
            case .alertExpiry(let id): expired(state.alerts[id])
            case .ackExpiry(let id): ackExpired(state.alerts[id])
            case .unseen(let id): seen(state.alerts[id])
            case .silenceStart(let id): SilenceStarted(facts: SilenceStarted.Facts(silence: id))
            case .silenceEnd(let id): SilenceEnded(facts: SilenceEnded.Facts(silence: id, byTime: true))
            case .onCallEnd: OnCallEnded(facts: OnCallEnded.Facts(person: state.onCall?.person ?? ""))
            case .senderSilence(let name): silenceChanged(of: state.watches[name])
            }
        guard let body else { return }
        decision.record(body, occurredAt: deadline.due, incident: incident)
        if let changed = body as? SenderSilenceChanged {
            try raise(changed.facts, in: state, situation, into: &decision)
        }
    }

    private func silenceChanged(of watch: SenderWatch?) -> SenderSilenceChanged? {
        watch.map { SenderSilenceChanged(facts: SenderSilenceChanged.Facts(sender: $0.name, isSilent: !$0.isSilent)) }
    }

    /// The room's own alert about a sender, or its end, by the same rules as every source's.
    private func raise(
        _ facts: SenderSilenceChanged.Facts, in state: RoomState, _ situation: Situation, into decision: inout Decision
    ) throws(Refusal) {
        let silence = state.watches[facts.sender]?.silence ?? .zero
        let alert = SenderWatch.alert(for: facts.sender, isFiring: facts.isSilent, silence: silence)
        try ObserveAlert(alert).decide(in: state, situation, into: &decision)
    }

    private func expired(_ alert: Alert?) -> AlertExpired? {
        guard let alert, let transition = transition(of: alert, on: .fallsSilent) else { return nil }
        return AlertExpired(
            facts: AlertExpired.Facts(
                alert: alert.id, episode: alert.episode, rule: transition.rule, lastHeard: alert.lastHeard))
    }

    private func ackExpired(_ alert: Alert?) -> AckExpired? {
        guard let alert, let transition = transition(of: alert, on: .ackRunsOut) else { return nil }
        return AckExpired(
            facts: AckExpired.Facts(
                alert: alert.id, episode: alert.episode, rule: transition.rule, person: alert.ack?.person ?? ""))
    }

    private func seen(_ alert: Alert?) -> AlertSeen? {
        guard let alert, let transition = transition(of: alert, on: .unseenTooLong) else { return nil }
        return AlertSeen(
            facts: AlertSeen.Facts(
                alert: alert.id, episode: alert.episode, rule: transition.rule, to: transition.to ?? .resolved))
    }

    private func transition(of alert: Alert, on input: AlertInput) -> AlertTransition? {
        AlertLifeCycle.transition(from: alert.phase, on: input) { _ in false }
    }
}
