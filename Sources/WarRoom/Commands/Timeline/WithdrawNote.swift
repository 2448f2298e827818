/// Takes a note back; only whoever wrote it may.
public struct WithdrawNote: EntryCommand {
    public static let name = "withdraw"
    public var entry: EntrySelection

    public init(_ entry: EntrySelection) {
        self.entry = entry
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let note = try NoteSubject.note(entry, situation)
        guard note.author.principal == situation.actor.principal, note.author.person == situation.actor.person else {
            throw Refusal(
                .forbidden, "\(note.author.person) wrote the note \(entry), only \(note.author.person) can take it back"
            )
        }
        decision.record(NoteWithdrawn(facts: NoteWithdrawn.Facts(entry: note.id)), incident: note.incident)
        decision.outcome.incident = note.incident
        decision.outcome.sentence = "took back the note #\(note.sequence)"
    }
}
