import WarRoom
import WireJSON

/// CloudEvents 1.0 over HTTP (cloudevents/spec `spec.md`, `bindings/http-protocol-binding.md`, `http-webhook.md`): binary, structured
/// and batched.
///
/// An event is an **alert** where its data is an object with the `state` `firing` or `resolved`; where its type ends in one of these
/// words (`com.example.disk.firing`) and the data has no state; or where its data has a `title`, and data or the extension attribute
/// `severity` says a severity that the room knows. Its data is then read as the plain form is (``PlainAlerts``). The alert is told
/// apart by the event's source and by the data's `key`; without one by the subject, and by what the type says before its state;
/// without either by title, or type. Times are the attribute `time`. Members of the data that the plain form does not have become
/// annotations; source, type and subject become labels.
///
/// **Everything else** is a change on the timeline, with what the data holds as its details.
///
/// Source and id name an event: one that comes again is carried out once, however often and however late it comes.
public enum CloudEvents: Dialect {
    public static let name = "cloudevents"

    public static let routes = [
        DialectRoute(
            "POST", "/events", "CloudEvents 1.0, binary, structured or batched: alerts, and changes for the timeline"),
        DialectRoute("OPTIONS", "/events", "whether CloudEvents may be sent here"),
    ]

    public static func read(_ request: DialectRequest, on route: DialectRoute) -> DialectReading {
        let sender = SenderName.of(request)
        guard route.method == "POST" else { return DialectReading(.answer(permission), sender: sender) }
        let ttl = ttl(request)
        var (place, dropped) = (0, [String]())
        let command = { (event: CloudEvent) throws(ItemProblem) -> any Command in
            let id = AlertIdentity.message(dialect: name, sender: event.source, key: event.id)
            let (command, problems) = try event.command(sender: sender, timeout: ttl)
            dropped += problems.map { "events[\(place)]: \($0)" }
            return KeyedCommand(id: id, command: command)
        }
        var reading = ItemReading(noun: "events")
        switch CloudEvent.Mode(request) {
        case .binary:
            reading.take { () throws(ItemProblem) in try command(CloudEvent(headersOf: request)) }
        case .structured:
            do {
                let root = try ForeignJSON.parse(request.body)
                reading.read(root) { value throws(ItemProblem) in
                    defer { place += 1 }
                    return try command(CloudEvent(value))
                }
            } catch {
                return refused(.malformed("cannot read the event: \(error)"), sender: sender)
            }
        case .unsupported(let sentence):
            return DialectReading(.answer(.text(415, sentence)), sender: sender, problems: [sentence])
        }
        let (items, notes) = (reading, dropped)
        guard !items.commands.isEmpty else {
            return DialectReading(.answer(answer(to: items.problems, [])), sender: sender, problems: items.problems)
        }
        let answer = answering { results in Self.answer(to: items.problems(with: results), notes) }
        return DialectReading(
            .commands(items.commands, answer: answer), sender: sender, problems: items.problems + notes)
    }

    /// The sentence as plain text. A sender that is asked to wait is told so by 429 (`http-webhook.md` section 2.2).
    public static func failure(_ failure: DialectFailure) -> DialectAnswer {
        .text(failure == .busy ? 429 : failure.status, failure.sentence, headers: failure.headers)
    }

    /// `dropped` is what could not be read of events that were taken all the same.
    private static func answer(to problems: [String], _ dropped: [String]) -> DialectAnswer {
        let words = ItemReading.shown(problems + dropped).joined(separator: "\n")
        guard problems.isEmpty else { return failure(.malformed(words)) }
        return dropped.isEmpty ? DialectAnswer(status: 204) : .text(200, words)
    }

    /// The answer to the handshake (`http-webhook.md` section 4): whoever may reach the listener may send as fast as it can. A callback
    /// that the request asks for is not called.
    private static let permission = DialectAnswer(
        status: 200,
        headers: ["Allow": "POST, OPTIONS", "WebHook-Allowed-Origin": "*", "WebHook-Allowed-Rate": "*"])
}
