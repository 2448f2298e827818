/// A sender changes the words of its own alert (Opsgenie's `PUT …/message` and `…/description`).
///
/// What it did not send itself is left as it is, and so is what is off the board. Resends that no summary has written down yet
/// must be known before it is decided, since they may hold newer words.
public struct AmendAlert: Command {
    public let alert: AlertID
    /// Nil leaves the title as it is.
    public let title: String?
    /// Put in place of the annotation of the same name; nil leaves them all as they are.
    public let annotation: Label?

    public init(_ alert: AlertID, title: String? = nil, annotation: Label? = nil) {
        self.alert = alert
        self.title = title
        self.annotation = annotation
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        guard let known = state.alert(alert, sentBy: situation.actor), known.phase != .resolved,
            !state.isRedacted(known)
        else { return }
        let annotations = annotation.map { Labels(Array(known.annotations) + [$0]) } ?? known.annotations
        let change = AlertRepeated.Change(alert: known.id, title: title ?? known.title, annotations: annotations)
        guard change.title != known.title || change.annotations != known.annotations else { return }
        let repeated = AlertRepeated.Repeat(
            alert: known.id, episode: known.episode, times: 0, lastHeard: situation.now, endsAt: nil, expiresAt: nil)
        decision.record(
            AlertRepeated(
                facts: AlertRepeated.Facts(alerts: [repeated]), text: AlertRepeated.Words(annotations: [change])),
            incident: known.incident)
    }
}

extension RoomState {
    /// The alert of this id if the sender who acts has sent it; nil for every other.
    public func alert(_ id: AlertID, sentBy actor: Actor) -> Alert? {
        alerts[id].flatMap { actor.principal == "sender:\($0.sender)" ? $0 : nil }
    }
}
