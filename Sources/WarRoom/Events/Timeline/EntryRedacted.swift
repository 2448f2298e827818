/// Somebody had an entry's words erased: from the log, the state and everything made of them.
public struct EntryRedacted: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The entry's event.
        public var entry: EventID
        /// Its place in the log that this was written to.
        public var sequence: Int64
        /// Who asked for it.
        public var person: String
        /// Further events whose texts held the same words: a note's corrections, what an alert's source repeated.
        public var also: [ErasedEvent]
        /// The episode of an alert that has no words any more, and takes no new ones.
        public var alert: AlertReference?
        /// The alert whose ack has no note any more.
        public var ack: AlertReference?
        /// The incident that has no title any more.
        public var incident: IncidentID?
        /// The silence that has no comment any more.
        public var silence: EventID?
        /// The walk through a playbook that has no words any more.
        public var run: EventID?

        public init(
            entry: EventID, sequence: Int64, person: String, also: [ErasedEvent] = [], alert: AlertReference? = nil,
            ack: AlertReference? = nil, incident: IncidentID? = nil, silence: EventID? = nil, run: EventID? = nil
        ) {
            self.entry = entry
            self.sequence = sequence
            self.person = person
            self.also = also
            self.alert = alert
            self.ack = ack
            self.incident = incident
            self.silence = silence
            self.run = run
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var why: String

        public init(why: String) {
            self.why = why
        }
    }

    public static let kind = "entry.redacted"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        if let alert = facts.alert { state.redact(alert) }
        if let ack = facts.ack { state.forgetAckNote(of: ack) }
        if let incident = facts.incident { state.revise(incident, as: envelope) { $0.title = Erased.words } }
        if let silence = facts.silence { state.silences[silence]?.comment = Erased.words }
        if let run = facts.run { state.revise(run: run) { $0.forgetWords() } }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        nil
    }

    public var amendment: TimelineAmendment? {
        .retell(.id(facts.entry), sentence: "redacted by \(facts.person): \(text?.why ?? Erased.words)")
    }
}
