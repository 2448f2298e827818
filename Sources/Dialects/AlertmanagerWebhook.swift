import WarRoom
import WireJSON

/// Alertmanager's webhook, version 4 (alertmanager `notify/webhook`, `template/template.go`): what a `webhook_config` posts.
///
/// Its alerts have the ids that they have by the API, and stay until they are resolved: Alertmanager repeats only every few
/// hours. It retries on 5xx alone, so that 400 is final for it.
public enum AlertmanagerWebhook: Dialect {
    public static let name = "alertmanager-webhook"

    public static let routes = [
        DialectRoute("POST", "/webhook/alertmanager", "notifications of an Alertmanager's webhook_config")
    ]

    public static func read(_ request: DialectRequest, on route: DialectRoute) -> DialectReading {
        let sender = SenderName.of(request)
        let root: JSONValue
        do {
            root = try ForeignJSON.parse(request.body)
        } catch {
            return refused(.malformed("cannot read the notification: \(error)"), sender: sender)
        }
        guard let alerts = root["alerts"], alerts.kind == .array else {
            return refused(
                .malformed(
                    "expected an object with an array of alerts, found \(root["alerts"]?.asFound ?? root.asFound)"),
                sender: sender)
        }
        let status = root["status"]
        var reading = ItemReading(noun: "alerts")
        reading.read(alerts) { value throws(ItemProblem) in
            try ObserveAlert(observation(value, groupStatus: status, sender: sender))
        }
        var problems = reading.problems
        if let truncated = root["truncatedAlerts"]?.int, truncated > 0 {
            problems.append("\(truncated) alerts are missing: the sender's max_alerts cut them off")
        }
        guard !reading.commands.isEmpty else {
            return DialectReading(.answer(answer(to: reading.problems)), sender: sender, problems: problems)
        }
        let items = reading
        let answer = answering { results in Self.answer(to: items.problems(with: results)) }
        return DialectReading(.commands(items.commands, answer: answer), sender: sender, problems: problems)
    }

    private static func answer(to problems: [String]) -> DialectAnswer {
        guard !problems.isEmpty else { return DialectAnswer(status: 200) }
        return failure(.malformed(ItemReading.shown(problems).joined(separator: "\n")))
    }

    private static func observation(
        _ value: JSONValue, groupStatus: JSONValue?, sender: String
    ) throws(ItemProblem) -> AlertObservation {
        let item = try AlertmanagerItem(value)
        let isFiring: Bool
        switch (value["status"] ?? groupStatus)?.string {
        case "firing": isFiring = true
        case "resolved": isFiring = false
        default:
            let found = (value["status"] ?? groupStatus)?.asFound ?? "nothing"
            throw ItemProblem("expected the status firing or resolved, found \(found)")
        }
        let fingerprint = (value["fingerprint"]?.string).flatMap { AlertID($0) } ?? item.fingerprint
        return item.observation(of: fingerprint, isFiring: isFiring, source: "alertmanager", sender: sender)
    }
}
