import Dialects
import Testing
import WarRoom

@Suite("Alertmanager's webhook")
struct AlertmanagerWebhookTests {
    private let path = "/webhook/alertmanager"

    @Test func aNotificationFiresAndResolves() throws {
        var room = TestRoom()
        let answer = room.send("POST", path, Payloads.alertmanagerWebhook, agent: "Alertmanager/0.27.0")
        #expect(answer == DialectAnswer(status: 200))
        #expect(room.problems.isEmpty)
        #expect(room.senders == ["Alertmanager"])
        let firing = try #require(room.state.alerts[AlertID(value: 0x791c_ec13_fcba_0368)])
        #expect(firing.phase == .firing)
        #expect(firing.since.description == "2026-11-22T02:32:08.326Z")
        #expect(firing.timeout == nil)
        #expect(firing.expiresAt == nil)
        #expect(firing.endsAt == nil, "the zero time is not set")
        #expect(firing.title == "Instance 127.0.0.1:9090 down")
        let resolved = try #require(room.state.alerts[AlertID(value: 0x8df9_8227_bdd8_1384)])
        #expect(resolved.phase == .returned)
        #expect(resolved.since.description == "2026-11-22T02:17:37.804Z")
        #expect(resolved.clearedAt?.description == "2026-11-22T02:47:37.804Z")
    }

    @Test func withoutFingerprintTheLabelsNameTheAlert() {
        var room = TestRoom()
        room.send("POST", path, #"{"alerts":[{"status":"firing","labels":{"a":"b"}}]}"#)
        #expect(room.onlyAlert?.id == Fingerprint.of(["a": "b"]))
    }

    @Test func theSameAlertByApiAndWebhookIsOne() {
        var room = TestRoom()
        let labels =
            #"{"alertname":"InstanceDown","group":"canary","instance":"localhost:8082","job":"node","severity":"critical"}"#
        room.send(
            "POST", path, #"{"alerts":[{"status":"firing","labels":\#(labels),"fingerprint":"f8f08d4e32c61a9d"}]}"#)
        room.send("POST", "/api/v2/alerts", #"[{"labels":\#(labels)}]"#)
        #expect(room.state.alerts.count == 1)
    }

    @Test func theGroupsStatusStandsInForAMissingOne() {
        var room = TestRoom()
        room.send("POST", path, #"{"status":"firing","alerts":[{"labels":{"a":"b"}}]}"#)
        #expect(room.onlyAlert?.phase == .firing)
    }

    @Test func alertsThatWereCutOffAreSeenInTheRoom() {
        var room = TestRoom()
        let answer = room.send(
            "POST", path, #"{"alerts":[{"status":"firing","labels":{"a":"b"}}],"truncatedAlerts":12}"#)
        #expect(answer.status == 200)
        #expect(room.problems == ["12 alerts are missing: the sender's max_alerts cut them off"])
    }

    @Test func goodAlertsAreStoredWhereOthersAreBad() {
        var room = TestRoom()
        let answer = room.send(
            "POST", path,
            #"{"alerts":[{"status":"down","labels":{"a":"b"}},{"status":"firing","labels":{"a":"c"}},{"labels":{"a":"d"}}]}"#
        )
        #expect(answer.status == 400)
        #expect(
            answer.text == """
                alerts[0]: expected the status firing or resolved, found "down"
                alerts[2]: expected the status firing or resolved, found nothing
                """)
        #expect(room.onlyAlert?.labels == ["a": "c"])
    }

    @Test(arguments: [
        ("not json", "cannot read the notification: "),
        ("[]", "expected an object with an array of alerts, found an array"),
        (#"{"text":"custom payload"}"#, "expected an object with an array of alerts, found an object"),
        (#"{"alerts":{}}"#, "expected an object with an array of alerts, found an object"),
    ])
    func whatIsNoNotificationIsRefusedInPlainText(_ body: String, _ sentence: String) {
        var room = TestRoom()
        let answer = room.send("POST", path, body)
        #expect(answer.status == 400)
        #expect(answer.contentType == "text/plain; charset=utf-8")
        #expect(answer.text.hasPrefix(sentence))
        #expect(room.problems.count == 1)
    }

    @Test func noAlertsAreNoError() {
        var room = TestRoom()
        #expect(room.send("POST", path, #"{"alerts":[]}"#) == DialectAnswer(status: 200))
    }
}
