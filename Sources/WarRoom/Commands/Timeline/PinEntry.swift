/// Pins an entry of the timeline, or unpins it.
public struct PinEntry: EntryCommand {
    public static let name = "pin"
    public var entry: EntrySelection
    /// False to unpin.
    public var isPinned: Bool

    public init(_ entry: EntrySelection, isPinned: Bool = true) {
        self.entry = entry
        self.isPinned = isPinned
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let subject = try NoteSubject.any(entry, situation)
        decision.outcome.incident = subject.incident
        let done = isPinned ? "pinned" : "unpinned"
        guard subject.isPinned != isPinned else {
            decision.outcome.sentence = "#\(subject.sequence) is \(done) already"
            return
        }
        decision.record(
            isPinned
                ? EntryPinned(facts: EntryPinned.Facts(entry: subject.id))
                : EntryUnpinned(facts: EntryUnpinned.Facts(entry: subject.id)) as any EventBody,
            incident: subject.incident)
        decision.outcome.sentence = "\(done) #\(subject.sequence)"
        decision.outcome.undo = [PinEntry(.id(subject.id), isPinned: !isPinned)]
    }
}
