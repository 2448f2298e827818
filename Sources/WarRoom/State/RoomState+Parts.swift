/// Small changes that several events share.
extension RoomState {
    /// What people call an alert; its id where the room no longer holds it.
    func name(of id: AlertID) -> String {
        alerts[id]?.name ?? id.description
    }

    /// The same and what it is about, as in `DiskFull on db-1`: one name may fire in a dozen places.
    func nameAndPlace(of id: AlertID) -> String {
        guard let alert = alerts[id] else { return id.description }
        let (name, target) = (alert.name, alert.target)
        return target.isEmpty || target == name ? name : "\(name) on \(target)"
    }

    /// Changes one incident. Does nothing for an incident that the room does not hold.
    mutating func revise(_ id: IncidentID, as envelope: Envelope, _ change: (inout Incident) -> Void) {
        // In place: a copy would copy the list of its alerts with every alert that is linked.
        guard let index = incidents.index(forKey: id) else { return }
        change(&incidents.values[index])
        incidents.values[index].revision = envelope.sequence
    }

    /// Takes an alert out of the incident that it belongs to, where that is another one.
    mutating func unlink(_ alert: AlertID, fromAllBut incident: IncidentID, as envelope: Envelope) {
        guard let old = alerts[alert]?.incident, old != incident else { return }
        revise(old, as: envelope) { $0.alerts.removeAll { $0.alert == alert } }
    }

    /// Gives every source that may fall silent its whole timeout again, from now on.
    mutating func restartTimeouts(as envelope: Envelope) {
        restartWatches(at: envelope.recordedAt)
        // Not one by one through `revise`: there may be a hundred thousand, and nothing but the deadline changes.
        var deadlines: [DeadlineSet.Deadline] = []
        for id in board.map(\.alert) {
            let due = alerts.change(id) { alert -> Instant? in
                guard alert.isOpen, let timeout = alert.timeout else { return nil }
                alert.expiresAt = envelope.recordedAt + timeout
                alert.revision = envelope.sequence
                return alert.expiresAt
            }
            if case .some(.some(let due)) = due {
                deadlines.append(DeadlineSet.Deadline(due: due, subject: .alertExpiry(id)))
            }
        }
        self.deadlines.set(deadlines)
    }

    /// Whether new alerts go to the crowd.
    var isBoardFull: Bool { board.count >= Limits.openAlertsMax }

    mutating func admitToCrowd(_ id: AlertID, name: String) {
        guard crowd.members[id] == nil, crowd.members.count < Limits.crowdedAlertsMax else { return }
        crowd.members[id] = name
        crowd.groups[name, default: 0] += 1
    }

    mutating func dismissFromCrowd(_ id: AlertID) {
        guard let name = crowd.members.removeValue(forKey: id) else { return }
        let left = (crowd.groups[name] ?? 1) - 1
        crowd.groups[name] = left > 0 ? left : nil
    }

    /// Forgets the oldest ended silences above the limit.
    mutating func forgetEndedSilences() {
        let ended = silences.values.filter { $0.state == .expired }
        guard ended.count > Limits.endedSilencesMax else { return }
        let oldest = ended.sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
        for silence in oldest.prefix(ended.count - Limits.endedSilencesMax) { silences[silence.id] = nil }
    }
}
