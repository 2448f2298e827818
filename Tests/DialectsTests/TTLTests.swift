import Dialects
import Testing
import WarRoom

@Suite("How long a dialect's alerts may be silent")
struct TTLTests {
    /// A message of each dialect that opens one alert.
    private static let messages: [String: (path: String, body: String, headers: [(name: String, value: String)])] = [
        "alertmanager-webhook": (
            "/webhook/alertmanager", #"{"alerts":[{"status":"firing","labels":{"a":"b"}}]}"#, []
        ),
        "grafana": ("/webhook/grafana", #"{"alerts":[{"status":"firing","labels":{"a":"b"}}]}"#, []),
        "pagerduty": ("/v2/enqueue", Payloads.pagerDutyTrigger, []),
        "opsgenie": ("/v2/alerts", Payloads.opsgenieCreate, []),
        "cloudevents": ("/events", Payloads.cloudAlert, Payloads.structured),
        "plain": ("/alerts", Payloads.plain, []),
    ]

    @Test func everyDialectButAlertmanagersAPIHasOne() {
        #expect(
            Set(Self.messages.keys) == Set(DialectTable.dialects.map { $0.name }).subtracting([AlertmanagerAPI.name]))
    }

    @Test(arguments: messages.keys.sorted())
    func alertsExpireAfterIt(_ dialect: String) throws {
        let message = try #require(Self.messages[dialect])
        for ttl in [nil, Milliseconds.hours(2)] {
            var room = TestRoom()
            room.settings.ttl = ["alertmanager": .minutes(1)]
            room.settings.ttl[dialect] = ttl
            room.send("POST", message.path, message.body, headers: message.headers)
            let alert = try #require(room.onlyAlert)
            #expect(alert.timeout == ttl)
            #expect(alert.expiresAt == ttl.map { room.now + $0 })
            room.now = room.now + .hours(2)
            #expect(room.carryOut(Tick(), for: "daemon").refusal == nil)
            #expect(room.onlyAlert?.phase == (ttl == nil ? .firing : .expired))
        }
    }

    @Test func alertmanagersAPIGoesByItsEnd() {
        var room = TestRoom()
        room.settings.ttl = ["alertmanager": .hours(9)]
        room.send("POST", "/api/v2/alerts", #"[{"labels":{"a":"b"},"endsAt":"2026-11-22T03:05:05.678Z"}]"#)
        #expect(room.onlyAlert?.timeout == .minutes(1))
    }
}

extension Result<Outcome, Refusal> {
    fileprivate var refusal: Refusal? {
        if case .failure(let refusal) = self { refusal } else { nil }
    }
}
