import WarRoom
import WireJSON

/// The room's own form, for what has no dialect: a `curl` in a cron job.
///
/// One alert or an array of them: `{"key","title","severity","state":"firing"|"resolved","labels","links","source"}`. An alert is
/// told apart by its `source` (without one, by what the sender's User-Agent says it is) and its `key` (without one, its title),
/// and stays until it is resolved. Severity is `warning` unless it says otherwise, state is `firing`.
public enum PlainAlerts: Dialect {
    public static let name = "plain"

    public static let routes = [
        DialectRoute("POST", "/alerts", "one alert or an array of them, as curl in a cron job sends it")
    ]

    public static func read(_ request: DialectRequest, on route: DialectRoute) -> DialectReading {
        let sender = SenderName.of(request)
        let root: JSONValue
        do {
            root = try ForeignJSON.parse(request.body)
        } catch {
            return refused(.malformed("cannot read the alert: \(error)"), sender: sender)
        }
        var alerts: [AlertID] = []
        var reading = ItemReading(noun: "alerts")
        reading.read(root) { value throws(ItemProblem) in
            let observation = try observation(value, sender: sender)
            alerts.append(observation.alert)
            return ObserveAlert(observation)
        }
        let (items, ids) = (reading, alerts)
        guard !items.commands.isEmpty else {
            return DialectReading(
                .answer(answer(accepted: [], problems: items.problems)), sender: sender, problems: items.problems)
        }
        let answer = answering { results in
            let accepted = zip(ids, results).filter { $1.refusal == nil }.map(\.0)
            return Self.answer(accepted: accepted, problems: items.problems(with: results))
        }
        return DialectReading(.commands(items.commands, answer: answer), sender: sender, problems: items.problems)
    }

    /// `{"accepted":0,"errors":["…"]}`, with the status of the failure.
    public static func failure(_ failure: DialectFailure) -> DialectAnswer {
        body(failure.status, accepted: 0, "errors", [failure.sentence], headers: failure.headers)
    }

    private static func answer(accepted: [AlertID], problems: [String]) -> DialectAnswer {
        guard problems.isEmpty else {
            return body(400, accepted: accepted.count, "errors", ItemReading.shown(problems))
        }
        return body(200, accepted: accepted.count, "alerts", accepted.map(\.description))
    }

    private static func body(
        _ status: Int, accepted: Int, _ name: String, _ strings: [String], headers: [String: String] = [:]
    ) -> DialectAnswer {
        .json(status, headers: headers) { writer in
            writer.object { writer in
                writer.member("accepted", accepted)
                writer.member(name, strings)
            }
        }
    }
}

/// Reading one alert.
extension PlainAlerts {
    private static func observation(_ value: JSONValue, sender: String) throws(ItemProblem) -> AlertObservation {
        guard value.kind == .object else { throw ItemProblem("expected an object, found \(value.asFound)") }
        let title = try text(value, "title")
        guard let key = try text(value, "key") ?? title else {
            throw ItemProblem("expected a title or a key, found neither")
        }
        let source = try text(value, "source")
        let severity = try severity(value)
        // As a label too, so that a matcher on the severity finds every dialect's alerts.
        let severityLabel = Label(name: "severity", value: severity.rawValue)
        let words = CappedWords(labels: Labels([severityLabel] + (try labels(value["labels"]))), annotations: .none)
        return AlertObservation(
            alert: AlertIdentity.id(dialect: name, sender: source ?? sender, key: key), isFiring: try isFiring(value),
            severity: severity, labels: words.labels, annotations: words.annotations,
            title: AlertWords.firstLine(of: title ?? key) ?? key, links: try links(value["links"]),
            source: Cut.text(source ?? name, bytesMax: Limits.senderBytesMax), sender: sender)
    }

    /// A field's text without blanks around it; nil where the field is absent or blank.
    private static func text(_ value: JSONValue, _ field: String) throws(ItemProblem) -> String? {
        guard let found = value[field], !found.isNull else { return nil }
        guard let text = found.scalarText else {
            throw ItemProblem("expected \(field) as a text, found \(found.asFound)")
        }
        return Cut.trimmed(text)
    }

    private static func isFiring(_ value: JSONValue) throws(ItemProblem) -> Bool {
        switch try text(value, "state")?.lowercased() {
        case nil, "firing": return true
        case "resolved": return false
        default: throw ItemProblem("expected the state firing or resolved, found \(value["state"]?.asFound ?? "")")
        }
    }

    private static func severity(_ value: JSONValue) throws(ItemProblem) -> AlertSeverity {
        guard let word = try text(value, "severity") else { return .warning }
        guard let severity = AlertSeverity(word: word) else {
            let found = value["severity"]?.asFound ?? ""
            throw ItemProblem("expected the severity critical, error, warning or info, found \(found)")
        }
        return severity
    }

    private static func labels(_ value: JSONValue?) throws(ItemProblem) -> Labels {
        guard let value, !value.isNull else { return .none }
        guard value.kind == .object else { throw ItemProblem("expected labels as an object, found \(value.asFound)") }
        var labels: [Label] = []
        for (name, text) in value.members where !text.isNull {
            guard !name.isEmpty, let text = text.scalarText else {
                throw ItemProblem(
                    "expected labels as names with texts, found \(text.asFound) at \"\(Cut.text(name, bytesMax: 64))\"")
            }
            if !text.isEmpty { labels.append(Label(name: name, value: text)) }
        }
        return Labels(labels)
    }

    /// Addresses, or objects with `title` and one of `address`, `href` and `url`.
    private static func links(_ value: JSONValue?) throws(ItemProblem) -> [Link] {
        guard let value, !value.isNull else { return [] }
        guard value.kind == .array else { throw ItemProblem("expected links as an array, found \(value.asFound)") }
        var links: [Link] = []
        for element in value.elements.prefix(Limits.linksPerAlertMax) {
            let address = element.string ?? (element["address"] ?? element["href"] ?? element["url"])?.string
            guard let address, !address.isEmpty else {
                throw ItemProblem("expected a link as an address or {\"title\",\"address\"}, found \(element.asFound)")
            }
            links.append(AlertWords.link(element["title"]?.string ?? "link", address))
        }
        return links
    }
}
