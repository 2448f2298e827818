import WarRoom
import WireJSON

/// Opsgenie's Alert API (docs.opsgenie.com/docs/alert-api), for whatever can set an Opsgenie URL.
///
/// Alerts are told apart by GenieKey and `alias`; without a key the sender is what its User-Agent says it is. A key reads and
/// changes only alerts of its own. They stay until they are closed; `close`, `acknowledge` and `snooze` are acts that the
/// configuration can switch off. What is not open is left as it is, and accepted. The `tinyId` of an alert is its id, which is
/// short already.
public enum OpsgenieAlerts: Dialect {
    public static let name = "opsgenie"

    public static let routes = [
        DialectRoute("POST", "/v2/alerts", "open an alert, or count it once more"),
        DialectRoute("GET", "/v2/alerts/{id}", "one alert of the same key"),
        DialectRoute("POST", "/v2/alerts/{id}/close", "say that an alert is over"),
        DialectRoute("POST", "/v2/alerts/{id}/acknowledge", "say that somebody looks after an alert"),
        DialectRoute("POST", "/v2/alerts/{id}/snooze", "acknowledge an alert until a given time"),
        DialectRoute("POST", "/v2/alerts/{id}/notes", "write a note about an alert on the timeline"),
        DialectRoute("PUT", "/v2/alerts/{id}/message", "change an alert's title"),
        DialectRoute("PUT", "/v2/alerts/{id}/description", "change an alert's description"),
        DialectRoute("GET", "/v2/alerts/requests/{id}", "what became of a request"),
    ]

    public static func read(_ request: DialectRequest, on route: DialectRoute) -> DialectReading {
        let sender = sender(of: request)
        do throws(OpsgenieProblem) {
            switch (route.method, route.path) {
            case ("GET", "/v2/alerts/requests/{id}"):
                return DialectReading(OpsgenieRequest.lookUp(request.path.last ?? "", sender: sender), sender: sender)
            case ("GET", _):
                let alert = try identifier(of: request, sender: sender)
                return DialectReading(.question { show(alert, sender: sender, in: $0) }, sender: sender)
            case ("POST", "/v2/alerts"):
                return create(try OpsgenieBody(request.body), request, sender: sender)
            default:
                let alert = try identifier(of: request, sender: sender)
                return try change(alert, by: route, try OpsgenieBody(request.body), request, sender: sender)
            }
        } catch {
            return DialectReading(.answer(answer(to: error)), sender: sender, problems: error.sentences)
        }
    }

    /// The header field `Authorization: GenieKey …` as what stands for the key: its name, else its hash.
    private static func sender(of request: DialectRequest) -> String {
        if let token = request.token { return token }
        let words = (request.header("authorization") ?? "").split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "geniekey", let key = Cut.trimmed(words[1]) else {
            return SenderName.of(request)
        }
        return AlertIdentity.sender(ofKey: key)
    }

    /// The alert that the path names, by the query's `identifierType`.
    private static func identifier(
        of request: DialectRequest, sender: String
    ) throws(OpsgenieProblem) -> AlertID {
        let text = request.path.dropFirst(2).first ?? ""
        let type = request.queryValues("identifierType").last ?? ""
        switch type.lowercased() {
        case "alias": return AlertIdentity.id(dialect: name, sender: sender, key: Cut.trimmed(text) ?? "")
        case "", "id", "tiny":
            if let id = AlertID(text) { return id }
            throw .fields([
                (
                    "identifier",
                    "expected an alert's id, sixteen hex digits, found \"\(Cut.text(text, bytesMax: 64))\": an alias needs ?identifierType=alias"
                )
            ])
        default:
            throw .fields([
                ("identifierType", "expected id, alias or tiny, found \"\(Cut.text(type, bytesMax: 64))\"")
            ])
        }
    }

    private static func create(_ body: OpsgenieBody, _ request: DialectRequest, sender: String) -> DialectReading {
        do throws(OpsgenieProblem) {
            let alias = try body.text("alias") ?? AlertIdentity.key(of: request.body, at: request.now)
            let alert = AlertIdentity.id(dialect: name, sender: sender, key: alias)
            let observation = try body.alert(alert, alias: alias, sender: sender, timeout: ttl(request))
            return reading([ObserveAlert(observation)], about: alert, body, sender: sender)
        } catch {
            return DialectReading(.answer(answer(to: error)), sender: sender, problems: error.sentences)
        }
    }

    private static func change(
        _ alert: AlertID, by route: DialectRoute, _ body: OpsgenieBody, _ request: DialectRequest, sender: String
    ) throws(OpsgenieProblem) -> DialectReading {
        let note = try body.text("note")
        let person = body.person ?? name
        let command: any Command
        switch route.path {
        case "/v2/alerts/{id}/close": command = OpsgenieClose(alert: alert, note: note)
        case "/v2/alerts/{id}/acknowledge":
            command = OpsgenieAcknowledge(alert: alert, person: person, until: nil, note: note)
        case "/v2/alerts/{id}/snooze":
            let until = try body.end(after: request.now)
            command = OpsgenieAcknowledge(alert: alert, person: person, until: until, note: note)
        case "/v2/alerts/{id}/notes": command = NoteBySender(alert: alert, body: try body.required("note"))
        case "/v2/alerts/{id}/message":
            let title = AlertWords.firstLine(of: try body.required("message"))
            command = AmendAlert(alert, title: title)
        default:
            let text = Cut.text(try body.required("description"), bytesMax: Limits.annotationBytesMax)
            command = AmendAlert(alert, annotation: Label(name: "description", value: text))
        }
        return reading([command], about: alert, body, sender: sender)
    }

    private static func reading(
        _ commands: [any Command], about alert: AlertID, _ body: OpsgenieBody, sender: String
    ) -> DialectReading {
        let answer = answering { results in
            if let refusal = results.lazy.compactMap(\.refusal).first { return Self.answer(refusal) }
            let event = results.compactMap(\.outcome).flatMap(\.events).last
            return accepted(OpsgenieRequest.id(event, about: alert))
        }
        return DialectReading(.commands(commands, answer: answer), sender: sender, person: body.person ?? name)
    }
}
