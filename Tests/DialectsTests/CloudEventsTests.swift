import Dialects
import Testing
import WarRoom

@Suite("CloudEvents")
struct CloudEventsTests {
    private let path = "/events"
    private let taken = DialectAnswer(status: 204)

    /// An event with these members beside the four that each must have.
    private func event(_ more: String, id: String = "1", type: String = "t") -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"/s","type":"\#(type)"\#(more.isEmpty ? "" : ",")\#(more)}"#
    }

    @Test func dataWithAStateIsAnAlert() throws {
        var room = TestRoom()
        #expect(room.send("POST", path, Payloads.cloudAlert, agent: "knative/1", headers: Payloads.structured) == taken)
        #expect(room.problems.isEmpty)
        #expect(room.senders == ["knative"])
        let alert = try #require(room.onlyAlert)
        #expect(alert.id == AlertIdentity.id(dialect: "cloudevents", sender: "/monitoring/eu-1", key: "db-1"))
        #expect(alert.phase == .firing)
        #expect(alert.severity == .critical)
        #expect(alert.title == "Disk of db-1 is full")
        #expect(alert.since.description == "2026-11-22T03:01:00.000Z")
        #expect(alert.source == "/monitoring/eu-1")
        #expect(
            alert.labels == [
                "source": "/monitoring/eu-1", "type": "com.example.disk.alert", "subject": "db-1",
                "severity": "critical", "mount": "/var",
            ])
        #expect(alert.annotations == ["free": "0.01"])
        #expect(alert.links.map(\.address) == ["https://graphs.example.com/disk"])
        #expect(room.send("POST", path, Payloads.cloudResolve, headers: Payloads.structured) == taken)
        #expect(room.onlyAlert?.phase == .returned)
        #expect(room.onlyAlert?.clearedAt?.description == "2026-11-22T03:03:00.000Z")
    }

    @Test func everythingElseIsAChange() throws {
        var room = TestRoom()
        #expect(room.send("POST", path, Payloads.cloudChange, headers: Payloads.structured) == taken)
        #expect(room.state.alerts.isEmpty)
        let event = try #require(room.events.first)
        let change = try #require(event.body as? ChangeReceived)
        #expect(event.envelope.occurredAt.description == "2026-11-22T03:00:05.000Z")
        #expect(change.facts.source == "/ci/shop")
        #expect(change.text?.summary == "Deployed shop 4.2.0")
        #expect(
            change.text?.details == [
                "ce-type": "dev.cdevents.service.deployed.0.2.0", "ce-subject": "shop",
                "context": #"{"version":"0.4.1"}"#, "environment": "production", "canary": "false",
            ])
    }

    @Test func inBinaryModeTheAttributesAreHeaders() throws {
        var room = TestRoom()
        #expect(room.send("POST", path, #"{"exit":3}"#, headers: Payloads.cloudHeaders) == taken)
        let alert = try #require(room.onlyAlert)
        #expect(alert.phase == .firing)
        #expect(alert.severity == .error)
        #expect(alert.title == "dbä")
        #expect(
            alert.labels == [
                "source": "/cron jobs", "type": "com.example.backup", "subject": "dbä", "severity": "error",
            ])
        #expect(alert.annotations == ["exit": "3"])
        let key = "com.example.backup dbä"
        #expect(alert.id == AlertIdentity.id(dialect: "cloudevents", sender: "/cron jobs", key: key))
        let resolve = Payloads.cloudHeaders.map { header in
            switch header.name {
            case "ce-type": (name: header.name, value: "com.example.backup.resolved")
            case "ce-id": (name: header.name, value: "43")
            default: header
            }
        }
        #expect(room.send("POST", path, headers: resolve) == taken)
        #expect(room.onlyAlert?.phase == .returned)
    }

    @Test func aBatchTakesTheGoodEvents() {
        var room = TestRoom()
        let body = "[\(Payloads.cloudAlert),{},\(Payloads.cloudChange),7]"
        let answer = room.send("POST", path, body, headers: Payloads.batched)
        #expect(answer.status == 400)
        #expect(answer.contentType == "text/plain; charset=utf-8")
        #expect(
            answer.text == """
                events[1]: expected the specversion 1.0, found nothing
                events[3]: expected an object, found 7
                """)
        #expect(room.events.map(\.kind) == [AlertFired.kind, ChangeReceived.kind])
        #expect(room.problems.count == 2)
        #expect(room.send("POST", path, "[]", headers: Payloads.batched) == taken)
    }

    @Test(arguments: [
        // By the data's state, the type's, or a title with a severity.
        (#""data":{"state":"FIRING"}"#, "t", AlertPhase?.some(.firing)), ("", "disk.firing", .firing),
        (#""data":{"title":"T","severity":"page"}"#, "t", .firing),
        (#""data":{"title":"T"},"severity":"info""#, "t", .firing),
        (#""data":"full","datacontenttype":"text/plain""#, "disk.firing", .firing),
        (#""data_base64":"eyJzdGF0ZSI6ImZpcmluZyJ9""#, "t", .firing),
        // Nothing of these.
        (#""data":{"title":"T"}"#, "t", nil), (#""data":{"state":"closed"}"#, "pull.firing", nil),
        (#""data":{"title":"T","severity":"spicy"}"#, "t", nil), (#""data":{"severity":"critical"}"#, "t", nil),
        (#""data":["firing"]"#, "t", nil), ("", "firing", nil), (#""data":"firing""#, "t", nil), ("", "t.", nil),
        (#""data":null"#, "t", nil),
    ])
    func theRuleOfAlertsAndChanges(_ more: String, _ type: String, _ phase: AlertPhase?) {
        var room = TestRoom()
        #expect(room.send("POST", path, event(more, type: type), headers: Payloads.structured) == taken)
        #expect(room.onlyAlert?.phase == phase)
        #expect(room.events.map(\.kind) == [phase == nil ? ChangeReceived.kind : AlertFired.kind])
    }

    @Test(arguments: [
        ("", "t", "t"), (#""subject":"db-1""#, "t", "t: db-1"), (#""data":{"message":"\n moved \n"}"#, "t", "moved"),
        (#""data":{"title":"T","message":"M"}"#, "t", "T"), (#""data":"gone""#, "t", "t"),
    ])
    func aChangeIsSummedUp(_ more: String, _ type: String, _ summary: String) {
        var room = TestRoom()
        room.send("POST", path, event(more, type: type), headers: Payloads.structured)
        #expect(room.last(ChangeReceived.self)?.text?.summary == summary)
    }

    @Test(arguments: [
        (#"{"specversion":"0.3","id":"1","source":"/s","type":"t"}"#, #"expected the specversion 1.0, found "0.3""#),
        (
            #"{"specversion":"1.0","id":"","source":"/s","type":"t"}"#,
            "expected the attribute id as a text that is not empty, found none"
        ),
        (
            #"{"specversion":"1.0","id":"1","source":{"x":1},"type":"t"}"#,
            "expected the attribute source as a text that is not empty, found none"
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"/s"}"#,
            "expected the attribute type as a text that is not empty, found none"
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"/s","type":"t","data_base64":"%%%%"}"#,
            #"expected data_base64 as base64, found "%%%%""#
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"/s","type":"t","data":{"title":"T","severity":"page","state":"open"}}"#,
            #"expected the state firing or resolved, found "open""#
        ),
    ])
    func whatIsNoEventIsRefusedInPlainText(_ body: String, _ sentence: String) {
        var room = TestRoom()
        let answer = room.send("POST", path, body, headers: Payloads.structured)
        #expect(answer.status == 400)
        #expect(answer.text == "events[0]: " + sentence)
        #expect(room.problems == [answer.text])
        #expect(room.state == RoomState())
    }

    @Test func aFieldThatCannotBeReadIsDroppedAndTheAlertKept() {
        var room = TestRoom()
        let body = #"{"specversion":"1.0","id":"1","source":"/s","type":"t","data":{"state":"firing","labels":[]}}"#
        let answer = room.send("POST", path, body, headers: Payloads.structured)
        #expect(answer.status == 200)
        #expect(answer.text == "events[0]: expected labels as an object, found an array")
        #expect(room.problems == [answer.text])
        #expect(room.onlyAlert?.phase == .firing)
    }

    @Test(
        arguments: [
            ([(name: "content-type", value: "application/json")], 415), ([], 415),
            ([(name: "content-type", value: "application/cloudevents+avro")], 415), (Payloads.structured, 400),
            (Payloads.batched, 400), (Payloads.cloudHeaders, 400),
        ] as [([(name: String, value: String)], Int)])
    func whatCannotBeReadHasItsStatus(_ headers: [(name: String, value: String)], _ status: Int) {
        var room = TestRoom()
        let answer = room.send("POST", path, "{", headers: headers)
        #expect(answer.status == status)
        #expect(!answer.body.isEmpty)
        #expect(room.problems.count == 1)
    }

    @Test func dataThatIsNoJSONIsKeptAsText() {
        var room = TestRoom()
        let headers =
            Payloads.cloudHeaders.filter { $0.name != "content-type" && $0.name != "ce-time" } + [
                (name: "content-type", value: "text/xml"), (name: "ce-time", value: "lately"),
            ]
        #expect(room.send("POST", path, "<disk full='yes'/>", headers: headers) == taken)
        #expect(room.onlyAlert?.annotations == ["data": "<disk full='yes'/>", "time": "lately"])
    }

    @Test(arguments: [
        ("a%20b", "a b"), ("100%", "100%"), ("%zz%41", "%zzA"), (#""q\"q%22""#, "q\"q\""), ("%ff", "\u{FFFD}"),
        ("%2541", "%41"),
        ("\"", "\""), ("%", "%"),
    ])
    func headersAreDecodedOnce(_ written: String, _ read: String) {
        var room = TestRoom()
        let headers = Payloads.cloudHeaders.map { $0.name == "ce-subject" ? (name: $0.name, value: written) : $0 }
        room.send("POST", path, headers: headers)
        #expect(room.onlyAlert?.labels["subject"] == read)
    }

    /// The test vectors of RFC 4648 section 10, and what is none.
    @Test(
        arguments: [
            ("", nil), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE", "fooba"),
            ("Zm9vYmFy", "foobar"),
        ] as [(String, String?)])
    func base64IsRead(_ encoded: String, _ text: String?) {
        var room = TestRoom()
        let body = event(#""datacontenttype":"text/plain","data_base64":"\#(encoded)""#)
        #expect(room.send("POST", path, body, headers: Payloads.structured) == taken)
        #expect(room.last(ChangeReceived.self)?.text?.details["data"] == text)
    }

    @Test func theHandshakeIsAnswered() {
        var room = TestRoom()
        let answer = room.send(
            "OPTIONS", path,
            headers: [
                (name: "webhook-request-origin", value: "emitter.example.com"),
                (name: "webhook-request-callback", value: "http://169.254.169.254/"),
            ])
        #expect(answer.status == 200)
        #expect(answer.headers["WebHook-Allowed-Origin"] == "*")
        #expect(answer.headers["WebHook-Allowed-Rate"] == "*")
        #expect(room.state == RoomState())
    }

    @Test func tooMuchAtOnceIs429() {
        #expect(CloudEvents.failure(.busy).status == 429)
        #expect(CloudEvents.failure(.unwritable("disk full")).status == 503)
    }
}
