import WarRoom
import WireJSON

/// Why a request of the Alert API is not carried out.
enum OpsgenieProblem: Error {
    /// The body is no JSON object.
    case unreadable(String)
    /// What is wrong with which field.
    case fields([(name: String, sentence: String)])

    var sentences: [String] {
        switch self {
        case .unreadable(let sentence): [sentence]
        case .fields(let fields): fields.map { "\($0.name): \($0.sentence)" }
        }
    }
}

/// The fields of a request's body. What is merely too long is cut, fields of no importance may have any type.
struct OpsgenieBody {
    /// Nil for an empty body, which an acknowledgement or a close may have.
    private let root: JSONValue?

    init(_ body: [UInt8]) throws(OpsgenieProblem) {
        guard !body.isEmpty else {
            root = nil
            return
        }
        let value: JSONValue
        do {
            value = try ForeignJSON.parse(body)
        } catch {
            throw .unreadable("cannot read the body: \(error)")
        }
        guard value.kind == .object else { throw .unreadable("expected an object, found \(value.asFound)") }
        root = value
    }

    /// A field's text without blanks around it; nil where the field is absent or blank.
    func text(_ field: String) throws(OpsgenieProblem) -> String? {
        guard let found = root?[field], !found.isNull else { return nil }
        guard let text = found.scalarText else {
            throw .fields([(field, "expected a text, found \(found.asFound)")])
        }
        return Cut.trimmed(text)
    }

    func required(_ field: String) throws(OpsgenieProblem) -> String {
        guard let text = try text(field) else { throw .fields([(field, "expected a text, found nothing")]) }
        return text
    }

    /// Who is said to act.
    var person: String? {
        (root?["user"]?.string).flatMap { Cut.trimmed($0) }.map { Cut.fitting($0, bytesMax: Limits.personBytesMax) }
    }

    /// The end of a snooze.
    func end(after now: Instant) throws(OpsgenieProblem) -> Instant {
        let text = try required("endTime")
        guard let end = Instant(timestamp: text) else {
            throw .fields([
                ("endTime", "expected a time as 2026-11-22T03:04:05Z, found \"\(Cut.text(text, bytesMax: 64))\"")
            ])
        }
        guard end > now else {
            throw .fields([("endTime", "expected a time that lies ahead, found \(end.spoken)")])
        }
        return end
    }
}

/// The alert that a body opens.
extension OpsgenieBody {
    /// Opsgenie's priorities, the most urgent first, as severities; P3 is what an alert has that names none.
    static let severities: [(priority: String, severity: AlertSeverity)] = [
        ("P1", .critical), ("P2", .error), ("P3", .warning), ("P4", .info), ("P5", .info),
    ]
    /// What stands between the tags of the label `tags`.
    static let tagSeparator = ","

    /// The alias, priority, severity, entity, source and tags become labels; all that is said about the alert becomes annotations.
    func alert(
        _ alert: AlertID, alias: String, sender: String, timeout: Milliseconds?
    ) throws(OpsgenieProblem) -> AlertObservation {
        let message = try required("message")
        let (priority, severity) = try priority()
        var labels = [
            Label(name: "alias", value: alias), Label(name: "priority", value: priority),
            // So that a matcher on the severity finds every dialect's alerts.
            Label(name: "severity", value: severity.rawValue),
        ]
        for name in ["entity", "source"] {
            if let value = root?[name]?.scalarText, !value.isEmpty { labels.append(Label(name: name, value: value)) }
        }
        let tags = list("tags").joined(separator: Self.tagSeparator)
        if !tags.isEmpty { labels.append(Label(name: "tags", value: tags)) }
        let words = CappedWords(labels: Labels(labels), annotations: annotations)
        return AlertObservation(
            alert: alert, isFiring: true, severity: severity, labels: words.labels,
            annotations: words.annotations, title: AlertWords.firstLine(of: message) ?? alias,
            links: AlertWords.links(annotations: words.annotations, generatorURL: root?["source"]?.string),
            source: OpsgenieAlerts.name, sender: sender, timeout: timeout)
    }

    private func priority() throws(OpsgenieProblem) -> (priority: String, severity: AlertSeverity) {
        let word = try text("priority") ?? "P3"
        if let known = Self.severities.first(where: { $0.priority == word.uppercased() }) { return known }
        throw .fields([("priority", "expected one of P1, P2, P3, P4 and P5, found \"\(Cut.text(word, bytesMax: 64))\"")]
        )
    }

    private var annotations: Labels {
        var annotations = root?["details"]?.details(named: "details") ?? []
        for name in ["description", "note"] {
            if let text = root?[name]?.scalarText, !text.isEmpty { annotations.append(Label(name: name, value: text)) }
        }
        for name in ["responders", "actions"] {
            let texts = list(name)
            if !texts.isEmpty { annotations.append(Label(name: name, value: texts.joined(separator: ", "))) }
        }
        return Labels(annotations)
    }

    /// The texts of an array, or the one text that stands in its place. A responder is named by its name, else by its id.
    private func list(_ field: String) -> [String] {
        guard let value = root?[field] else { return [] }
        if let text = value.scalarText { return [text] }
        return value.elements.compactMap { element in
            element.scalarText ?? (element["name"] ?? element["username"] ?? element["id"])?.scalarText
        }
    }
}
