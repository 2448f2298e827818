public import WarRoom
public import WireJSON

/// Alerts of a snapshot, read without `Codable`, since a snapshot may hold a hundred thousand of them.
extension Alert {
    /// Reads what ``write(to:)`` wrote; anything else is left to `Codable`, which knows how to say what is wrong with it.
    public static func read(_ value: JSONValue) throws -> Alert {
        try AlertMembers(value).alert ?? WireDecoder.decode(Alert.self, from: value)
    }
}

/// The members of an alert as they come by.
private struct AlertMembers {
    private var id: AlertID?
    private var episode: EventID?
    private var phase: AlertPhase?
    private var severity: AlertSeverity?
    private var labels: Labels?
    private var annotations: Labels?
    private var title: String?
    private var links: [Link]?
    private var source: String?
    private var sender: String?
    private var since: Instant?
    private var lastHeard: Instant?
    private var count: Int64?
    private var endsAt: Instant?
    private var timeout: Milliseconds?
    private var expiresAt: Instant?
    private var ack: Acknowledgement?
    private var seenBy: String?
    private var silencedBy: [EventID]?
    private var incident: IncidentID?
    private var clearedAt: Instant?
    private var clearedBySource: Bool?
    private var revision: Int64?
    private var opened: Int64?
    private var starts: [Instant]?
    private var isPlain = true

    init(_ value: JSONValue) {
        guard value.kind == .object else { return }
        for (key, value) in value.members { isPlain = take(key, value) && isPlain }
    }

    /// The alert, where every member that must be there is.
    var alert: Alert? {
        guard isPlain, let id, let episode, let phase, let severity, let labels, let annotations, let title, let links,
            let source, let sender, let since, let lastHeard, let count, let silencedBy, let clearedBySource,
            let revision,
            let opened
        else { return nil }
        return Alert(
            id: id, episode: episode, phase: phase, severity: severity, labels: labels, annotations: annotations,
            title: title, links: links, source: source, sender: sender, since: since, lastHeard: lastHeard,
            count: count, endsAt: endsAt, timeout: timeout, expiresAt: expiresAt, ack: ack, seenBy: seenBy,
            silencedBy: silencedBy, incident: incident, clearedAt: clearedAt, clearedBySource: clearedBySource,
            revision: revision, opened: opened, starts: starts)
    }

    /// False for what this version does not write.
    private mutating func take(_ key: String, _ value: JSONValue) -> Bool {
        switch key {
        case "id": return put(value.alertID, &id)
        case "episode": return put(value.eventID, &episode)
        case "phase": return put(value.string.flatMap(AlertPhase.init(rawValue:)), &phase)
        case "severity": return put(value.string.flatMap(AlertSeverity.init(rawValue:)), &severity)
        case "labels": return put(value.labels, &labels)
        case "annotations": return put(value.labels, &annotations)
        case "title": return put(value.string, &title)
        case "links": return put(value.links, &links)
        case "source": return put(value.string, &source)
        case "sender": return put(value.string, &sender)
        case "since": return put(value.instant, &since)
        case "lastHeard": return put(value.instant, &lastHeard)
        case "count": return put(value.int, &count)
        case "endsAt": return put(value.instant, &endsAt)
        case "timeout": return put(value.milliseconds, &timeout)
        case "expiresAt": return put(value.instant, &expiresAt)
        case "ack": return put(value.acknowledgement, &ack)
        case "seenBy": return put(value.string, &seenBy)
        case "silencedBy": return put(value.eventIDs, &silencedBy)
        case "incident": return put(value.string.flatMap { IncidentID($0) }, &incident)
        case "clearedAt": return put(value.instant, &clearedAt)
        case "clearedBySource": return put(value.bool, &clearedBySource)
        case "revision": return put(value.int, &revision)
        case "opened": return put(value.int, &opened)
        case "starts": return put(value.instants, &starts)
        default: return false
        }
    }

    private func put<Value>(_ value: Value?, _ place: inout Value?) -> Bool {
        place = value
        return value != nil
    }
}

extension JSONValue {
    fileprivate var acknowledgement: Acknowledgement? {
        guard let person = self["person"]?.string, let at = self["at"]?.instant, let until = self["until"]?.instant
        else { return nil }
        return Acknowledgement(person: person, at: at, until: until, note: self["note"]?.string)
    }
}
