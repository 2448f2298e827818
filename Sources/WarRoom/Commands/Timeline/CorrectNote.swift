/// Corrects a note's words, or moves it to an incident. The first version stays in the log.
public struct CorrectNote: EntryCommand {
    public static let name = "correct"
    public var entry: EntrySelection
    /// Nil leaves the words as they are.
    public var body: String?
    public var movedTo: IncidentID?

    public init(_ entry: EntrySelection, body: String?, movedTo: IncidentID? = nil) {
        self.entry = entry
        self.body = body
        self.movedTo = movedTo
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let note = try NoteSubject.note(entry, situation)
        guard body != nil || movedTo != nil else {
            throw Refusal(.invalid, "say what to correct: the new text, or --incident INC to move the note")
        }
        if let movedTo { _ = try IncidentSelection.id(movedTo).resolve(in: state) }
        var words: NoteCorrected.Words?
        if let body { words = .init(body: try Wording.checked(body, "a note", bytesMax: Limits.noteBytesMax)) }
        decision.record(
            NoteCorrected(facts: NoteCorrected.Facts(entry: note.id, movedTo: movedTo), text: words),
            incident: movedTo ?? note.incident)
        decision.outcome.incident = movedTo ?? note.incident
        decision.outcome.sentence = movedTo.map { "moved #\(note.sequence) to \($0)" } ?? "corrected #\(note.sequence)"
        // A note that was of no incident cannot be moved back: nowhere is not an incident.
        let (oldBody, oldIncident) = (body.map { _ in note.body }, movedTo.flatMap { _ in note.incident })
        if oldBody != nil || oldIncident != nil {
            decision.outcome.undo = [CorrectNote(.id(note.id), body: oldBody, movedTo: oldIncident)]
        }
    }
}

/// Checks that commands about notes share.
enum NoteSubject {
    /// The note that the command names; refused for other entries and for notes taken back.
    static func note(_ selection: EntrySelection, _ situation: Situation) throws(Refusal) -> TimelineSubject {
        let entry = try any(selection, situation)
        guard entry.kind == NoteAdded.kind else {
            throw Refusal(.invalid, "\(selection) is \(entry.kind), only notes can be corrected and taken back")
        }
        guard !entry.isWithdrawn else { throw Refusal(.conflict, "the note \(selection) was taken back") }
        return entry
    }

    static func any(_ selection: EntrySelection, _ situation: Situation) throws(Refusal) -> TimelineSubject {
        guard let entry = situation.entry else {
            throw Refusal(.notFound, "there is no entry \(selection) on the timeline: `warroom tail` shows the numbers")
        }
        return entry
    }
}
