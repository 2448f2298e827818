import WarRoom
import WireJSON

/// One event as PagerDuty's senders write it, and what PagerDuty would say against it.
struct PagerDutyEvent {
    enum Action: String {
        case trigger, acknowledge, resolve
    }

    private let root: JSONValue
    /// In PagerDuty's words, as its service answers them.
    var errors: [String] = []

    init(_ root: JSONValue) {
        self.root = root
    }

    /// What is to happen; nil, and an error, where the event does not say.
    mutating func action() -> Action? {
        let word = required(root["event_action"], "event_action")
        guard !word.isEmpty else { return nil }
        guard let action = Action(rawValue: word) else {
            errors.append(
                "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')")
            return nil
        }
        return action
    }

    /// The key of the alert; empty where there is none.
    mutating func dedupKey(isRequired: Bool) -> String {
        isRequired ? required(root["dedup_key"], "dedup_key") : root["dedup_key"]?.scalarText ?? ""
    }

    /// What the sender calls itself.
    func client(bytesMax: Int) -> String? {
        (root["client"]?.string).flatMap { Cut.trimmed($0) }.map { Cut.fitting($0, bytesMax: bytesMax) }
    }

    mutating func trigger(
        of alert: AlertID, key: String, sender: String, timeout: Milliseconds?
    ) -> AlertObservation {
        let payload = root["payload"]
        let summary = required(payload?["summary"], "payload.summary")
        let source = required(payload?["source"], "payload.source")
        let severity = severity(payload)
        // As a label too, so that a matcher on the severity finds every dialect's alerts.
        var labels = [Label(name: "source", value: source), Label(name: "severity", value: severity.rawValue)]
        for name in ["component", "group", "class"] {
            if let value = payload?[name]?.scalarText, !value.isEmpty { labels.append(Label(name: name, value: value)) }
        }
        let time = timestamp(payload)
        let words = CappedWords(labels: Labels(labels), annotations: details(payload, time.asAnnotation))
        return AlertObservation(
            alert: alert, isFiring: true, severity: severity, labels: words.labels, annotations: words.annotations,
            title: AlertWords.firstLine(of: summary) ?? key, links: links, source: origin, sender: sender,
            startsAt: time.instant, timeout: timeout)
    }

    func end(of alert: AlertID, key: String, sender: String) -> AlertObservation {
        AlertObservation(
            alert: alert, isFiring: false, severity: .info, labels: .none, title: key, source: origin, sender: sender)
    }

    mutating func change(sender: String) -> RecordChange {
        let payload = root["payload"]
        let summary = required(payload?["summary"], "payload.summary")
        let time = timestamp(payload)
        let details = CappedWords(labels: .none, annotations: details(payload, time.asAnnotation)).annotations
        let source = (payload?["source"]?.scalarText).flatMap { Cut.trimmed($0) } ?? origin
        return RecordChange(
            source: Cut.text(source, bytesMax: Limits.labelNameBytesMax), sender: sender,
            summary: Cut.text(summary, bytesMax: Limits.titleBytesMax), details: details, links: links, at: time.instant
        )
    }

    private var origin: String { client(bytesMax: Limits.senderBytesMax) ?? PagerDutyEvents.name }

    /// A text that is not blank; an error and an empty text where it is.
    private mutating func required(_ value: JSONValue?, _ field: String) -> String {
        if let text = value?.scalarText, Cut.trimmed(text) != nil { return text }
        errors.append("'\(field)' is missing or blank")
        return ""
    }

    private mutating func severity(_ payload: JSONValue?) -> AlertSeverity {
        let word = required(payload?["severity"], "payload.severity")
        guard !word.isEmpty else { return .error }
        guard let severity = AlertSeverity(rawValue: word) else {
            errors.append(
                "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')"
            )
            return .error
        }
        return severity
    }

    /// When it began. A time that cannot be read does not cost the alert: it is kept as an annotation.
    private func timestamp(_ payload: JSONValue?) -> (instant: Instant?, asAnnotation: [Label]) {
        guard let text = payload?["timestamp"]?.scalarText, !text.isEmpty else { return (nil, []) }
        if let instant = Instant(timestamp: text) { return (instant, []) }
        return (nil, [Label(name: "timestamp", value: text)])
    }

    private func details(_ payload: JSONValue?, _ more: [Label]) -> Labels {
        Labels((payload?["custom_details"]?.details(named: "details") ?? []) + more)
    }

    private var links: [Link] {
        var links = links(in: "links", titled: "text", else: "link") + links(in: "images", titled: "alt", else: "image")
        if let address = root["client_url"]?.string, !address.isEmpty {
            links.append(AlertWords.link(client(bytesMax: Limits.senderBytesMax) ?? "client", address))
        }
        return Array(links.prefix(Limits.linksPerAlertMax))
    }

    private func links(in field: String, titled title: String, else unnamed: String) -> [Link] {
        guard let list = root[field] else { return [] }
        return list.elements.prefix(Limits.linksPerAlertMax).compactMap { element in
            guard let address = element["href"]?.string ?? element["src"]?.string, !address.isEmpty else { return nil }
            return AlertWords.link(element[title]?.string ?? unnamed, address)
        }
    }
}
