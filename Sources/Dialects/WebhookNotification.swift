import WarRoom
import WireJSON

/// What Alertmanager's webhook and Grafana's have in common: an object with alerts, each with a status of its own.
enum WebhookNotification {
    /// One alert of it, and whether it fires.
    struct Alert {
        let item: AlertmanagerItem
        /// The alert as it was sent, for what a dialect adds.
        let value: JSONValue
        let isFiring: Bool

        /// As the sender gives it, else that of the labels.
        var fingerprint: AlertID { (value["fingerprint"]?.string).flatMap { AlertID($0) } ?? item.fingerprint }

        init(_ value: JSONValue, groupStatus: JSONValue?) throws(ItemProblem) {
            item = try AlertmanagerItem(value)
            self.value = value
            switch (value["status"] ?? groupStatus)?.string {
            case "firing": isFiring = true
            case "resolved": isFiring = false
            default:
                let found = (value["status"] ?? groupStatus)?.asFound ?? "nothing"
                throw ItemProblem("expected the status firing or resolved, found \(found)")
            }
        }
    }

    /// Reads a notification of a dialect, which says what it makes of each alert.
    ///
    /// The good alerts are stored where others are not, which makes it a 400 all the same.
    static func read(
        _ request: DialectRequest, for dialect: any Dialect.Type,
        _ observation: (_ alert: Alert, _ sender: String) -> AlertObservation
    ) -> DialectReading {
        let sender = SenderName.of(request)
        let root: JSONValue
        do {
            root = try ForeignJSON.parse(request.body)
        } catch {
            return dialect.refused(.malformed("cannot read the notification: \(error)"), sender: sender)
        }
        guard let alerts = root["alerts"], alerts.kind == .array else {
            let found = root["alerts"]?.asFound ?? root.asFound
            return dialect.refused(
                .malformed("expected an object with an array of alerts, found \(found)"), sender: sender)
        }
        let status = root["status"]
        var reading = ItemReading(noun: "alerts")
        reading.read(alerts) { value throws(ItemProblem) in
            ObserveAlert(observation(try Alert(value, groupStatus: status), sender))
        }
        var problems = reading.problems
        if let truncated = root["truncatedAlerts"]?.int, truncated > 0 {
            problems.append("\(truncated) alerts are missing: the sender's max_alerts cut them off")
        }
        guard !reading.commands.isEmpty else {
            return DialectReading(.answer(answer(to: reading.problems, dialect)), sender: sender, problems: problems)
        }
        let items = reading
        let answer = dialect.answering { results in Self.answer(to: items.problems(with: results), dialect) }
        return DialectReading(.commands(items.commands, answer: answer), sender: sender, problems: problems)
    }

    private static func answer(to problems: [String], _ dialect: any Dialect.Type) -> DialectAnswer {
        guard !problems.isEmpty else { return DialectAnswer(status: 200) }
        return dialect.failure(.malformed(ItemReading.shown(problems).joined(separator: "\n")))
    }
}
