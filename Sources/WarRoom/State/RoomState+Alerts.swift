/// Keeping the indexes over the alerts true: every change of an alert goes through here.
extension RoomState {
    /// Changes one alert and everything derived from it: its place on the board, the counts, its deadlines.
    ///
    /// Does nothing for an alert that the room does not hold.
    mutating func revise(_ id: AlertID, as envelope: Envelope, _ change: (inout Alert) -> Void) {
        guard let old = alerts[id] else { return }
        var new = old
        change(&new)
        new.revision = envelope.sequence
        alerts[id] = new
        reindex(from: old, to: new)
        if new.phase == .resolved { forgetOldest() }
    }

    /// Puts an alert's new episode in place of what was known of it.
    mutating func open(_ alert: Alert) {
        let old = alerts[alert.id]
        alerts[alert.id] = alert
        reindex(from: old, to: alert)
    }

    private mutating func reindex(from old: Alert?, to new: Alert) {
        if let old, old.phase == .resolved { gone.remove(GoneKey(revision: old.revision, alert: old.id)) }
        if new.phase == .resolved { gone.insert(GoneKey(revision: new.revision, alert: new.id)) }
        let oldKey = old.flatMap { $0.phase == .resolved ? nil : BoardKey($0) }
        let newKey = new.phase == .resolved ? nil : BoardKey(new)
        if oldKey != newKey {
            if let oldKey { board.remove(oldKey) }
            if let newKey { board.insert(newKey) }
        }
        if old?.state != new.state {
            if let old { counts[old.state] -= 1 }
            counts[new.state] += 1
        }
        let silences = old?.silencedBy ?? []
        if silences != new.silencedBy { rehide(new.id, from: silences, to: new.silencedBy) }
        let taking = new.taking
        if old?.taking != taking {
            if let old = old?.taking { taken.remove(old) }
            if let taking { taken.insert(taking) }
        }
        inhibition.note(new, before: old)
        setDeadlines(of: new, isNew: old == nil)
    }

    private mutating func rehide(_ alert: AlertID, from old: [EventID], to new: [EventID]) {
        for silence in old where !new.contains(silence) {
            hidden[silence]?.remove(alert)
            if hidden[silence]?.isEmpty ?? false { hidden[silence] = nil }
        }
        for silence in new where !old.contains(silence) { hidden[silence, default: []].insert(alert) }
    }

    /// The deadlines of an alert follow from the alert alone.
    private mutating func setDeadlines(of alert: Alert, isNew: Bool) {
        set(.alertExpiry(alert.id), alert.isOpen ? alert.expiresAt : nil)
        // There is none of the others to take back, and looking for them costs as much as all the rest.
        if isNew, alert.phase == .firing { return }
        set(.ackExpiry(alert.id), alert.phase == .acknowledged ? alert.ack?.until : nil)
        let isUnseen = alert.phase == .returned || alert.phase == .expired
        // From when the room heard of it: a source may tell late that it cleared days ago.
        set(.unseen(alert.id), isUnseen ? alert.clearedAt.map { max($0, alert.lastHeard) + Limits.unseenLength } : nil)
    }

    private mutating func set(_ subject: DeadlineSubject, _ due: Instant?) {
        if deadlines[subject] != due { deadlines[subject] = due }
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
