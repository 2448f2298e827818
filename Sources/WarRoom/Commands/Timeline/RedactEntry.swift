/// Has an entry's words erased for good, wherever they stand; the entry itself stays.
public struct RedactEntry: EntryCommand {
    public static let name = "redact"
    public var entry: EntrySelection
    public var why: String
    /// Texts that one event names besides its entry's.
    private static let textsPerEventMax = 1000

    public init(_ entry: EntrySelection, why: String) {
        self.entry = entry
        self.why = why
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let subject = try NoteSubject.any(entry, situation)
        let why = try Wording.checked(why, "the reason", bytesMax: Limits.reasonBytesMax)
        guard let scope = situation.redaction, !scope.erased.isEmpty else {
            throw Refusal(
                .invalid,
                "\(entry) (\(subject.kind)) has no words of its own that could be erased; an alert's stand in the entry that says that it fired"
            )
        }
        let others = scope.erased.filter { $0.event != subject.id }
        var facts = EntryRedacted.Facts(
            entry: subject.id, sequence: subject.sequence, person: situation.actor.person)
        forget(scope.event, in: state, &facts)
        for start in stride(from: 0, to: max(1, others.count), by: Self.textsPerEventMax) {
            facts.also = Array(others.dropFirst(start).prefix(Self.textsPerEventMax))
            decision.record(EntryRedacted(facts: facts, text: .init(why: why)), incident: subject.incident)
        }
        let restatement = state.restatement(of: scope.bystanders)
        try restatement.decide(in: state, situation, into: &decision)
        decision.outcome.incident = subject.incident
        decision.outcome.sentence = sentence(about: subject, scope, others: others.count, isAlert: facts.alert != nil)
    }

    private func sentence(
        about subject: TimelineSubject, _ scope: RedactionScope, others: Int, isAlert: Bool
    ) -> String {
        if scope.isRepeated, others == scope.erased.count {
            let words = Wording.count(others, "text")
            return
                "#\(subject.sequence) was erased already; \(words) written about it since, reasons included, went now"
        }
        let further = others == 0 ? "" : " and \(Wording.count(others, "more text")) with its words"
        let labels = isAlert ? "; the alert's labels stay, since they are facts" : ""
        return "redacted #\(subject.sequence)\(further)\(labels)"
    }

    /// What the state itself says of the entry's words.
    private func forget(_ event: Event, in state: RoomState, _ facts: inout EntryRedacted.Facts) {
        switch event.body {
        case is AlertFired, is AlertSeverityChanged: facts.alert = event.alert
        case is AlertAcknowledged where state.holds(event): facts.ack = event.alert
        case let body as IncidentDeclared: forget(body.text?.title, of: body.facts.incident, in: state, &facts)
        case let body as IncidentTitleChanged: forget(body.text?.title, of: body.facts.incident, in: state, &facts)
        case let body as SilenceCreated: forget(body.text?.comment, of: body.facts.silence, in: state, &facts)
        case let body as SilenceChanged: forget(body.text?.comment, of: body.facts.silence, in: state, &facts)
        case is PlaybookStarted: facts.run = event.envelope.id
        default: break
        }
    }

    private func forget(
        _ title: String?, of incident: IncidentID, in state: RoomState, _ facts: inout EntryRedacted.Facts
    ) {
        if let title, state.incidents[incident]?.title == title { facts.incident = incident }
    }

    private func forget(
        _ comment: String?, of silence: EventID, in state: RoomState, _ facts: inout EntryRedacted.Facts
    ) {
        if let comment, state.silences[silence]?.comment == comment { facts.silence = silence }
    }
}

/// What a redaction erases, as the log holds it.
public struct RedactionScope: Sendable {
    /// The entry's own event.
    public var event: Event
    /// Every event whose text holds its words and is still there, oldest first.
    public var erased: [ErasedEvent] = []
    /// Other alerts whose words stand in the same texts.
    public var bystanders: [AlertReference] = []
    /// Whether the entry was redacted before.
    public var isRepeated = false

    public init(
        event: Event, erased: [ErasedEvent] = [], bystanders: [AlertReference] = [], isRepeated: Bool = false
    ) {
        self.event = event
        self.erased = erased
        self.bystanders = bystanders
        self.isRepeated = isRepeated
    }
}
