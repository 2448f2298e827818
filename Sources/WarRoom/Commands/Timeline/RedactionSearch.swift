/// Finds what a redaction of an entry erases, event by event: whoever has the log shows it the events that name the entry.
public struct RedactionSearch: Sendable {
    /// What is known so far.
    public var scope: RedactionScope {
        RedactionScope(
            event: entry, erased: erased.sorted { $0.sequence < $1.sequence }, bystanders: bystanders,
            isRepeated: isRepeated)
    }
    /// Sentences of other entries that quoted the words, as they read from now on.
    public var retold: [TimelineAmendment] {
        retellings.filter { !redacted.contains($0.entry.event) }.map {
            .retell(.sequence($0.entry.sequence), sentence: $0.sentence)
        }
    }
    /// Words that remembered answers may quote.
    public private(set) var words: Set<String> = []
    private let entry: Event
    /// The event that began what the entry is about; nil for what nothing but the entry began.
    private let opening: Event?
    private var erased: Set<ErasedEvent> = []
    private var bystanders: [AlertReference] = []
    private var isRepeated = false
    private var retellings: [(entry: ErasedEvent, sentence: String)] = []
    /// Entries that say already that they were redacted.
    private var redacted: Set<EventID>
    private var named: Set<AlertReference> = []
    /// What is known of a walk through a playbook without the playbook's words.
    private var walked = RoomState()

    /// `opening` is the event that ``opening(of:in:)`` names, where the log has it.
    public init(of entry: Event, opening: Event?) {
        self.entry = entry
        self.opening = opening
        redacted = [entry.envelope.id]
        erase(entry)
        if entry.body is PlaybookStarted { walked.apply(entry.withoutText) }
        if let opening { take(opening) }
    }

    /// The event that began what an entry is about, where that has words of its own: an alert's episode, a silence, an incident.
    public static func opening(of entry: Event, in state: RoomState) -> EventID? {
        switch entry.body {
        case is AlertFired, is AlertSeverityChanged: entry.alert?.episode
        case let body as SilenceCreated: body.facts.silence
        case let body as SilenceChanged: body.facts.silence
        case let body as IncidentDeclared: state.incidents[body.facts.incident]?.event
        case let body as IncidentTitleChanged: state.incidents[body.facts.incident]?.event
        default: nil
        }
    }

    /// Whether another search is for the same entry with the same beginning, so that one can go on for the other.
    public func isLike(_ other: RedactionSearch) -> Bool {
        entry.envelope.id == other.entry.envelope.id && opening?.envelope.id == other.opening?.envelope.id
    }

    /// The sequence from which on further events may name the entry.
    public var start: Int64 { (opening ?? entry).envelope.sequence }

    /// What stands in the facts of further events, as JSON writes it.
    public var name: String { Self.subject(of: entry) ?? "\"\((opening ?? entry).envelope.id)\"" }

    /// The silence or the incident whose words an event tells.
    private static func subject(of event: Event) -> String? {
        switch event.body {
        case let body as SilenceCreated: "\"\(body.facts.silence)\""
        case let body as SilenceChanged: "\"\(body.facts.silence)\""
        case let body as IncidentDeclared: "\"\(body.facts.incident)\""
        case let body as IncidentTitleChanged: "\"\(body.facts.incident)\""
        default: nil
        }
    }

    /// Whether the words may stand in further events. `isCorrected` where the timeline says so of the entry.
    public func hasMore(isCorrected: Bool) -> Bool {
        opening != nil || Self.subject(of: entry) != nil || entry.body is PlaybookStarted || isCorrected
            || !entry.hasText
    }

    /// Takes an event that has ``name`` in its facts. They come in their order.
    public mutating func take(_ event: Event) {
        switch event.body {
        case let body as NoteCorrected where body.facts.entry == entry.envelope.id: erase(event)
        case let body as EntryRedacted where body.facts.entry == entry.envelope.id:
            isRepeated = true
            erase(event)
        case let body as EntryRedacted: redacted.insert(body.facts.entry)
        case let body as AlertRepeated: take(body, event)
        case is SilenceCreated, is SilenceChanged, is IncidentDeclared, is IncidentTitleChanged: takeLike(event)
        default:
            if event.run == entry.envelope.id { takeStep(event) } else { takeAboutAlert(event) }
        }
    }

    /// What the alert's source said goes; what people said of the alert reads without its title.
    private mutating func takeAboutAlert(_ event: Event) {
        guard entry.tellsWordsOfItsAlert, let opening, event.alert?.episode == opening.envelope.id else { return }
        if event.tellsWordsOfItsAlert { erase(event) }
        let told = event.tellsWordsOfItsAlert ? event.withoutText : event
        guard event.body is AlertFired || Retelling.isTitled(opening) else { return }
        retell(event, Retelling.sentence(of: told, about: opening))
    }

    /// What was done by the playbook whose words go.
    private mutating func takeStep(_ event: Event) {
        walked.apply(event)
        retell(event, event.body.narration(in: walked, as: event.envelope)?.sentence)
    }

    /// Another event about the same silence or incident: it goes where it says the same.
    private mutating func takeLike(_ event: Event) {
        guard Self.subject(of: event) == name, !words.isDisjoint(with: event.quotedWords) else { return }
        erase(event)
        retell(event, event.withoutText.body.narration(in: RoomState(), as: event.envelope)?.sentence)
    }

    private mutating func take(_ body: AlertRepeated, _ event: Event) {
        guard entry.tellsWordsOfItsAlert, let alert = opening?.alert, body.changedAlerts.contains(alert) else { return }
        erase(event)
        for change in body.text?.annotations ?? [] where change.alert == alert.alert { words.insert(change.title) }
        for other in body.changedAlerts where other != alert && named.insert(other).inserted {
            bystanders.append(other)
        }
    }

    private mutating func retell(_ event: Event, _ sentence: String?) {
        if let sentence { retellings.append((ErasedEvent(event), sentence)) }
    }

    private mutating func erase(_ event: Event) {
        guard event.hasText else { return }
        erased.insert(ErasedEvent(event))
        words.formUnion(event.quotedWords)
    }
}
