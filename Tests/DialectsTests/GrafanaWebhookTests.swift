import Dialects
import Testing
import WarRoom

@Suite("Grafana's webhook")
struct GrafanaWebhookTests {
    private let path = "/webhook/grafana"

    @Test func aNotificationFiresAndResolves() throws {
        var room = TestRoom()
        let answer = room.send("POST", path, Payloads.grafana, agent: "Grafana")
        #expect(answer == DialectAnswer(status: 200))
        #expect(room.problems.isEmpty)
        #expect(room.senders == ["Grafana"])
        let firing = try #require(room.state.alerts[AlertID(value: 0xc6ea_dffa_33fc_df37)])
        #expect(firing.phase == .firing)
        #expect(firing.severity == .critical)
        #expect(firing.title == "p99 of checkout is above 2 s")
        #expect(firing.since.description == "2026-11-22T02:58:10.000Z")
        #expect(firing.endsAt == nil)
        #expect(firing.timeout == nil)
        #expect(firing.source == "grafana")
        #expect(firing.annotations["values"] == "A=2.31, C=1")
        #expect(
            firing.links == [
                Link(title: "runbook", address: "https://wiki.example.com/checkout"),
                Link(title: "dashboard", address: "https://grafana.example.com/d/shop?orgId=1"),
                Link(title: "panel", address: "https://grafana.example.com/d/shop?orgId=1&viewPanel=4"),
                Link(
                    title: "silence", address: "https://grafana.example.com/alerting/silence/new?alertmanager=grafana"),
                Link(title: "source", address: "https://grafana.example.com/alerting/grafana/be1/view?orgId=1"),
            ])
        let resolved = try #require(room.state.alerts[AlertID(value: 0xa1b2_c3d4_e5f6_0718)])
        #expect(resolved.phase == .returned)
        #expect(resolved.clearedAt?.description == "2026-11-22T02:59:30.000Z")
        #expect(resolved.links.isEmpty)
        #expect(resolved.annotations.isEmpty)
    }

    @Test(arguments: [
        ("DatasourceError", "{}", "monitoring is broken: CPU is high"),
        ("DatasourceNoData", "{}", "monitoring is broken: CPU is high"),
        (
            "DatasourceError", #"{"summary":"CPU of db-1 is above 90 %"}"#,
            "monitoring is broken: CPU of db-1 is above 90 %"
        ),
        ("CPUHigh", #"{"summary":"CPU of db-1 is above 90 %"}"#, "CPU of db-1 is above 90 %"),
        ("CPUHigh", "{}", "CPUHigh"),
    ])
    func aRuleThatCannotBeEvaluatedIsNotWhatItWatches(_ name: String, _ annotations: String, _ title: String) {
        var room = TestRoom()
        #expect(room.send("POST", path, Payloads.grafanaBroken(name, annotations: annotations)).status == 200)
        #expect(room.onlyAlert?.title == title)
        #expect(room.onlyAlert?.phase == .firing)
    }

    @Test func aLongTitleOfBrokenMonitoringIsStillCut() {
        var room = TestRoom()
        let long = String(repeating: "x", count: 5000)
        room.send("POST", path, Payloads.grafanaBroken("DatasourceError", annotations: #"{"summary":"\#(long)"}"#))
        let title = room.onlyAlert?.title ?? ""
        #expect(title.hasPrefix("monitoring is broken: xxx") && title.utf8.count < Limits.titleBytesMax + 40)
    }

    @Test func theLinksOfTheSenderFindRoomBesideThoseOfTheAnnotations() {
        var room = TestRoom()
        let annotations = (100..<140).map { #""l\#($0)_url":"https://a.example/\#($0)""# }.joined(separator: ",")
        let body = #"""
            {"alerts":[{"status":"firing","labels":{"a":"b"},"annotations":{\#(annotations)},"panelURL":"https://p.example",
            "dashboardURL":"javascript:alert(1)","silenceURL":7,"generatorURL":"https://g.example"}]}
            """#
        #expect(room.send("POST", path, body).status == 200)
        let links = room.onlyAlert?.links ?? []
        #expect(links.count == Limits.linksPerAlertMax)
        #expect(links.suffix(2).map(\.title) == ["panel", "source"])
    }

    @Test func alertsOfOneNotificationAreTakenWhereOthersAreBad() {
        var room = TestRoom()
        let answer = room.send(
            "POST", path,
            #"{"alerts":[{"status":"alerting","labels":{"a":"b"}},{"status":"firing","labels":{"a":"c"}}]}"#)
        #expect(answer.status == 400)
        #expect(answer.text == #"alerts[0]: expected the status firing or resolved, found "alerting""#)
        #expect(room.onlyAlert?.labels == ["a": "c"])
        #expect(room.problems.count == 1)
    }

    @Test(arguments: [
        ("not json", "cannot read the notification: "),
        // What Grafana before version 9 sent.
        (
            #"{"title":"[Alerting] CPU","ruleId":1,"ruleName":"CPU","state":"alerting","evalMatches":[]}"#,
            "expected an object with an array of alerts, found an object"
        ),
    ])
    func whatIsNoNotificationIsRefusedInPlainText(_ body: String, _ sentence: String) {
        var room = TestRoom()
        let answer = room.send("POST", path, body)
        #expect(answer.status == 400)
        #expect(answer.contentType == "text/plain; charset=utf-8")
        #expect(answer.text.hasPrefix(sentence))
        #expect(room.state == RoomState())
    }

    @Test func tooMuchAtOnceIs503() {
        #expect(GrafanaWebhook.failure(.busy).status == 503)
        #expect(GrafanaWebhook.failure(.busy).headers["Retry-After"] != nil)
    }

    @Test func alertsThatWereCutOffAreSeenInTheRoom() {
        var room = TestRoom()
        room.send("POST", path, #"{"alerts":[{"status":"firing","labels":{"a":"b"}}],"truncatedAlerts":3}"#)
        #expect(room.problems == ["3 alerts are missing: the sender's max_alerts cut them off"])
    }
}
