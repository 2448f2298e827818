import WarRoom
import WireJSON

/// PagerDuty's Events API v2 (PagerDuty/developer-docs `docs/events-API-v2`): anything that can set a PagerDuty URL.
///
/// Alerts are told apart by routing key and `dedup_key`; they stay until they are resolved. An acknowledge or a resolve of
/// nothing open is taken and dropped. What PagerDuty refuses is refused with its words; what is merely too long is cut.
public enum PagerDutyEvents: Dialect {
    public static let name = "pagerduty"
    static let routingKeyLength = 32

    public static let routes = [
        DialectRoute("POST", "/v2/enqueue", "trigger, acknowledge and resolve alerts"),
        DialectRoute("POST", "/v2/change/enqueue", "changes such as deploys, for the timeline"),
    ]

    public static func read(_ request: DialectRequest, on route: DialectRoute) -> DialectReading {
        let root: JSONValue
        do {
            root = try ForeignJSON.parse(request.body)
        } catch {
            return DialectReading(
                .answer(unrecognized("JSON parse error")), sender: SenderName.of(request),
                problems: ["cannot read the event: \(error)"])
        }
        guard root.kind == .object else {
            return DialectReading(
                .answer(unrecognized("Event object format is unrecognized")), sender: SenderName.of(request),
                problems: ["expected an event as an object, found \(root.asFound)"])
        }
        let routingKey = root["routing_key"]?.string ?? ""
        let sender = routingKey.isEmpty ? SenderName.of(request) : AlertIdentity.sender(ofKey: routingKey)
        var event = PagerDutyEvent(root)
        guard routingKey.unicodeScalars.count == routingKeyLength else {
            event.errors.append(
                "Length of 'routing_key' is incorrect (should be \(routingKeyLength) characters)")
            return refused(event.errors, sender: sender)
        }
        return route.path == "/v2/enqueue" ? enqueue(&event, request, sender: sender) : record(&event, sender: sender)
    }

    private static func enqueue(
        _ event: inout PagerDutyEvent, _ request: DialectRequest, sender: String
    ) -> DialectReading {
        guard let action = event.action() else { return refused(event.errors, sender: sender) }
        var key = event.dedupKey(isRequired: action != .trigger)
        if key.isEmpty { key = AlertIdentity.key(of: request.body, at: request.now) }
        let alert = AlertIdentity.id(dialect: name, sender: sender, key: key)
        let person = event.client(bytesMax: Limits.personBytesMax) ?? name
        let command: any Command
        switch action {
        case .trigger:
            command = ObserveAlert(event.trigger(of: alert, key: key, sender: sender, timeout: ttl(request)))
        case .resolve: command = ObserveAlert(event.end(of: alert, key: key, sender: sender))
        case .acknowledge: command = AcknowledgeBySender(alert: alert, person: person)
        }
        guard event.errors.isEmpty else { return refused(event.errors, sender: sender) }
        let accepted = key
        let answer = answering { results in
            results.first?.refusal.map(Self.answer) ?? success("Event processed", dedupKey: accepted)
        }
        return DialectReading(.commands([command], answer: answer), sender: sender, person: person)
    }

    private static func record(_ event: inout PagerDutyEvent, sender: String) -> DialectReading {
        let change = event.change(sender: sender)
        guard event.errors.isEmpty else { return refused(event.errors, sender: sender) }
        let answer = answering { results in
            results.first?.refusal.map(Self.answer) ?? success("Change event processed")
        }
        return DialectReading(.commands([change], answer: answer), sender: sender)
    }
}

/// PagerDuty's answers.
extension PagerDutyEvents {
    /// Its senders wait and retry on 429 as well as on 5xx; 429 says which of the two it is.
    public static func failure(_ failure: DialectFailure) -> DialectAnswer {
        switch failure {
        case .busy: body(429, "throttle exceeded", failure.sentence, [], headers: failure.headers)
        case .unwritable: body(503, "unavailable", failure.sentence, [], headers: failure.headers)
        case .forbidden(let why): body(403, "forbidden", why, [why])
        case .tooLarge: body(413, "invalid event", "Event object is invalid", [failure.sentence])
        case .tooSlow: body(408, "request timeout", "Event object is incomplete", [failure.sentence])
        case .malformed(let why): body(400, "invalid event", "Event object is invalid", [why])
        }
    }

    private static func answer(_ refusal: Refusal) -> DialectAnswer {
        let sentence = refusal.description
        return refusal.reason == .forbidden ? failure(.forbidden(sentence)) : failure(.malformed(sentence))
    }

    private static func refused(_ errors: [String], sender: String) -> DialectReading {
        DialectReading(
            .answer(body(400, "invalid event", "Event object is invalid", errors)), sender: sender, problems: errors)
    }

    private static func unrecognized(_ error: String) -> DialectAnswer {
        body(400, "invalid event", "Unrecognized object", [error])
    }

    private static func success(_ message: String, dedupKey: String? = nil) -> DialectAnswer {
        .json(202) { writer in
            writer.object { writer in
                writer.member("status", "success")
                writer.member("message", message)
                writer.member("dedup_key", dedupKey)
            }
        }
    }

    private static func body(
        _ status: Int, _ word: String, _ message: String, _ errors: [String], headers: [String: String] = [:]
    ) -> DialectAnswer {
        .json(status, headers: headers) { writer in
            writer.object { writer in
                writer.member("status", word)
                writer.member("message", message)
                if !errors.isEmpty { writer.member("errors", errors) }
            }
        }
    }
}
