import Dialects
import Testing
import WarRoom

@Suite("Names of alerts and senders")
struct AlertIdentityTests {
    /// prometheus/common's `model/signature.go`, as GoAlert's and Grafana OnCall's documentation publish its results.
    @Test(arguments: [
        (
            #"{"alertname":"InstanceDown","code":"200","instance":"127.0.0.1:9090","job":"prometheus","monitor":"codelab-monitor","severity":"critical"}"#,
            "791cec13fcba0368"
        ),
        (
            #"{"severity":"critical","monitor":"codelab-monitor","job":"prometheus","instance":"localhost:9090","code":"200","alertname":"InstanceDown"}"#,
            "8df98227bdd81384"
        ),
        (
            #"{"alertname":"InstanceDown","group":"production","instance":"localhost:8081","job":"node","severity":"critical"}"#,
            "f404ecabc8dd5cd7"
        ),
        (
            #"{"alertname":"InstanceDown","group":"canary","instance":"localhost:8082","job":"node","severity":"critical"}"#,
            "f8f08d4e32c61a9d"
        ),
    ])
    func labelsGiveAlertmanagersFingerprint(_ labels: String, _ id: String) {
        for (path, body) in [
            ("/api/v2/alerts", #"[{"labels":\#(labels)}]"#),
            ("/webhook/alertmanager", #"{"alerts":[{"status":"firing","labels":\#(labels)}]}"#),
        ] {
            var room = TestRoom()
            room.send("POST", path, body)
            #expect(room.onlyAlert?.id.description == id)
        }
    }

    /// Computed with Python's hashlib: each part after its length as eight bytes.
    @Test(arguments: [
        ("plain", "curl", "backup", "c9076aea71462aad"), ("pagerduty", "3a0a4f0ec6a5", "k", "d1f4bf3b6746c734"),
        ("", "", "", "9d908ecfb6b256de"),
    ])
    func keysGiveTheBeginningOfAHash(_ dialect: String, _ sender: String, _ key: String, _ id: String) {
        #expect(AlertIdentity.id(dialect: dialect, sender: sender, key: key).description == id)
    }

    @Test func theBordersBetweenThePartsCount() {
        let split = [("ab", "c", "d"), ("a", "bc", "d"), ("a", "b", "cd"), ("abc", "", "d"), ("abcd", "", "")]
        let ids = split.map { AlertIdentity.id(dialect: $0.0, sender: $0.1, key: $0.2) }
        #expect(Set(ids).count == split.count)
    }

    @Test func aKeyIsShownAsTwelveDigitsOfItsHash() {
        #expect(AlertIdentity.sender(ofKey: Payloads.routingKey) == "3eb1bd439947")
    }

    @Test(arguments: [
        ("Prometheus/2.42.0+ds", "Prometheus"), ("curl/7.88.1", "curl"), ("Go-http-client/1.1", "Go-http-client"),
        ("backup", "backup"), ("My Tool/1", "My"), ("", "unknown"), ("/1", "unknown"), ("\u{1B}[31mx", "unknown"),
        ("Ünï/1", "unknown"),
    ])
    func theUserAgentsProductNamesTheSender(_ agent: String, _ sender: String) {
        var room = TestRoom()
        room.send("POST", "/alerts", #"{"title":"T"}"#, agent: agent)
        #expect(room.senders == [sender])
    }

    @Test func withoutAUserAgentTheSenderIsUnknown() {
        var room = TestRoom()
        room.send("POST", "/alerts", #"{"title":"T"}"#)
        room.send("POST", "/alerts", #"{"title":"T"}"#, agent: String(repeating: "x", count: 500))
        #expect(room.senders == ["unknown", String(repeating: "x", count: Limits.senderBytesMax)])
    }
}
