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
        let ttl = ttl(request)
        var alerts: [AlertID] = []
        var reading = ItemReading(noun: "alerts")
        reading.read(root) { value throws(ItemProblem) in
            let observation = try observation(PlainItem(value), sender: sender, timeout: ttl)
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

    private static func observation(
        _ item: PlainItem, sender: String, timeout: Milliseconds?
    ) throws(ItemProblem) -> AlertObservation {
        guard let key = item.key ?? item.title else { throw ItemProblem("expected a title or a key, found neither") }
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
