/// Forgetting words: whether the events still have them or not, the state is the same afterwards.
extension RoomState {
    /// Takes an alert's words away where the room still holds that episode.
    mutating func forgetWords(of reference: AlertReference) {
        if lastCleared?.titled == reference { lastCleared?.name = Erased.words }
        guard var alert = held(reference) else { return }
        alert.title = Erased.words
        alert.annotations = .none
        alert.links = []
        if !alert.isOpen { alert.ack?.note = nil }
        // Words are in no index, and an alert that is gone keeps its place among the gone.
        alerts[alert.id] = alert
    }

    /// Takes an episode's words away and lets it have no new ones: its source goes on saying the same.
    mutating func redact(_ reference: AlertReference) {
        forgetWords(of: reference)
        redacted[reference.alert] = reference.episode
        redacted = redacted.filter { alerts[$0.key]?.episode == $0.value }
    }

    mutating func forgetAckNote(of reference: AlertReference) {
        guard var alert = held(reference) else { return }
        alert.ack?.note = nil
        alerts[alert.id] = alert
    }

    /// Whether the ack that an event told of is still the alert's.
    func holds(_ event: Event) -> Bool {
        guard let body = event.body as? AlertAcknowledged, let ack = event.alert.flatMap(held)?.ack else {
            return false
        }
        return ack.at == event.envelope.occurredAt && ack.person == body.facts.person
    }

    /// Whether somebody had the words of this episode erased.
    func isRedacted(_ alert: Alert) -> Bool {
        redacted[alert.id] == alert.episode
    }

    /// The alert, where the room still holds it in this episode.
    func held(_ reference: AlertReference) -> Alert? {
        alerts[reference.alert].flatMap { $0.episode == reference.episode ? $0 : nil }
    }

    /// What says the words of alerts once more, because the events that said them lose their texts.
    func restatement(of references: [AlertReference]) -> SummariseRepeats {
        let alerts = references.compactMap(held)
        return SummariseRepeats(
            repeats: alerts.map {
                AlertRepeated.Repeat(
                    alert: $0.id, episode: $0.episode, times: 0, lastHeard: $0.lastHeard, endsAt: nil, expiresAt: nil)
            },
            changes: alerts.map {
                AlertRepeated.Change(alert: $0.id, title: $0.title, annotations: $0.annotations, links: $0.links)
            })
    }
}
