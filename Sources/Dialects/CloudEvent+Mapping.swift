import WarRoom
import WireJSON

/// What becomes of an event: ``CloudEvents`` says the rule.
extension CloudEvent {
    /// What is to be done, and what of the event could not be read and was dropped.
    func command(
        sender: String, timeout: Milliseconds?
    ) throws(ItemProblem) -> (command: any Command, problems: [String]) {
        guard isAlert else { return (change(sender: sender), []) }
        let item = try object.map { value throws(ItemProblem) in try PlainItem(value) }
        let command = ObserveAlert(observation(item, sender: sender, timeout: timeout))
        return (command, item?.problems ?? [])
    }

    private static let stateWords: [String: Bool] = ["firing": true, "resolved": false]

    /// The type's last part where it says a state: whether it fires, and the part before.
    private var stateOfType: (isFiring: Bool, rest: Substring)? {
        guard let dot = type.lastIndex(of: "."), let isFiring = Self.stateWords[type[dot...].dropFirst().lowercased()]
        else { return nil }
        return (isFiring, type[..<dot])
    }

    private var isAlert: Bool {
        let state = object?["state"].flatMap { $0.isNull ? nil : $0 }
        if let word = state?.string?.lowercased(), Self.stateWords[word] != nil { return true }
        if state == nil, stateOfType != nil { return true }
        let severity = object?["severity"]?.string ?? attributes["severity"]
        return object?["title"]?.string != nil && severity.flatMap { AlertSeverity(word: $0) } != nil
    }

    private func observation(_ item: PlainItem?, sender: String, timeout: Milliseconds?) -> AlertObservation {
        let isFiring = item?.isFiring ?? stateOfType?.isFiring ?? true
        let severity =
            item?.severity ?? attributes["severity"].map { AlertSeverity(word: $0) ?? .error } ?? .warning
        // As a label too, so that a matcher on the severity finds every dialect's alerts.
        var labels = [
            Label(name: "source", value: source), Label(name: "type", value: String(stateOfType?.rest ?? type[...])),
            Label(name: "severity", value: severity.rawValue),
        ]
        if let subject { labels.append(Label(name: "subject", value: subject)) }
        let words = CappedWords(
            labels: Labels(labels + (item.map { Array($0.labels) } ?? [])),
            annotations: Labels(details { !PlainItem.fields.contains($0) }))
        let title = item?.title ?? item?.key ?? subject ?? type
        return AlertObservation(
            alert: AlertIdentity.id(dialect: CloudEvents.name, sender: source, key: key(item)), isFiring: isFiring,
            severity: severity, labels: words.labels, annotations: words.annotations,
            title: AlertWords.firstLine(of: title) ?? id, links: item?.links ?? [],
            source: Cut.text(item?.source ?? source, bytesMax: Limits.senderBytesMax), sender: sender,
            // An end may come before the beginning that it belongs to, and began no later than it ended.
            startsAt: time, endsAt: isFiring ? nil : time, timeout: isFiring ? timeout : nil)
    }

    private func key(_ item: PlainItem?) -> String {
        if let key = item?.key { return key }
        if let rest = stateOfType?.rest { return subject.map { "\(rest) \($0)" } ?? String(rest) }
        return subject ?? item?.title ?? type
    }

    private func change(sender: String) -> RecordChange {
        let details = CappedWords(labels: .none, annotations: Labels(details { $0 != summaryField } + asDetails))
        return RecordChange(
            source: Cut.text(source, bytesMax: Limits.labelNameBytesMax), sender: sender, summary: summary,
            details: details.annotations, links: [], at: time)
    }

    /// The member of the data that says in words what was changed.
    private var summaryField: String? {
        ["title", "summary", "message", "description"].first { name in
            (object?[name]?.string).flatMap { AlertWords.firstLine(of: $0) } != nil
        }
    }

    private var summary: String {
        let words = summaryField.flatMap { object?[$0]?.string }.flatMap { AlertWords.firstLine(of: $0) }
        return words ?? Cut.text(subject.map { "\(type): \($0)" } ?? type, bytesMax: Limits.titleBytesMax)
    }

    /// Type and subject, by the names of their header fields: data often has members that are called so.
    private var asDetails: [Label] {
        [Label(name: "ce-type", value: type)] + (subject.map { [Label(name: "ce-subject", value: $0)] } ?? [])
    }

    /// The data's members of the names that are wanted, or all of the data where it is no object; and a time that cannot be read.
    private func details(where isWanted: (String) -> Bool) -> [Label] {
        var details: [Label] =
            switch content {
            case .none: []
            case .text(let text): [Label(name: "data", value: text)]
            case .json(let value): value.details(named: "data").filter { isWanted($0.name) }
            }
        if let text = attributes["time"], time == nil { details.append(Label(name: "time", value: text)) }
        return details
    }
}
