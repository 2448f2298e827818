/// A sender writes a note about its own alert (Opsgenie's `notes`): it stands on the timeline, in the alert's incident if there is
/// one. Who sends it takes no part in the incident by that.
public struct NoteBySender: Command {
    public let alert: AlertID
    public let body: String

    public init(alert: AlertID, body: String) {
        self.alert = alert
        self.body = body
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        guard let known = state.alert(alert, sentBy: situation.actor) else { return }
        let text = Cut.text("\(known.name): \(body)", bytesMax: Limits.noteBytesMax)
        decision.record(
            NoteAdded(facts: NoteAdded.Facts(isPinned: false), text: NoteAdded.Words(body: text)),
            incident: known.incident)
    }
}
