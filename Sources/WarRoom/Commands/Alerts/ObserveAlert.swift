/// What a source says about one of its alerts, as a dialect read it.
public struct AlertObservation: Sendable, Equatable {
    public var alert: AlertID
    public var isFiring: Bool
    public var severity: AlertSeverity
    public var labels: Labels
    public var annotations: Labels
    public var title: String
    public var links: [Link]
    public var source: String
    public var sender: String
    /// When the episode began; nil where the message does not say.
    public var startsAt: Instant?
    /// When it ended, or when it will have ended unless it is sent again.
    public var endsAt: Instant?
    /// How long the source may be silent; nil where the dialect's alerts never expire.
    public var timeout: Milliseconds?

    public init(
        alert: AlertID, isFiring: Bool, severity: AlertSeverity, labels: Labels, annotations: Labels = .none,
        title: String, links: [Link] = [], source: String, sender: String, startsAt: Instant? = nil,
        endsAt: Instant? = nil, timeout: Milliseconds? = nil
    ) {
        self.alert = alert
        self.isFiring = isFiring
        self.severity = severity
        self.labels = labels
        self.annotations = annotations
        self.title = title
        self.links = links
        self.source = source
        self.sender = sender
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.timeout = timeout
    }
}

/// A resend that changed neither severity nor state.
public struct AlertResend: Sendable, Equatable {
    public var repeated: AlertRepeated.Repeat
    /// The alert's new words, where they differ.
    public var change: AlertRepeated.Change?
}

/// A source said something about an alert.
public struct ObserveAlert: Command {
    public let observation: AlertObservation

    public init(_ observation: AlertObservation) {
        self.observation = observation
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let known = state.alerts[observation.alert]
        if state.crowd.members[observation.alert] != nil, state.isBoardFull || !observation.isFiring {
            decideInCrowd(situation, into: &decision)
            return
        }
        let input: AlertInput = observation.isFiring ? .fires : .clears
        let transition = AlertLifeCycle.transition(from: known?.phase, on: input) { holds($0, of: known) }
        guard let transition else {
            decision.outcome.sentence = "nothing is open that this could end"
            return
        }
        for kind in transition.records {
            record(kind, of: known, by: transition, in: state, situation, into: &decision)
        }
    }

    private func holds(_ condition: AlertTransition.Condition, of known: Alert?) -> Bool {
        switch condition {
        case .always: return true
        case .severityIsHigher: return known.map { observation.severity < $0.severity } ?? false
        case .severityIsLower: return known.map { observation.severity > $0.severity } ?? false
        case .severityDiffers: return known.map { observation.severity != $0.severity } ?? false
        case .wasLookedAt: return known.map { $0.seenBy != nil || !$0.silencedBy.isEmpty } ?? false
        case .beganKnown: return observation.startsAt != nil
        case .isLateCopy: return known.map(isLateCopy) ?? false
        case .isOfEarlierEpisode:
            guard let known, let startsAt = observation.startsAt, let endsAt = observation.endsAt else { return false }
            return startsAt < known.since && endsAt <= known.since
        }
    }

    /// A copy began no later than the ended episode, and promises to last no longer than the newest that was heard: a source
    /// that goes on firing promises more each time.
    private func isLateCopy(of known: Alert) -> Bool {
        guard known.clearedBySource, let startsAt = observation.startsAt, startsAt <= known.since else { return false }
        guard let promised = known.endsAt, let endsAt = observation.endsAt else { return true }
        return endsAt <= promised
    }

    private func record(
        _ kind: String, of known: Alert?, by transition: AlertTransition, in state: RoomState, _ situation: Situation,
        into decision: inout Decision
    ) {
        switch kind {
        case AlertFired.kind: decision.record(fired(by: transition, situation), occurredAt: since(situation))
        case AlertRepeated.kind:
            if let known { decision.resends.append(resend(of: known, in: state, situation)) }
        case AlertSeverityChanged.kind:
            if let known {
                let body = severityChanged(of: known, by: transition, in: state, situation)
                decision.record(body, incident: known.incident)
            }
        case AlertResolved.kind:
            let episode = known?.episode ?? decision.events.last?.id
            if let episode {
                let body = resolved(episode, by: transition, situation)
                decision.record(body, occurredAt: body.facts.endedAt, incident: known?.incident)
            }
        default: preconditionFailure("the life cycle records \(kind), which no observation can make")
        }
    }

    private func since(_ situation: Situation) -> Instant {
        min(observation.startsAt ?? situation.now, situation.now)
    }

    private func expiresAt(_ situation: Situation) -> Instant? {
        observation.timeout.map { situation.now + $0 }
    }

    private func fired(by transition: AlertTransition, _ situation: Situation) -> AlertFired {
        AlertFired(
            facts: AlertFired.Facts(
                alert: observation.alert, rule: transition.rule, severity: observation.severity,
                labels: observation.labels, source: observation.source, sender: observation.sender,
                since: since(situation), endsAt: observation.isFiring ? observation.endsAt : nil,
                timeout: observation.timeout),
            text: AlertFired.Words(
                title: observation.title, annotations: observation.annotations, links: observation.links))
    }

    private func resend(of known: Alert, in state: RoomState, _ situation: Situation) -> AlertResend {
        let isChanged =
            !state.isRedacted(known)
            && (known.annotations != observation.annotations || known.title != observation.title)
        return AlertResend(
            repeated: AlertRepeated.Repeat(
                alert: known.id, episode: known.episode, times: 1, lastHeard: situation.now,
                endsAt: observation.endsAt, expiresAt: expiresAt(situation)),
            change: isChanged
                ? AlertRepeated.Change(
                    alert: known.id, title: observation.title, annotations: observation.annotations) : nil)
    }

    private func severityChanged(
        of known: Alert, by transition: AlertTransition, in state: RoomState, _ situation: Situation
    ) -> AlertSeverityChanged {
        AlertSeverityChanged(
            facts: AlertSeverityChanged.Facts(
                alert: known.id, episode: known.episode, rule: transition.rule, from: known.severity,
                to: observation.severity, phase: transition.to ?? known.phase, heardAt: situation.now,
                endsAt: observation.endsAt, expiresAt: expiresAt(situation)),
            text: state.isRedacted(known)
                ? nil : AlertSeverityChanged.Words(title: observation.title, annotations: observation.annotations))
    }

    private func resolved(
        _ episode: EventID, by transition: AlertTransition, _ situation: Situation
    ) -> AlertResolved {
        AlertResolved(
            facts: AlertResolved.Facts(
                alert: observation.alert, episode: episode, rule: transition.rule, to: transition.to ?? .resolved,
                endedAt: min(observation.endsAt ?? situation.now, situation.now), bySource: true))
    }

    /// An alert above the limit: its repeats are not logged again until the board has room for it, its end is.
    private func decideInCrowd(_ situation: Situation, into decision: inout Decision) {
        guard !observation.isFiring else { return }
        decision.record(
            AlertResolved(
                facts: AlertResolved.Facts(
                    alert: observation.alert, episode: EventID(high: 0, low: 0), rule: "C1", to: .resolved,
                    endedAt: situation.now, bySource: true)))
    }
}
