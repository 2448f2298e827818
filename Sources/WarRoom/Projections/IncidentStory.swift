/// An incident so far: its measures with their end points, what was decided, what is being done; property names are the wire's.
public struct IncidentStory: Sendable, Equatable, Codable {
    public var incident: IncidentSummary
    /// The alert of it that fired first, and when.
    public var firstAlert: EndPoint?
    /// The ack that came first of all its alerts'.
    public var firstAck: EndPoint?
    /// From the first alert to the first ack, in milliseconds.
    public var firstAckAfter: Milliseconds?
    /// How many of its alerts were looked at for the first alert and the first ack.
    public var alertsRead: Int
    public var counts: [StateCount]
    public var pinned: [StoryNote]
    public var decisions: [StoryNote]
    /// Those that are walked.
    public var playbooks: [PlaybookProgress]

    /// Where a measure begins or ends.
    public struct EndPoint: Sendable, Equatable, Codable {
        public var alert: AlertID
        public var name: String
        public var at: Instant
        /// Who acknowledged it; nil where it fired.
        public var person: String?
    }

    /// How many of its alerts are in a state.
    public struct StateCount: Sendable, Equatable, Codable {
        public var state: AlertState
        public var count: Int
    }

    /// What is known without the log: told with the state, to be filled in by ``tell(_:incidents:)`` and with notes.
    public init(_ incident: Incident, in state: RoomState) {
        self.incident = IncidentSummary(incident)
        alertsRead = 0
        let states = incident.alerts.compactMap { state.alerts[$0.alert]?.state }
        counts = AlertState.allCases.compactMap { one in
            let count = states.count { $0 == one }
            return count == 0 ? nil : StateCount(state: one, count: count)
        }
        (pinned, decisions) = ([], [])
        playbooks = state.activeRuns.filter { $0.incident == incident.id }.map(PlaybookProgress.init)
    }

    /// Takes one of its alerts' events in, the oldest first.
    public mutating func tell(_ alert: AlertID, _ events: [Event], incidents: [IncidentID: Incident]) {
        alertsRead += 1
        for episode in AlertEpisode.all(of: alert, in: events, incidents: incidents)
        where episode.incident == incident.id {
            let name = episode.name ?? alert.description
            if let at = episode.firedAt, firstAlert.map({ at < $0.at }) ?? true {
                firstAlert = EndPoint(alert: alert, name: name, at: at, person: nil)
            }
            if let ack = episode.firstAck, firstAck.map({ ack.at < $0.at }) ?? true {
                firstAck = EndPoint(alert: alert, name: name, at: ack.at, person: ack.person)
            }
        }
        if let firstAlert, let firstAck { firstAckAfter = max(.zero, firstAck.at - firstAlert.at) }
    }

    /// From when it was declared until it was closed, or until now.
    public func length(now: Instant) -> Milliseconds {
        max(.zero, (incident.closedAt ?? now) - incident.openedAt)
    }
}
