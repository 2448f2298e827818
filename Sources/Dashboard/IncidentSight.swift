import WarRoom

/// Which incident this person looks at: theirs alone, and steady whatever others declare.
struct IncidentSight: Sendable {
    private(set) var incident: IncidentID?
    /// Whether it was closed already when it was chosen: then its end does not take it off the screen.
    private var isClosedOnPurpose = false
    /// An incident to look at as soon as the room tells of it.
    private var awaited: IncidentID?

    /// Looks at an incident that the person chose.
    mutating func choose(_ summary: IncidentSummary) {
        incident = summary.id
        isClosedOnPurpose = summary.status == .closed
        awaited = nil
    }

    /// Looks at an incident as soon as the room tells of it.
    mutating func choose(_ id: IncidentID) {
        awaited = id
    }

    /// Settles for the first time: what is remembered from another time and is not there is forgotten.
    mutating func begin(_ incidents: [IncidentSummary]) {
        settle(incidents)
        awaited = nil
    }

    /// Leaves an incident that was closed; with none chosen, takes the worst that is open, of those the newest.
    mutating func settle(_ incidents: [IncidentSummary]) {
        if let found = incidents.first(where: { $0.id == awaited }) {
            awaited = nil
            if found.status != .closed {
                incident = found.id
                isClosedOnPurpose = false
            }
        }
        if let incident {
            guard let found = incidents.first(where: { $0.id == incident }) else { return clear(incidents) }
            if found.status == .closed, !isClosedOnPurpose { clear(incidents) }
        } else {
            clear(incidents)
        }
    }

    private mutating func clear(_ incidents: [IncidentSummary]) {
        isClosedOnPurpose = false
        incident =
            incidents.filter { $0.status != .closed }
            .min { $0.severity == $1.severity ? $0.id > $1.id : $0.severity < $1.severity }?.id
    }
}
