/// That an event tells of one alert, or changes an earlier entry of the timeline: what their stories are found by.
///
/// Resends are summed up for many alerts in one event and leave no trace: an alert's count says how many there were.
public struct EventTrace: Sendable, Equatable {
    public enum Subject: Sendable, Hashable {
        case alert(AlertID)
        case entry(EventID)
    }

    public let subject: Subject
    /// The event's position in the log.
    public let sequence: Int64

    public init(_ subject: Subject, sequence: Int64) {
        self.subject = subject
        self.sequence = sequence
    }

    /// Those of an event; none for events that belong to no alert's and no entry's story.
    public static func all(of event: Event) -> [EventTrace] {
        subjects(of: event.body).map { EventTrace($0, sequence: event.envelope.sequence) }
    }

    private static func subjects(of body: any EventBody) -> [Subject] {
        switch body {
        case let body as AlertFired: [.alert(body.facts.alert)]
        case let body as AlertSeverityChanged: [.alert(body.facts.alert)]
        case let body as AlertResolved: [.alert(body.facts.alert)]
        case let body as AlertExpired: [.alert(body.facts.alert)]
        case let body as AlertAcknowledged: [.alert(body.facts.alert)]
        case let body as AlertUnacknowledged: [.alert(body.facts.alert)]
        case let body as AckExpired: [.alert(body.facts.alert)]
        case let body as AlertSeen: [.alert(body.facts.alert)]
        case let body as AlertLinked: [.alert(body.facts.alert.alert)]
        case let body as AlertUnlinked: [.alert(body.facts.alert.alert)]
        case let body as IncidentDeclared: body.facts.alerts.map { .alert($0.alert) }
        default: changed(by: body).map { [.entry($0)] } ?? []
        }
    }

    private static func changed(by body: any EventBody) -> EventID? {
        guard case .id(let entry)? = body.amendment?.entry else { return nil }
        return entry
    }
}
