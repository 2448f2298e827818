import WarRoom
import WireJSON

/// The room's own form, for what has no dialect: a `curl` in a cron job.
///
/// One alert or an array of them: `{"key","title","severity","state":"firing"|"resolved","labels","links","source"}`. An alert is
/// told apart by its `source` (without one, by what the sender's User-Agent says it is) and its `key` (without one, its title),
/// and stays until it is resolved. Severity is `warning` unless it says otherwise, state is `firing`. A field that cannot be read
/// does not cost the alert: it is dropped, which the answer and the room say.
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
        let ttl = ttl(request)
        var alerts: [AlertID] = []
        var (place, dropped) = (0, [String]())
        var reading = ItemReading(noun: "alerts")
        reading.read(root) { value throws(ItemProblem) in
            defer { place += 1 }
            let item = try PlainItem(value)
            let observation = try observation(item, sender: sender, timeout: ttl)
            alerts.append(observation.alert)
            dropped += item.problems.map { "alerts[\(place)]: \($0)" }
            return ObserveAlert(observation)
        }
        let (items, ids, notes) = (reading, alerts, dropped)
        let problems = items.problems + notes
        guard !items.commands.isEmpty else {
            return DialectReading(
                .answer(answer(accepted: [], errors: items.problems, problems: [])), sender: sender, problems: problems)
        }
        let answer = answering { results in
            let accepted = zip(ids, results).filter { $1.refusal == nil }.map(\.0)
            return Self.answer(accepted: accepted, errors: items.problems(with: results), problems: notes)
        }
        return DialectReading(.commands(items.commands, answer: answer), sender: sender, problems: problems)
    }

    /// `{"accepted":0,"errors":["…"]}`, with the status of the failure.
    public static func failure(_ failure: DialectFailure) -> DialectAnswer {
        body(failure.status, accepted: 0, "errors", [failure.sentence], headers: failure.headers)
    }

    /// `errors` are of alerts that were not taken, `problems` of fields of alerts that were.
    private static func answer(accepted: [AlertID], errors: [String], problems: [String]) -> DialectAnswer {
        guard errors.isEmpty else {
            return body(400, accepted: accepted.count, "errors", ItemReading.shown(errors), problems: problems)
        }
        return body(200, accepted: accepted.count, "alerts", accepted.map(\.description), problems: problems)
    }

    private static func body(
        _ status: Int, accepted: Int, _ name: String, _ strings: [String], problems: [String] = [],
        headers: [String: String] = [:]
    ) -> DialectAnswer {
        .json(status, headers: headers) { writer in
            writer.object { writer in
                writer.member("accepted", accepted)
                writer.member(name, strings)
                if !problems.isEmpty { writer.member("problems", ItemReading.shown(problems)) }
            }
        }
    }

    private static func observation(
        _ item: PlainItem, sender: String, timeout: Milliseconds?
    ) throws(ItemProblem) -> AlertObservation {
        guard let key = item.key ?? item.title else {
            let sentences = ["expected a title or a key, found neither"] + item.problems
            throw ItemProblem(sentences.joined(separator: "; "))
        }
        let (severity, isFiring) = (item.severity ?? .warning, item.isFiring ?? true)
        // As a label too, so that a matcher on the severity finds every dialect's alerts.
        let severityLabel = Label(name: "severity", value: severity.rawValue)
        let words = CappedWords(labels: Labels([severityLabel] + item.labels), annotations: .none)
        return AlertObservation(
            alert: AlertIdentity.id(dialect: name, sender: item.source ?? sender, key: key),
            isFiring: isFiring, severity: severity, labels: words.labels, annotations: words.annotations,
            title: AlertWords.firstLine(of: item.title ?? key) ?? key, links: item.links,
            source: Cut.text(item.source ?? name, bytesMax: Limits.senderBytesMax), sender: sender,
            timeout: isFiring ? timeout : nil)
    }
}
