import Dialects
import Testing
import WarRoom
import WireJSON

@Suite("PagerDuty's events")
struct PagerDutyTests {
    private let path = "/v2/enqueue"

    private func accepted(_ key: String) -> String {
        #"{"status":"success","message":"Event processed","dedup_key":"\#(key)"}"#
    }

    private func event(_ action: String, _ key: String = "k", _ more: String = "") -> String {
        #"{"routing_key":"\#(Payloads.routingKey)","event_action":"\#(action)","dedup_key":"\#(key)"\#(more)}"#
    }

    private let payload = #","payload":{"summary":"S","source":"h","severity":"critical"}"#

    @Test func aTriggerBecomesAnAlert() throws {
        var room = TestRoom()
        let answer = room.send("POST", path, Payloads.pagerDutyTrigger)
        #expect(answer.status == 202)
        #expect(answer.text == accepted("srv01/HTTP"))
        #expect(room.problems.isEmpty)
        let alert = try #require(room.onlyAlert)
        #expect(alert.phase == .firing)
        #expect(alert.severity == .error)
        #expect(alert.title == "HTTP is slow on srv01")
        #expect(alert.since.description == "2026-11-22T02:42:58.315Z")
        #expect(alert.timeout == nil)
        #expect(alert.source == "Sample Monitoring")
        #expect(alert.sender == room.senders.first)
        #expect(
            alert.labels == [
                "source": "srv01.example.com", "component": "nginx", "group": "web", "class": "latency",
                "severity": "error",
            ])
        #expect(
            alert.annotations
                == ["ping time": "1500ms", "load avg": "0.75", "up": "true", "disks": #"{"sda":[1,2]}"#])
        #expect(
            alert.links == [
                Link(title: "Runbook", address: "https://wiki.example.com/http"),
                Link(title: "Load", address: "https://graphs.example.com/1"),
                Link(title: "Sample Monitoring", address: "https://monitoring.example.com"),
            ])
    }

    @Test func theRoutingKeyIsKeptAsItsHashOnly() {
        var room = TestRoom()
        room.send("POST", path, Payloads.pagerDutyTrigger)
        #expect(room.senders == [AlertIdentity.sender(ofKey: Payloads.routingKey)])
        #expect(room.senders.first?.utf8.count == 12)
        #expect(!"\(room.state)".contains(Payloads.routingKey))
    }

    @Test func anAlertIsAcknowledgedAndResolvedByItsKey() throws {
        var room = TestRoom()
        room.send("POST", path, Payloads.pagerDutyTrigger)
        #expect(room.send("POST", path, Payloads.pagerDutyAcknowledge).text == accepted("srv01/HTTP"))
        #expect(room.onlyAlert?.phase == .acknowledged)
        #expect(room.onlyAlert?.ack?.person == "Sample Monitoring")
        #expect(room.send("POST", path, Payloads.pagerDutyResolve).text == accepted("srv01/HTTP"))
        #expect(room.onlyAlert?.phase == .resolved)
    }

    @Test func aTriggerAfterAResolveIsANewEpisode() {
        var room = TestRoom()
        for action in ["trigger", "resolve", "trigger"] { room.send("POST", path, event(action, "k", payload)) }
        #expect(room.onlyAlert?.phase == .firing)
    }

    @Test(arguments: ["acknowledge", "resolve"])
    func whatIsNotOpenIsDroppedAndAccepted(_ action: String) {
        var room = TestRoom()
        let answer = room.send("POST", path, event(action))
        #expect(answer.status == 202)
        #expect(answer.text == accepted("k"))
        #expect(room.state == RoomState())
    }

    @Test func otherRoutingKeysDoNotTouchTheAlert() {
        var room = TestRoom()
        room.send("POST", path, Payloads.pagerDutyTrigger)
        let other = Payloads.pagerDutyResolve.replacing(
            "0123456789abcdef0123456789abcdef", with: String(repeating: "f", count: 32))
        #expect(room.send("POST", path, other).status == 202)
        #expect(room.onlyAlert?.phase == .firing)
    }

    @Test func uptimeKumaAndAlertmanagerAreUnderstood() {
        var room = TestRoom()
        #expect(room.send("POST", path, Payloads.uptimeKuma).text == accepted("Uptime Kuma/17"))
        #expect(room.onlyAlert?.title == "[Shop] [🔴 Down] Request failed with status code 502")
        #expect(room.send("POST", path, Payloads.alertmanagerAsPagerDutySender).status == 202)
        #expect(room.state.alerts.count == 1, "a resolve of nothing open is dropped")
    }

    @Test func withoutAKeyEveryTriggerIsAnAlertOfItsOwn() throws {
        var room = TestRoom()
        let body = #"{"routing_key":"\#(Payloads.routingKey)","event_action":"trigger"\#(payload)}"#
        var keys: Set<String> = []
        for _ in 0..<3 {
            let answer = room.send("POST", path, body)
            let key = try #require(try JSONDocument(parsing: answer.body).root["dedup_key"]?.string)
            #expect(key.utf8.count == 32)
            keys.insert(key)
            room.now = room.now + Milliseconds(1)
        }
        #expect(keys.count == 3)
        #expect(room.state.alerts.count == 3)
        var again = TestRoom()
        let first = again.send("POST", path, body)
        #expect(keys.contains { first.text == accepted($0) }, "equal input gives an equal key")
    }

    @Test func aTimeThatCannotBeReadDoesNotCostTheAlert() {
        var room = TestRoom()
        let answer = room.send(
            "POST", path,
            event("trigger", "k", #","payload":{"summary":"S","source":"h","severity":"info","timestamp":"just now"}"#))
        #expect(answer.status == 202)
        #expect(room.onlyAlert?.since == room.now)
        #expect(room.onlyAlert?.annotations == ["timestamp": "just now"])
    }

    @Test(
        arguments: [
            (#""a text""#, ["details": "a text"]), ("[1,2]", ["details": "[1,2]"]), ("null", Labels.none),
            ("18446744073709551615", ["details": "18446744073709551615"]),
        ] as [(String, Labels)])
    func detailsOfAnyShapeAreKept(_ details: String, _ annotations: Labels) {
        var room = TestRoom()
        room.send(
            "POST", path,
            event(
                "trigger", "k",
                #","payload":{"summary":"S","source":"h","severity":"info","custom_details":\#(details)}"#))
        #expect(room.onlyAlert?.annotations == annotations)
    }

    @Test func aLongSummaryIsCutRatherThanRefused() {
        var room = TestRoom()
        let long = String(repeating: "x", count: 3000)
        let answer = room.send(
            "POST", path, event("trigger", long, #","payload":{"summary":"\#(long)","source":"h","severity":"info"}"#))
        #expect(answer.status == 202)
        #expect(room.onlyAlert?.title.hasSuffix("x … (1976 bytes cut)") == true)
    }

    @Test func aLongClientStillAcknowledges() {
        var room = TestRoom()
        let long = String(repeating: "ö", count: 300)
        room.send("POST", path, event("trigger", "k", payload))
        #expect(room.send("POST", path, event("acknowledge", "k", #","client":"\#(long)""#)).status == 202)
        #expect(room.onlyAlert?.phase == .acknowledged)
    }

    @Test(arguments: [
        ("{", #"{"status":"invalid event","message":"Unrecognized object","errors":["JSON parse error"]}"#),
        ("", #"{"status":"invalid event","message":"Unrecognized object","errors":["JSON parse error"]}"#),
        (
            "[]",
            #"{"status":"invalid event","message":"Unrecognized object","errors":["Event object format is unrecognized"]}"#
        ),
        (
            "{}",
            #"{"status":"invalid event","message":"Event object is invalid","errors":["Length of 'routing_key' is incorrect (should be 32 characters)"]}"#
        ),
        (
            #"{"routing_key":"samplekeyhere","event_action":"trigger"}"#,
            #"{"status":"invalid event","message":"Event object is invalid","errors":["Length of 'routing_key' is incorrect (should be 32 characters)"]}"#
        ),
    ])
    func whatIsNoEventIsRefusedInPagerDutysWords(_ body: String, _ expected: String) {
        var room = TestRoom()
        for path in [path, "/v2/change/enqueue"] {
            let answer = room.send("POST", path, body)
            #expect(answer.status == 400)
            #expect(answer.text == expected)
        }
        #expect(room.problems.count == 2)
        #expect(room.state == RoomState())
    }

    @Test(arguments: [
        ("", ["'event_action' is missing or blank"]),
        (
            #","event_action":"close""#,
            ["'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')"]
        ),
        (#","event_action":"resolve""#, ["'dedup_key' is missing or blank"]),
        (#","event_action":"acknowledge","dedup_key":" ""#, ["'dedup_key' is missing or blank"]),
        (
            #","event_action":"trigger""#,
            [
                "'payload.summary' is missing or blank", "'payload.source' is missing or blank",
                "'payload.severity' is missing or blank",
            ]
        ),
        (
            #","event_action":"trigger","payload":{"summary":"S","source":"h","severity":"CRITICAL"}"#,
            ["'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')"]
        ),
    ])
    func whatIsMissingIsNamed(_ fields: String, _ errors: [String]) throws {
        var room = TestRoom()
        let answer = room.send("POST", path, #"{"routing_key":"\#(Payloads.routingKey)"\#(fields)}"#)
        #expect(answer.status == 400)
        let found = try JSONDocument(parsing: answer.body).root["errors"]?.elements.compactMap(\.string)
        #expect(found == errors)
        #expect(room.problems == errors)
        #expect(room.state == RoomState())
    }

    @Test func aChangeComesOnTheTimeline() throws {
        let request = DialectRequest(
            method: "POST", path: ["v2", "change", "enqueue"], body: Array(Payloads.pagerDutyChange.utf8),
            now: TestRoom.start)
        guard case .match(let dialect, let route) = DialectTable.find(method: "POST", segments: request.path),
            case .commands(let commands, let answer) = dialect.read(request, on: route).work
        else {
            Issue.record("expected a command")
            return
        }
        let change = try #require(commands.first as? RecordChange)
        #expect(change.summary == "Deployed shop 4.2.0")
        #expect(change.source == "ci.example.com")
        #expect(change.details == ["build": "1234", "commits": #"["a","b"]"#])
        #expect(change.links == [Link(title: "Build 1234", address: "https://ci.example.com/1234")])
        #expect(change.at?.description == "2026-11-22T03:00:05.000Z")
        let stored = answer(.stored([.success(Outcome())]))
        #expect(stored.status == 202)
        #expect(stored.text == #"{"status":"success","message":"Change event processed"}"#)
    }

    @Test func aChangeNeedsASummary() {
        var room = TestRoom()
        let answer = room.send("POST", "/v2/change/enqueue", #"{"routing_key":"\#(Payloads.routingKey)"}"#)
        #expect(answer.status == 400)
        #expect(answer.text.contains("'payload.summary' is missing or blank"))
    }

    @Test func whereSendersMayNotActAnAcknowledgeIsForbidden() {
        var room = TestRoom()
        room.policy.sendersMayAct = false
        room.send("POST", path, event("trigger", "k", payload))
        #expect(room.send("POST", path, event("acknowledge")).status == 403)
        #expect(room.onlyAlert?.phase == .firing)
        #expect(room.send("POST", path, event("resolve")).status == 202, "the source's own word is no act")
        #expect(room.onlyAlert?.phase == .returned)
    }

    @Test(arguments: [
        (DialectFailure.busy, 429), (.unwritable("disk full"), 503), (.tooLarge, 413), (.tooSlow, 408),
        (.forbidden("no"), 403), (.unauthorized("who"), 400),
        (.malformed("no"), 400),
    ])
    func failuresHaveTheStatusThatItsSendersRetryOn(_ failure: DialectFailure, _ status: Int) throws {
        let answer = PagerDutyEvents.failure(failure)
        #expect(answer.status == status)
        #expect((answer.headers["Retry-After"] != nil) == (status == 429 || status == 503))
        #expect(try JSONDocument(parsing: answer.body).root["status"]?.string != nil)
    }
}
