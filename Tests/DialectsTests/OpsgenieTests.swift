import Dialects
import Testing
import WarRoom
import WireJSON

@Suite("Opsgenie's Alert API")
struct OpsgenieTests {
    private let path = "/v2/alerts"
    private let alias = "disk%2Fdb-1"

    private func accepted(_ answer: DialectAnswer) throws -> String {
        #expect(answer.status == 202)
        let root = try JSONDocument(parsing: answer.body).root
        #expect(root["result"]?.string == "Request will be processed")
        #expect(root["took"]?.double == 0)
        return try #require(root["requestId"]?.string)
    }

    @discardableResult
    private func send(
        _ room: inout TestRoom, _ act: String, _ body: String = "{}", key: String = Payloads.genieKey
    ) -> DialectAnswer {
        let method = act == "message" || act == "description" ? "PUT" : "POST"
        return room.send(
            method, "/v2/alerts/k/\(act)", body, query: [(name: "identifierType", value: "alias")],
            headers: [(name: "authorization", value: "GenieKey \(key)")])
    }

    @discardableResult
    private func create(
        _ room: inout TestRoom, _ body: String = #"{"message":"Disk is full","alias":"k"}"#,
        key: String = Payloads.genieKey
    ) -> DialectAnswer {
        room.send("POST", path, body, headers: [(name: "authorization", value: "GenieKey \(key)")])
    }

    @Test func anAlertIsOpened() throws {
        var room = TestRoom()
        _ = try accepted(create(&room, Payloads.opsgenieCreate))
        #expect(room.problems.isEmpty)
        let alert = try #require(room.onlyAlert)
        let sender = AlertIdentity.sender(ofKey: Payloads.genieKey)
        #expect(room.senders == [sender])
        #expect(alert.id == AlertIdentity.id(dialect: "opsgenie", sender: sender, key: "disk/db-1"))
        #expect(alert.phase == .firing)
        #expect(alert.severity == .critical)
        #expect(alert.title == "Disk of db-1 is full")
        #expect(alert.target == "db-1")
        #expect(alert.timeout == nil)
        #expect(alert.source == "opsgenie")
        #expect(
            alert.labels == [
                "alias": "disk/db-1", "priority": "P1", "severity": "critical", "entity": "db-1", "source": "nightly",
                "tags": "disk,prod",
            ])
        #expect(
            alert.annotations == [
                "description": "Only 1 % is left.\nIt was 10 % at noon.", "mount": "/var", "free": "0.01",
                "dashboard": "https://graphs.example.com/disk", "note": "third time this week",
                "responders": "database, ada@example.com", "actions": "restart, resize",
            ])
        #expect(alert.links == [Link(title: "dashboard", address: "https://graphs.example.com/disk")])
    }

    @Test func theKeyIsKeptAsItsHashOnly() {
        var room = TestRoom()
        create(&room)
        #expect(room.senders.first?.utf8.count == 12)
        #expect(!"\(room.state) \(room.events)".contains(Payloads.genieKey))
    }

    @Test(arguments: [
        (#","priority":"P1""#, AlertSeverity.critical), (#","priority":"P2""#, .error),
        (#","priority":"P3""#, .warning),
        (#","priority":"P4""#, .info), (#","priority":"P5""#, .info), (#","priority":"p2""#, .error),
        (#","priority":null"#, .warning), ("", .warning),
    ])
    func prioritiesAreSeverities(_ field: String, _ severity: AlertSeverity) {
        var room = TestRoom()
        create(&room, #"{"message":"m"\#(field)}"#)
        #expect(room.onlyAlert?.severity == severity)
        #expect(room.onlyAlert?.labels["severity"] == severity.rawValue)
    }

    @Test func anAlertmanagerOpensAndClosesByItsAlias() throws {
        var room = TestRoom()
        let headers = [(name: "authorization", value: "GenieKey x")]
        _ = try accepted(room.send("POST", path, Payloads.alertmanagerAsOpsgenieSender, headers: headers))
        #expect(room.onlyAlert?.links.map(\.title) == ["source"])
        let alias = "6deb6322f8f3d0527aa4eb1bc3139fdeea97e69c8a998b5c88b7e6f2756de185"
        let close = room.send(
            "POST", "/v2/alerts/\(alias)/close", #"{"source":"http://am:9093/#/alerts?receiver=opsgenie"}"#,
            query: [(name: "identifierType", value: "alias")], headers: headers)
        _ = try accepted(close)
        #expect(room.onlyAlert?.phase == .returned)
    }

    @Test func anotherKeyTouchesNothing() throws {
        var room = TestRoom()
        create(&room)
        let before = room.state
        let id = try #require(room.onlyAlert?.id)
        let bodies = [
            "close": #"{"note":"n"}"#, "acknowledge": "{}", "notes": #"{"note":"n"}"#,
            "snooze": #"{"endTime":"2026-11-22T05:00:00Z"}"#,
        ]
        for (act, body) in bodies.sorted(by: { $0.key < $1.key }) {
            _ = try accepted(send(&room, act, body, key: "other"))
            let other = [(name: "authorization", value: "GenieKey other")]
            _ = try accepted(room.send("POST", "/v2/alerts/\(id)/\(act)", body, headers: other))
        }
        _ = try accepted(send(&room, "message", #"{"message":"m"}"#, key: "other"))
        #expect(room.state == before)
        #expect(room.send("GET", "/v2/alerts/\(id)").status == 404)
    }

    @Test func acknowledgedSnoozedAndClosed() throws {
        var room = TestRoom()
        create(&room)
        _ = try accepted(send(&room, "acknowledge", #"{"user":"ada","note":"on it"}"#))
        #expect(room.onlyAlert?.phase == .acknowledged)
        #expect(room.onlyAlert?.ack?.person == "ada")
        #expect(room.onlyAlert?.ack?.note == "on it")
        #expect(room.onlyAlert?.ack?.until == room.now + Limits.ackLengthDefault)
        _ = try accepted(send(&room, "snooze", #"{"endTime":"2026-11-22T06:00:00+01:00","user":"bo"}"#))
        #expect(room.onlyAlert?.ack?.until.description == "2026-11-22T05:00:00.000Z")
        #expect(room.onlyAlert?.ack?.person == "bo")
        _ = try accepted(send(&room, "close", #"{"note":"cleaned up"}"#))
        #expect(room.onlyAlert?.phase == .resolved)
        #expect(room.last(NoteAdded.self)?.text?.body == "Disk is full: cleaned up")
    }

    @Test func aSnoozeIsNoLongerThanAnAckMayBe() throws {
        var room = TestRoom()
        create(&room)
        _ = try accepted(send(&room, "snooze", #"{"endTime":"2027-03-01T00:00:00Z"}"#))
        #expect(room.onlyAlert?.ack?.until == room.now + Limits.ackLengthMax)
        #expect(room.onlyAlert?.ack?.note == "meant to last until 2027-03-01 00:00 UTC, an ack ends after 7 d")
        #expect(room.onlyAlert?.ack?.person == "opsgenie")
    }

    @Test func aNoteStandsOnTheTimeline() throws {
        var room = TestRoom()
        create(&room)
        _ = try accepted(send(&room, "notes", #"{"note":"fsck is running","user":"ada"}"#))
        #expect(room.last(NoteAdded.self)?.text?.body == "Disk is full: fsck is running")
        _ = try accepted(send(&room, "notes", #"{"note":"\#(String(repeating: "x", count: 50_000))"}"#))
        #expect(room.last(NoteAdded.self)?.text?.body.hasSuffix(" bytes cut)") == true)
    }

    @Test func messageAndDescriptionAreChanged() throws {
        var room = TestRoom()
        create(&room, #"{"message":"Disk is full","alias":"k","description":"one","details":{"a":"b"}}"#)
        let count = room.onlyAlert?.count
        _ = try accepted(send(&room, "message", #"{"message":"Disk is full again"}"#))
        _ = try accepted(send(&room, "description", #"{"description":"two"}"#))
        #expect(room.onlyAlert?.title == "Disk is full again")
        #expect(room.onlyAlert?.annotations == ["a": "b", "description": "two"])
        #expect(room.onlyAlert?.count == count)
        let sequence = room.state.sequence
        _ = try accepted(send(&room, "description", #"{"description":"two"}"#))
        #expect(room.state.sequence == sequence, "the same words are no change")
    }

    @Test(arguments: [("acknowledge", "{}"), ("snooze", #"{"endTime":"2026-11-22T05:00:00Z"}"#), ("close", "{}")])
    func whereSendersMayNotActItIsForbidden(_ act: String, _ body: String) throws {
        var room = TestRoom()
        room.policy.sendersMayAct = false
        create(&room)
        let answer = send(&room, act, body)
        #expect(answer.status == 403)
        let message = try JSONDocument(parsing: answer.body).root["message"]?.string
        #expect(message?.contains("ingest.acts: false") == true)
        #expect(room.onlyAlert?.phase == .firing)
    }

    @Test func anAlertIsShownByEveryIdentifier() throws {
        var room = TestRoom()
        create(&room, Payloads.opsgenieCreate)
        let id = try #require(room.onlyAlert?.id.description)
        let headers = [(name: "authorization", value: "geniekey  \(Payloads.genieKey)")]
        var answers: [DialectAnswer] = []
        for type in ["", "id", "tiny", "ID"] {
            let query = type.isEmpty ? [] : [(name: "identifierType", value: type)]
            answers.append(room.send("GET", "/v2/alerts/\(id)", query: query, headers: headers))
        }
        #expect(answers.allSatisfy { $0 == answers.first && $0.status == 200 })
        let data = try #require(try JSONDocument(parsing: answers[0].body).root["data"])
        #expect(data["id"]?.string == id)
        #expect(data["tinyId"]?.string == id)
        #expect(data["alias"]?.string == "disk/db-1")
        #expect(data["message"]?.string == "Disk of db-1 is full")
        #expect(data["status"]?.string == "open")
        #expect(data["acknowledged"]?.bool == false)
        #expect(data["priority"]?.string == "P1")
        #expect(data["tags"]?.elements.compactMap(\.string) == ["disk", "prod"])
        #expect(data["details"]?["mount"]?.string == "/var")
        #expect(data["createdAt"]?.string == "2026-11-22T03:04:05.678Z")
    }

    @Test func theSameAgainIsCountedAndANewOneOpensAfterAClose() {
        var room = TestRoom()
        for _ in 0..<3 { create(&room) }
        #expect(room.events.filter { $0.kind == AlertFired.kind }.count == 1)
        for _ in 0..<3 { send(&room, "close") }
        #expect(room.events.filter { $0.kind == AlertResolved.kind }.count == 1)
        create(&room)
        #expect(room.onlyAlert?.phase == .firing)
        #expect(room.events.filter { $0.kind == AlertFired.kind }.count == 2)
    }

    @Test func withoutAnAliasEachIsAnAlertOfItsOwn() throws {
        var room = TestRoom()
        for _ in 0..<3 {
            create(&room, #"{"message":"m"}"#)
            room.now = room.now + Milliseconds(1)
        }
        #expect(room.state.alerts.count == 3)
        #expect(Set(room.state.alerts.values.compactMap { $0.labels["alias"] }).count == 3)
    }

    @Test func withoutAKeyTheUserAgentIsTheSender() {
        var room = TestRoom()
        #expect(room.send("POST", path, #"{"message":"m"}"#, agent: "curl/8").status == 202)
        #expect(room.senders == ["curl"])
    }
}
