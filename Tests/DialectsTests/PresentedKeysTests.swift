import Dialects
import Testing
import WarRoom

struct PresentedKeysTests {
    private static func request(
        _ headers: [(name: String, value: String)], _ body: String = ""
    ) -> DialectRequest {
        DialectRequest(method: "POST", path: [], headers: headers, body: Array(body.utf8), now: TestRoom.start)
    }

    @Test(arguments: [
        ("Bearer abc", "abc"), ("bearer   abc ", "abc"), ("GenieKey k-1", "k-1"),
        // "user:pass:word" and ":only" (RFC 7617 section 2: the password may have colons).
        ("Basic dXNlcjpwYXNzOndvcmQ=", "pass:word"), ("basic Om9ubHk=", "only"),
        ("Basic bm9jb2xvbg==", nil), ("Basic !!", nil), ("Basic dXNlcjo=", nil), ("Bearer", nil), ("Bearer  ", nil),
        ("Digest abc", nil), ("abc", nil), ("", nil),
    ])
    func keysAreFoundInTheHeader(_ value: String, _ key: String?) {
        #expect(PresentedKeys.of(Self.request([("authorization", value)])) == [key].compactMap(\.self))
    }

    @Test func aRoutingKeyCountsOnlyWherePagerDutyReadsIt() {
        let request = Self.request([("authorization", "Bearer abc")], #"{"routing_key":"r"}"#)
        #expect(PresentedKeys.of(request, in: PagerDutyEvents.self) == ["abc", "r"])
        #expect(PresentedKeys.of(request, in: PlainAlerts.self) == ["abc"])
        #expect(PresentedKeys.of(Self.request([], "{"), in: PagerDutyEvents.self).isEmpty)
        #expect(PresentedKeys.of(Self.request([], #"{"routing_key":""}"#), in: PagerDutyEvents.self).isEmpty)
    }

    @Test func whoHasATokenIsCalledByItsName() {
        let genieKey = (name: "authorization", value: "GenieKey k")
        for (path, body) in [
            ("/alerts", #"{"title":"t"}"#), ("/api/v2/alerts", #"[{"labels":{"alertname":"A"}}]"#),
            ("/v2/alerts", #"{"message":"m"}"#),
            ("/v2/enqueue", Payloads.pagerDutyTrigger),
        ] {
            let segments = path.split(separator: "/").map(String.init)
            guard case .match(let dialect, let route) = DialectTable.find(method: "POST", segments: segments) else {
                Issue.record("nothing answers \(path)")
                continue
            }
            let request = DialectRequest(
                method: "POST", path: segments, headers: [genieKey], body: Array(body.utf8), now: TestRoom.start,
                token: "shop")
            let reading = dialect.read(request, on: route)
            #expect(reading.sender == "shop", "\(path)")
            guard case .commands(let commands, _) = reading.work else {
                Issue.record("\(path): expected commands")
                continue
            }
            #expect(commands.compactMap { ($0 as? ObserveAlert)?.observation.sender } == ["shop"], "\(path)")
        }
    }

    @Test func aTokenDoesNotChangeWhichAlertARoutingKeyMeans() throws {
        var ids: [AlertID] = []
        for token in [nil, "shop"] {
            let request = DialectRequest(
                method: "POST", path: ["v2", "enqueue"], body: Array(Payloads.pagerDutyTrigger.utf8),
                now: TestRoom.start, token: token)
            let reading = PagerDutyEvents.read(request, on: try #require(PagerDutyEvents.routes.first))
            guard case .commands(let commands, _) = reading.work else { continue }
            ids += commands.compactMap { ($0 as? ObserveAlert)?.observation.alert }
        }
        #expect(ids.count == 2 && ids.first == ids.last)
    }
}
