import WarRoom
import WireJSON

/// The room as an Alertmanager: HTTP API v2 (alertmanager `api/v2/openapi.yaml`), for Prometheus, `amtool`, karma and Grafana.
///
/// Differences that a client can see: acknowledged alerts are active, there is one receiver (`room`), groups are by `alertname`,
/// nothing is muted, and alerts of other dialects are listed too.
public enum AlertmanagerAPI: Dialect {
    public static let name = "alertmanager"
    /// The version whose manners these are, as clients are told; karma speaks another dialect below 0.22.
    public static let compatibleVersion = "0.27.0"
    /// The one receiver that every alert goes to.
    static let receiver = "room"

    public static let routes = [
        DialectRoute("POST", "/api/v2/alerts", "alerts from Prometheus and amtool"),
        DialectRoute("GET", "/api/v2/alerts", "the alerts on the board"),
        DialectRoute("GET", "/api/v2/alerts/groups", "the alerts on the board, by alertname"),
        DialectRoute("GET", "/api/v2/status", "the version and since when it runs"),
        DialectRoute("GET", "/api/v2/receivers", "the one receiver"),
        DialectRoute("GET", "/api/v2/silences", "all silences"),
        DialectRoute("POST", "/api/v2/silences", "make or change a silence"),
        DialectRoute("GET", "/api/v2/silence/{id}", "one silence"),
        DialectRoute("DELETE", "/api/v2/silence/{id}", "end a silence"),
        DialectRoute("GET", "/-/healthy", "whether the room runs"),
        DialectRoute("HEAD", "/-/healthy", "whether the room runs"),
        DialectRoute("GET", "/-/ready", "whether the room takes requests"),
        DialectRoute("HEAD", "/-/ready", "whether the room takes requests"),
    ]

    public static func read(_ request: DialectRequest, on route: DialectRoute) -> DialectReading {
        let sender = SenderName.of(request)
        let work: DialectReading.Work
        switch (route.method, route.path) {
        case ("POST", "/api/v2/alerts"): return readAlerts(request, sender: sender)
        case ("POST", "/api/v2/silences"): return readSilence(request, sender: sender)
        case ("GET", "/api/v2/alerts"): work = listAlerts(request)
        case ("GET", "/api/v2/alerts/groups"): work = listGroups(request)
        case ("GET", "/api/v2/status"): work = .answer(status(request.settings))
        case ("GET", "/api/v2/receivers"): work = listReceivers(request)
        case ("GET", "/api/v2/silences"): work = listSilences(request)
        case ("GET", "/api/v2/silence/{id}"): work = showSilence(request)
        case ("DELETE", "/api/v2/silence/{id}"): work = endSilence(request)
        case ("HEAD", _): work = .answer(DialectAnswer(status: 200))
        default: work = .answer(.text(200, "OK"))
        }
        return DialectReading(work, sender: sender)
    }

    /// Alertmanager's errors are JSON strings.
    public static func failure(_ failure: DialectFailure) -> DialectAnswer {
        .json(failure.status, headers: failure.headers) { $0.string(failure.sentence) }
    }

    static func badRequest(_ sentence: String) -> DialectAnswer {
        failure(.malformed(sentence))
    }

    /// What a refused command means in HTTP.
    static func answer(_ refusal: Refusal) -> DialectAnswer {
        switch refusal.reason {
        case .forbidden: failure(.forbidden(refusal.description))
        case .notFound: .json(404) { $0.string(refusal.description) }
        case .ambiguous, .conflict, .invalid, .limit: badRequest(refusal.description)
        }
    }
}
