/// Corrects a note's words, or moves it to an incident or back to the room. The first version stays in the log.
public struct CorrectNote: EntryCommand {
    public static let name = "correct"
    public var entry: EntrySelection
    /// Nil leaves the words as they are.
    public var body: String?
    public var movedTo: IncidentID?
    /// True moves it to the room itself, where it is of no incident; else absent.
    public var toRoom: Bool?

    public init(_ entry: EntrySelection, body: String?, movedTo: IncidentID? = nil, toRoom: Bool = false) {
        self.entry = entry
        self.body = body
        self.movedTo = movedTo
        self.toRoom = toRoom ? true : nil
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let note = try NoteSubject.note(entry, situation)
        let isToRoom = toRoom == true
        guard body != nil || movedTo != nil || isToRoom else {
            throw Refusal(
                .invalid, "say what to correct: the new text, or --incident INC or --incident none to move the note")
        }
        guard movedTo == nil || !isToRoom else {
            throw Refusal(.invalid, "a note is moved to an incident or to the room, not to both")
        }
        if let movedTo { _ = try IncidentSelection.id(movedTo).resolve(in: state) }
        var words: NoteCorrected.Words?
        if let body { words = .init(body: try Wording.checked(body, "a note", bytesMax: Limits.noteBytesMax)) }
        let incident = isToRoom ? nil : movedTo ?? note.incident
        decision.record(
            NoteCorrected(facts: NoteCorrected.Facts(entry: note.id, movedTo: movedTo, toRoom: isToRoom), text: words),
            incident: incident)
        decision.outcome.incident = incident
        let place = isToRoom ? "the room" : movedTo?.description
        decision.outcome.sentence = place.map { "moved #\(note.sequence) to \($0)" } ?? "corrected #\(note.sequence)"
        let (isMoved, oldBody) = (incident != note.incident, body.map { _ in note.body })
        if oldBody != nil || isMoved {
            decision.outcome.undo = [
                CorrectNote(
                    .id(note.id), body: oldBody, movedTo: isMoved ? note.incident : nil,
                    toRoom: isMoved && note.incident == nil)
            ]
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
