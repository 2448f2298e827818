/// One episode of an alert as its events tell it.
struct AlertEpisode: Sendable {
    var episode: EventID
    /// When it began, by its source's word.
    var since: Instant
    var endedAt: Instant?
    /// Who took it first, else who saw it first.
    var by: String?
    var name: String?
    var firedAt: Instant?
    /// Who acknowledged it first, and when.
    var firstAck: (at: Instant, person: String)?
    /// The incident that it belonged to last, where that was merged the one that lived on.
    var incident: IncidentID?
    var moments: [AlertMoment] = []
    /// Whether the event that opened it is among those read.
    var isWhole = false
    private var isTaken = false

    /// The episodes in one alert's events, both the oldest first.
    static func all(of alert: AlertID, in events: [Event], incidents: [IncidentID: Incident]) -> [AlertEpisode] {
        var episodes: [AlertEpisode] = []
        for event in events {
            guard let id = episode(of: alert, in: event) else { continue }
            if episodes.last?.episode != id {
                var next = AlertEpisode(episode: id, since: event.envelope.occurredAt)
                next.incident = episodes.last?.incident.flatMap { carried($0, event, incidents) }
                episodes.append(next)
            }
            episodes[episodes.count - 1].take(event)
        }
        for index in episodes.indices {
            episodes[index].incident = episodes[index].incident.map { living($0, incidents) }
        }
        return episodes
    }

    /// An alert that fires again belongs to its incident still while that is open.
    private static func carried(
        _ id: IncidentID, _ event: Event, _ incidents: [IncidentID: Incident]
    ) -> IncidentID? {
        guard let incident = incidents[living(id, incidents)] else { return nil }
        return incident.closedAt.map { $0 > event.envelope.recordedAt } ?? true ? id : nil
    }

    private static func living(_ id: IncidentID, _ incidents: [IncidentID: Incident]) -> IncidentID {
        var (found, seen) = (id, Set([id]))
        while let into = incidents[found]?.mergedInto, seen.insert(into).inserted { found = into }
        return found
    }

    private static func episode(of alert: AlertID, in event: Event) -> EventID? {
        switch event.body {
        case is AlertFired: event.envelope.id
        case let body as AlertSeverityChanged: body.facts.episode
        case let body as AlertResolved: body.facts.episode
        case let body as AlertExpired: body.facts.episode
        case let body as AlertAcknowledged: body.facts.episode
        case let body as AlertUnacknowledged: body.facts.episode
        case let body as AckExpired: body.facts.episode
        case let body as AlertSeen: body.facts.episode
        case let body as AlertLinked: body.facts.alert.episode
        case let body as AlertUnlinked: body.facts.alert.episode
        case let body as IncidentDeclared: body.facts.alerts.first { $0.alert == alert }?.episode
        default: nil
        }
    }

    private mutating func take(_ event: Event) {
        let at = event.envelope.occurredAt
        switch event.body {
        case let body as AlertFired:
            (isWhole, since, firedAt) = (true, body.facts.since, at)
            name = body.facts.labels["alertname"] ?? body.text?.title
        case let body as AlertResolved: endedAt = endedAt ?? body.facts.endedAt
        case is AlertExpired: endedAt = endedAt ?? at
        case let body as AlertAcknowledged:
            if !isTaken { (by, isTaken) = (body.facts.person, true) }
            firstAck = firstAck ?? (at, body.facts.person)
        case is AlertSeen where event.envelope.actor != .daemon: by = by ?? event.envelope.actor.person
        case let body as AlertLinked: incident = body.facts.incident
        case let body as IncidentDeclared: incident = body.facts.incident
        case let body as AlertUnlinked: if incident == body.facts.incident { incident = nil }
        default: break
        }
        if let moment = AlertMoment(event) { moments.append(moment) }
    }
}
