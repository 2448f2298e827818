/// Keeping the indexes over the alerts true: every change of an alert goes through here.
extension RoomState {
    /// Changes one alert and everything derived from it: its place on the board, the counts, its deadlines.
    ///
    /// Does nothing for an alert that the room does not hold.
    mutating func revise(_ id: AlertID, as envelope: Envelope, _ change: (inout Alert) -> Void) {
        let places = alerts.change(id) { alert in
            let old = AlertPlace(alert)
            change(&alert)
            alert.revision = envelope.sequence
            return (old: old, new: AlertPlace(alert))
        }
        guard let places else { return }
        reindex(from: places.old, to: places.new)
        if places.new.phase == .resolved { forgetOldest() }
    }

    /// Puts an alert's new episode in place of what was known of it.
    mutating func open(_ alert: Alert) {
        let old = alerts.place(of: alert.id)
        alerts[alert.id] = alert
        reindex(from: old, to: AlertPlace(alert))
    }

    /// Takes an alert in that a snapshot has, and that the state does not hold yet.
    mutating func restore(_ held: HeldAlert) {
        alerts.insert(held)
        reindex(from: nil, to: AlertPlace(held.alert))
    }

    private mutating func reindex(from old: AlertPlace?, to new: AlertPlace) {
        if let old, old.phase == .resolved { gone.remove(GoneKey(revision: old.revision, alert: old.alert)) }
        if new.phase == .resolved { gone.insert(GoneKey(revision: new.revision, alert: new.alert)) }
        if old?.board != new.board {
            if let key = old?.board { board.remove(key) }
            if let key = new.board { board.insert(key) }
        }
        if old?.state != new.state {
            if let old { counts[old.state] -= 1 }
            counts[new.state] += 1
        }
        let silences = old?.silencedBy ?? []
        if silences != new.silencedBy { rehide(new.alert, from: silences, to: new.silencedBy) }
        if old?.taking != new.taking {
            if let taking = old?.taking { taken.remove(taking) }
            if let taking = new.taking { taken.insert(taking) }
        }
        inhibition.note(new, before: old)
        if old?.expiresAt != new.expiresAt { deadlines[.alertExpiry(new.alert)] = new.expiresAt }
        if old?.ackEndsAt != new.ackEndsAt { deadlines[.ackExpiry(new.alert)] = new.ackEndsAt }
        if old?.seenAt != new.seenAt { deadlines[.unseen(new.alert)] = new.seenAt }
    }

    private mutating func rehide(_ alert: AlertID, from old: [EventID], to new: [EventID]) {
        for silence in old where !new.contains(silence) {
            hidden[silence]?.remove(alert)
            if hidden[silence]?.isEmpty ?? false { hidden[silence] = nil }
        }
        for silence in new where !old.contains(silence) { hidden[silence, default: []].insert(alert) }
    }

    private mutating func forgetOldest() {
        while gone.count > Limits.goneAlertsMax, let oldest = gone.first {
            gone.remove(oldest)
            alerts[oldest.alert] = nil
        }
    }

    /// The active silences that match the labels.
    func silences(matching labels: Labels) -> [EventID] {
        activeSilences.filter { silences[$0]?.matchers.match(labels) ?? false }
    }

    /// Starts to hide what a silence matches.
    mutating func activate(_ silence: Silence, as envelope: Envelope) {
        activeSilences.append(silence.id)
        activeSilences.sort()
        for id in board.map(\.alert) {
            guard let alert = alerts[id], alert.isOpen, silence.matchers.match(alert.labels) else { continue }
            revise(id, as: envelope) { $0.silencedBy.append(silence.id) }
        }
    }

    /// Shows again what a silence hid.
    mutating func deactivate(_ id: EventID, as envelope: Envelope) {
        guard let index = activeSilences.firstIndex(of: id) else { return }
        activeSilences.remove(at: index)
        for alert in hidden.removeValue(forKey: id) ?? [] {
            revise(alert, as: envelope) { $0.silencedBy.removeAll { $0 == id } }
        }
    }

    /// Remembers that a sender was heard.
    mutating func hear(_ name: String, source: String, at instant: Instant, refused: Int64 = 0) {
        note(sender: name, source: source, at: instant)
        if var sender = senders[name] {
            sender.source = source
            sender.lastHeard = max(sender.lastHeard, instant)
            sender.refusals = sender.refusals.clampedSum(refused)
            senders[name] = sender
            return
        }
        if senders.count >= Limits.sendersMax,
            let oldest = senders.values.min(by: { ($0.lastHeard, $0.name) < ($1.lastHeard, $1.name) })
        {
            senders[oldest.name] = nil
        }
        senders[name] = Sender(name: name, source: source, lastHeard: instant, refusals: refused)
    }
}
