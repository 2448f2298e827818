import Dialects
import Testing
import WarRoom

@Suite("POST /api/v2/alerts")
struct AlertmanagerAlertsTests {
    private let path = "/api/v2/alerts"

    @Test func prometheusFiresOneAndResolvesTheOther() throws {
        var room = TestRoom()
        let answer = room.send("POST", path, Payloads.prometheus, agent: "Prometheus/2.42.0+ds")
        #expect(answer == DialectAnswer(status: 200))
        #expect(room.problems.isEmpty)
        #expect(room.senders == ["Prometheus"])
        let flaps = try #require(room.state.alerts.values.first { $0.name == "Flaps" })
        #expect(flaps.phase == .firing)
        #expect(flaps.severity == .critical)
        #expect(flaps.title == "It flaps, value 0.99")
        #expect(flaps.since.description == "2026-11-22T03:04:00.990Z")
        #expect(flaps.timeout == Milliseconds(235_312), "endsAt - now")
        #expect(flaps.source == "alertmanager")
        #expect(flaps.sender == "Prometheus")
        #expect(
            flaps.links == [
                Link(title: "runbook", address: "https://runbooks.example.com/flap"),
                Link(
                    title: "source",
                    address: "http://prom:9090/graph?g0.expr=vector%28time%28%29+%25+20%29+%3C+10&g0.tab=1"),
            ])
        let disk = try #require(room.state.alerts.values.first { $0.name == "DiskFull" })
        #expect(disk.phase == .returned)
        #expect(disk.severity == .critical, "page")
        #expect(disk.title == "Disk of db-2", "the description's first line")
        #expect(disk.clearedAt?.description == "2026-11-22T03:03:50.990Z")
    }

    @Test func withoutTimesAnAlertBeganNowAndLastsForTheResolveTimeout() throws {
        var room = TestRoom()
        room.settings.resolveTimeout = .minutes(7)
        #expect(room.send("POST", path, Payloads.amtool).status == 200)
        let alert = try #require(room.onlyAlert)
        #expect(alert.since == room.now)
        #expect(alert.timeout == .minutes(7))
        #expect(alert.expiresAt == room.now + .minutes(7))
        #expect(alert.endsAt == nil)
    }

    @Test(arguments: [
        ("2026-11-22T03:04:05.679Z", AlertPhase.firing), ("2026-11-22T03:04:05.678Z", .returned),
        ("2026-11-22T03:04:05.677Z", .returned), ("2026-11-22T04:04:05.679+01:00", .firing),
    ])
    func anAlertFiresUntilItsEnd(_ endsAt: String, _ phase: AlertPhase) {
        var room = TestRoom()
        room.send(
            "POST", path,
            #"[{"labels":{"a":"b"},"startsAt":"2026-11-22T03:00:00Z","endsAt":"\#(endsAt)"}]"#)
        #expect(room.onlyAlert?.phase == phase)
    }

    @Test func labelsWithoutValueAreDropped() throws {
        var room = TestRoom()
        room.send("POST", path, #"[{"labels":{"alertname":"X","pod":"","node":null}}]"#)
        let alert = try #require(room.onlyAlert)
        #expect(alert.labels == ["alertname": "X"])
        #expect(alert.id == Fingerprint.of(["alertname": "X"]))
    }

    @Test func namesInAnyScriptAreTaken() {
        var room = TestRoom()
        #expect(room.send("POST", path, #"[{"labels":{"größe":"1","a.b-c":"2"}}]"#).status == 200)
        #expect(room.onlyAlert?.labels == ["größe": "1", "a.b-c": "2"])
    }

    @Test func unknownFieldsAreIgnoredAndNullsCountAsAbsent() {
        var room = TestRoom()
        let body =
            #"[{"labels":{"a":"b"},"annotations":null,"startsAt":null,"endsAt":"","generatorURL":null,"new":{"x":[1]}}]"#
        #expect(room.send("POST", path, body) == DialectAnswer(status: 200))
        #expect(room.onlyAlert?.phase == .firing)
    }

    @Test func goodAlertsAreStoredWhereOthersAreBad() {
        var room = TestRoom()
        let body = #"""
            [{"labels":{"alertname":"Good1"}},{"labels":{}},{"labels":{"alertname":"Late"},"startsAt":"yesterday"},
            {"labels":{"code":200}},{"labels":{"alertname":"Good2"}}]
            """#
        let answer = room.send("POST", path, body)
        #expect(answer.status == 400)
        #expect(answer.contentType == "application/json")
        #expect(
            answer.text
                == #""alerts[1]: at least one label pair required; alerts[2]: expected startsAt as 2026-11-22T03:04:05.678Z, found \"yesterday\"; alerts[3]: expected a string at labels.code, found 200""#
        )
        #expect(room.problems.count == 3)
        #expect(Set(room.state.alerts.values.map(\.name)) == ["Good1", "Good2"])
    }

    @Test(arguments: [
        ("", #""cannot read the alerts: the JSON is empty""#),
        ("{}", #""expected an array of alerts, found an object""#),
        ("null", #""expected an array of alerts, found null""#),
        ("[1]", #""alerts[0]: expected an object, found 1""#),
        ("[{}]", #""alerts[0]: at least one label pair required""#),
        (#"[{"labels":[]}]"#, #""alerts[0]: expected labels as an object of strings, found an array""#),
        (#"[{"labels":{"":"x"}}]"#, #""alerts[0]: labels: invalid name \"\"""#),
        (
            #"[{"labels":{"a":"b"},"annotations":{"x":[1]}}]"#,
            #""alerts[0]: expected a string at annotations.x, found an array""#
        ),
        (
            #"[{"labels":{"a":"b"},"endsAt":1700000000}]"#,
            #""alerts[0]: expected endsAt as 2026-11-22T03:04:05.678Z, found 1700000000""#
        ),
        (
            #"[{"labels":{"a":"b"},"startsAt":"2026-11-22T03:00:00Z","endsAt":"2026-11-22T02:00:00Z"}]"#,
            #""alerts[0]: start time must be before end time""#
        ),
        (
            #"[{"labels":{"a":"b"},"startsAt":"2026-11-23T03:00:00Z"}]"#,
            #""alerts[0]: start time must be before end time""#
        ),
    ])
    func whatCannotBeReadIsNamed(_ body: String, _ expected: String) {
        var room = TestRoom()
        let answer = room.send("POST", path, body)
        #expect(answer.status == 400)
        #expect(answer.text == expected)
        #expect(room.problems.count == 1)
        #expect(room.state == RoomState())
    }

    @Test func brokenJSONGetsAnErrorWithItsPlace() {
        var room = TestRoom()
        let answer = room.send("POST", path, #"[{"labels":{"a":"b"}"#)
        #expect(answer.status == 400)
        #expect(answer.text.hasPrefix("\"cannot read the alerts: "))
    }

    @Test func noAlertsAreNoError() {
        var room = TestRoom()
        #expect(room.send("POST", path, "[]") == DialectAnswer(status: 200))
        #expect(room.problems.isEmpty)
    }

    @Test func whatIsTooLongIsCutAndSaysSo() throws {
        var room = TestRoom()
        let long = String(repeating: "ä", count: 20_000)
        room.send(
            "POST", path,
            #"[{"labels":{"alertname":"X","long":"\#(long)"},"annotations":{"summary":"\#(long)","output":"\#(long)"}}]"#
        )
        let alert = try #require(room.onlyAlert)
        #expect(alert.labels["long"]?.hasSuffix("ä … (35904 bytes cut)") == true)
        #expect(alert.annotations["output"]?.hasSuffix("ä … (23616 bytes cut)") == true)
        #expect(alert.title.utf8.count < 1100)
        #expect(alert.id == Fingerprint.of(["alertname": "X", "long": long]), "the name is that of the whole labels")
    }

    @Test func tooManyLabelsAreCounted() throws {
        var room = TestRoom()
        let labels = (100..<200).map { #""l\#($0)":"v""# }.joined(separator: ",")
        room.send("POST", path, #"[{"labels":{\#(labels)}}]"#)
        let alert = try #require(room.onlyAlert)
        #expect(alert.labels.count == Limits.labelsPerAlertMax)
        #expect(alert.annotations["left_out"] == "36 labels and 0 annotations were too many")
    }

    @Test func alertsAboveTheLimitAreNamed() {
        var room = TestRoom()
        let alerts = (0..<Limits.alertsPerRequestMax + 5).map { #"{"labels":{"n":"\#($0)"}}"# }.joined(separator: ",")
        let answer = room.send("POST", path, "[\(alerts)]")
        #expect(answer.status == 400)
        #expect(answer.text == #""alerts[2000] and after: at most 2000 are taken at once, found 2005""#)
        #expect(room.state.alerts.count == Limits.alertsPerRequestMax)
    }

    @Test func manyProblemsAreAnsweredShortly() {
        var room = TestRoom()
        let answer = room.send("POST", path, "[" + Array(repeating: "{}", count: 50).joined(separator: ",") + "]")
        #expect(answer.text.hasSuffix(#"; … and 30 more""#))
        #expect(room.problems.count == 50)
    }

    @Test(arguments: [
        (#""severity":"critical""#, AlertSeverity.critical), (#""severity":"page""#, .critical),
        (#""severity":"warn""#, .warning), (#""severity":"none""#, .info), (#""severity":"sev1""#, .error),
        (#""x":"y""#, .warning),
    ])
    func severityComesFromTheLabel(_ label: String, _ severity: AlertSeverity) {
        var room = TestRoom()
        room.send("POST", path, #"[{"labels":{"alertname":"X",\#(label)}}]"#)
        #expect(room.onlyAlert?.severity == severity)
    }

    @Test(arguments: [
        (#""summary":"S","title":"T""#, "S"), (#""summary":" \n ","title":"T""#, "T"),
        (#""message":"M\nmore","description":"D""#, "M"), (#""description":"\r\n  First \r\nsecond""#, "First"),
        (#""other":"O""#, "X"),
    ])
    func titleComesFromTheAnnotations(_ annotations: String, _ title: String) {
        var room = TestRoom()
        room.send("POST", path, #"[{"labels":{"alertname":"X"},"annotations":{\#(annotations)}}]"#)
        #expect(room.onlyAlert?.title == title)
    }

    @Test func withoutANameTheLabelsAreTheTitle() {
        var room = TestRoom()
        room.send("POST", path, #"[{"labels":{"job":"node","instance":"db-1"}}]"#)
        #expect(room.onlyAlert?.title == "instance=db-1, job=node")
    }

    @Test func onlyWebAddressesBecomeLinks() {
        var room = TestRoom()
        let annotations = #"""
            {"a_url":"https://a.example","b_link":"http://b.example","c":"https://c.example","d_url":"javascript:alert(1)",
            "runbook":"see the wiki","dashboard":"https://d.example","_url":"https://e.example"}
            """#
        room.send(
            "POST", path,
            #"[{"labels":{"alertname":"X"},"annotations":\#(annotations),"generatorURL":"ftp://x"}]"#)
        #expect(
            room.onlyAlert?.links == [
                Link(title: "a", address: "https://a.example"), Link(title: "b", address: "http://b.example"),
                Link(title: "dashboard", address: "https://d.example"),
            ])
    }

    @Test func theLogsTroublesAreTheSendersToRetry() {
        let request = DialectRequest(
            method: "POST", path: ["api", "v2", "alerts"], body: Array(Payloads.amtool.utf8), now: TestRoom.start)
        guard case .match(let dialect, let route) = DialectTable.find(method: "POST", segments: request.path),
            case .commands(_, let answer) = dialect.read(request, on: route).work
        else {
            Issue.record("expected commands")
            return
        }
        #expect(answer(.busy).status == 503)
        #expect(answer(.busy).headers["Retry-After"] != nil)
        #expect(answer(.unwritable("disk full")).status == 503)
        #expect(answer(.unwritable("disk full")).text.contains("disk full"))
        let refused = answer(.stored([.failure(Refusal(.limit, "the room is full"))]))
        #expect(refused.status == 400)
        #expect(refused.text == #""alerts[0]: the room is full""#)
    }
}
