/// What stands where words were erased.
public enum Erased {
    public static let words = "(erased)"
}

/// An event whose text goes: its id, and its place in the log that its erasure was written to. The id is what counts.
public struct ErasedEvent: Codable, Sendable, Hashable {
    public var event: EventID
    public var sequence: Int64

    public init(event: EventID, sequence: Int64) {
        self.event = event
        self.sequence = sequence
    }

    init(_ event: Event) {
        self.init(event: event.envelope.id, sequence: event.envelope.sequence)
    }
}

extension Event {
    /// Whether its text is there: it has one, and nobody erased it.
    public var hasText: Bool { Self.hasText(body) }

    /// The event as the log tells it once its text is erased.
    public var withoutText: Event { Event(envelope: envelope, body: Self.withoutText(body)) }

    private static func hasText(_ body: some EventBody) -> Bool { body.text != nil }

    private static func withoutText<Body: EventBody>(_ body: Body) -> any EventBody {
        Body(facts: body.facts, text: nil)
    }

    /// The alert that it tells of, in its episode; nil for events about several alerts, or about none.
    public var alert: AlertReference? {
        switch body {
        case let body as AlertFired: AlertReference(alert: body.facts.alert, episode: envelope.id)
        case let body as AlertSeverityChanged: AlertReference(alert: body.facts.alert, episode: body.facts.episode)
        case let body as AlertAcknowledged: AlertReference(alert: body.facts.alert, episode: body.facts.episode)
        case let body as AlertUnacknowledged: AlertReference(alert: body.facts.alert, episode: body.facts.episode)
        case let body as AckExpired: AlertReference(alert: body.facts.alert, episode: body.facts.episode)
        case let body as AlertResolved: AlertReference(alert: body.facts.alert, episode: body.facts.episode)
        case let body as AlertExpired: AlertReference(alert: body.facts.alert, episode: body.facts.episode)
        case let body as AlertSeen: AlertReference(alert: body.facts.alert, episode: body.facts.episode)
        case let body as AlertLinked: body.facts.alert
        case let body as AlertUnlinked: body.facts.alert
        default: nil
        }
    }

    /// The walk through a playbook that it goes on with.
    var run: EventID? {
        switch body {
        case let body as StepCompleted: body.facts.run
        case let body as StepSkipped: body.facts.run
        case let body as StepReopened: body.facts.run
        case let body as PlaybookStopped: body.facts.run
        default: nil
        }
    }

    /// Whether its text is what the alert's source said of it.
    var tellsWordsOfItsAlert: Bool { body is AlertFired || body is AlertSeverityChanged }

    /// The words of its text that answers and the timeline's sentences quote.
    var quotedWords: [String] {
        switch body {
        case let body as AlertFired: [body.text?.title].compactMap(\.self)
        case let body as AlertSeverityChanged: [body.text?.title].compactMap(\.self)
        case let body as AlertAcknowledged: [body.text?.note].compactMap(\.self)
        case let body as IncidentDeclared: [body.text?.title].compactMap(\.self)
        case let body as IncidentTitleChanged: [body.text?.title].compactMap(\.self)
        case let body as NoteAdded: [body.text?.body].compactMap(\.self)
        case let body as NoteCorrected: [body.text?.body].compactMap(\.self)
        case let body as ChangeReceived: [body.text?.summary].compactMap(\.self)
        case let body as SilenceCreated: [body.text?.comment].compactMap(\.self)
        case let body as SilenceChanged: [body.text?.comment].compactMap(\.self)
        case let body as InputRefused: [body.text?.reason].compactMap(\.self)
        case let body as EntryRedacted: [body.text?.why].compactMap(\.self)
        case let body as PlaybookStarted: body.text.map { [$0.title] + $0.steps.map(\.title) } ?? []
        case let body as PlaybookStopped: [body.text?.reason].compactMap(\.self)
        case let body as StepCompleted: [body.text?.note].compactMap(\.self)
        case let body as StepSkipped: [body.text?.reason].compactMap(\.self)
        default: []
        }
    }
}

extension AlertRepeated {
    /// The alerts whose words stand in its text, each in the episode that the facts name.
    var changedAlerts: [AlertReference] {
        let changed = Set((text?.annotations ?? []).map(\.alert))
        return facts.alerts.filter { changed.contains($0.alert) }
            .map { AlertReference(alert: $0.alert, episode: $0.episode) }
    }
}

/// What the timeline says of an alert whose words are erased.
public enum Retelling {
    /// The sentence of an event about an episode that an event without text opened; nil where it tells none.
    ///
    /// Told as reading the log from its beginning would tell it: only the alert's labels are known.
    public static func sentence(of event: Event, about fired: Event) -> String? {
        var state = RoomState()
        state.apply(fired.withoutText)
        return event.body.narration(in: state, as: event.envelope)?.sentence
    }

    /// Whether sentences call the alert by its title, for want of the label `alertname`.
    public static func isTitled(_ fired: Event) -> Bool {
        (fired.body as? AlertFired).map { $0.facts.labels["alertname"] == nil } ?? false
    }
}
