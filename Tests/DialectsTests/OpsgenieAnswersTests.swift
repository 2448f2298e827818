import Dialects
import Testing
import WarRoom
import WireJSON

@Suite("What Opsgenie's clients are answered")
struct OpsgenieAnswersTests {
    private let headers = [(name: "authorization", value: "GenieKey k")]
    private let byAlias = [(name: "identifierType", value: "alias")]

    private func request(_ answer: DialectAnswer) throws -> String {
        try #require(try JSONDocument(parsing: answer.body).root["requestId"]?.string)
    }

    private func report(_ room: inout TestRoom, _ id: String, key: String = "k") throws -> (Int, JSONValue?) {
        let answer = room.send(
            "GET", "/v2/alerts/requests/\(id)", headers: [(name: "authorization", value: "GenieKey \(key)")])
        return (answer.status, try JSONDocument(parsing: answer.body).root["data"])
    }

    @Test func everyRequestCanBeAskedFor() throws {
        var room = TestRoom()
        let steps = [
            ("POST", "/v2/alerts", #"{"message":"m","alias":"a"}"#, "Create"),
            ("POST", "/v2/alerts/a/acknowledge", "{}", "Acknowledge"),
            ("POST", "/v2/alerts/a/notes", #"{"note":"n"}"#, "AddNote"),
            ("PUT", "/v2/alerts/a/message", #"{"message":"n"}"#, "Update"),
            ("POST", "/v2/alerts", #"{"message":"m","alias":"a","priority":"P1"}"#, "Create"),
            ("POST", "/v2/alerts/a/close", #"{"note":"done"}"#, "Close"),
        ]
        for (method, path, body, action) in steps {
            let answer = room.send(method, path, body, query: byAlias, headers: headers)
            #expect(answer.status == 202)
            let (status, data) = try report(&room, try request(answer))
            #expect(status == 200)
            #expect(data?["isSuccess"]?.bool == true)
            #expect(data?["action"]?.string == action, "\(method) \(path)")
            #expect(data?["processedAt"]?.string == room.now.description)
            if action != "AddNote" { #expect(data?["alertId"]?.string == room.onlyAlert?.id.description) }
            #expect(try report(&room, try request(answer), key: "other").0 == 404)
        }
    }

    @Test func aRequestThatChangedNothingIsAboutItsAlert() throws {
        var room = TestRoom()
        let create = #"{"message":"m","alias":"a"}"#
        room.send("POST", "/v2/alerts", create, headers: headers)
        let again = room.send("POST", "/v2/alerts", create, headers: headers)
        let (_, known) = try report(&room, try request(again))
        #expect(known?["isSuccess"]?.bool == true)
        #expect(known?["alias"]?.string == "a")
        #expect(known?["alertId"]?.string == room.onlyAlert?.id.description)
        let dropped = room.send("POST", "/v2/alerts/b/close", "{}", query: byAlias, headers: headers)
        #expect(dropped.status == 202)
        let (status, unknown) = try report(&room, try request(dropped))
        #expect(status == 200)
        #expect(unknown?["isSuccess"]?.bool == false)
        #expect(unknown?["status"]?.string == "Alert does not exist")
    }

    /// Whatever bits an alert's id has, the id of such a request holds them.
    @Test(arguments: [
        "0000000000000000", "ffffffffffffffff", "0123456789abcdef", "8000000000000001", "000000000000000f",
    ])
    func theRequestsIDHoldsTheAlerts(_ alert: String) throws {
        var room = TestRoom()
        let answer = room.send("POST", "/v2/alerts/\(alert)/acknowledge", headers: headers)
        let (_, data) = try report(&room, try request(answer))
        #expect(data?["alertId"]?.string == alert)
    }

    @Test(arguments: ["x", "01a203c2-adff-73f2-9e44-31fa3c80db06", ""])
    func anUnknownRequestIs404(_ id: String) throws {
        var room = TestRoom()
        let answer = room.send("GET", "/v2/alerts/requests/\(id.isEmpty ? "none" : id)", headers: headers)
        #expect(answer.status == 404)
        #expect(answer.text == #"{"message":"Request not found. It might not be processed, yet.","took":0.0}"#)
    }

    @Test(arguments: [
        ("POST", "/v2/alerts", "{}", #""message":"expected a text, found nothing""#),
        ("POST", "/v2/alerts", #"{"message":" "}"#, #""message":"expected a text, found nothing""#),
        ("POST", "/v2/alerts", #"{"message":["m"]}"#, #""message":"expected a text, found an array""#),
        ("POST", "/v2/alerts", #"{"message":"m","alias":{}}"#, #""alias":"expected a text, found an object""#),
        (
            "POST", "/v2/alerts", #"{"message":"m","priority":"urgent"}"#,
            #""priority":"expected one of P1, P2, P3, P4 and P5, found \"urgent\"""#
        ),
        ("POST", "/v2/alerts/a/notes", "", #""note":"expected a text, found nothing""#),
        ("POST", "/v2/alerts/a/snooze", "{}", #""endTime":"expected a text, found nothing""#),
        (
            "POST", "/v2/alerts/a/snooze", #"{"endTime":"tomorrow"}"#,
            #""endTime":"expected a time as 2026-11-22T03:04:05Z, found \"tomorrow\"""#
        ),
        (
            "POST", "/v2/alerts/a/snooze", #"{"endTime":"2026-11-22T03:04:05.678Z"}"#,
            #""endTime":"expected a time that lies ahead, found 2026-11-22 03:04 UTC""#
        ),
        ("PUT", "/v2/alerts/a/message", "{}", #""message":"expected a text, found nothing""#),
        (
            "PUT", "/v2/alerts/a/description", #"{"description":null}"#,
            #""description":"expected a text, found nothing""#
        ),
    ])
    func whatIsWrongIsNamedByItsField(_ method: String, _ path: String, _ body: String, _ errors: String) {
        var room = TestRoom()
        let answer = room.send(method, path, body, query: byAlias, headers: headers)
        #expect(answer.status == 422)
        #expect(
            answer.text
                == #"{"message":"Request body is not processable. Please check the errors.","errors":{\#(errors)},"took":0.0}"#
        )
        #expect(room.problems.count == 1)
        #expect(room.state == RoomState())
    }

    @Test(arguments: [
        ("{", "cannot read the body: "), ("[]", "expected an object, found an array"), ("7", "expected an object"),
    ])
    func whatIsNoObjectIs400(_ body: String, _ sentence: String) throws {
        var room = TestRoom()
        for (method, path) in [("POST", "/v2/alerts"), ("POST", "/v2/alerts/a/close"), ("PUT", "/v2/alerts/a/message")]
        {
            let answer = room.send(method, path, body, query: byAlias, headers: headers)
            #expect(answer.status == 400)
            let message = try JSONDocument(parsing: answer.body).root["message"]?.string
            #expect(message?.hasPrefix(sentence) == true)
        }
        #expect(room.problems.count == 3)
    }

    @Test func anAliasThatIsCalledAnIDIsExplained() {
        var room = TestRoom()
        let answer = room.send("POST", "/v2/alerts/disk/close", "{}", headers: headers)
        #expect(answer.status == 422)
        #expect(answer.text.contains("an alias needs ?identifierType=alias"))
        let odd = room.send(
            "POST", "/v2/alerts/disk/close", "{}", query: [(name: "identifierType", value: "name")], headers: headers)
        #expect(odd.status == 422)
        #expect(odd.text.contains(#"\"name\""#))
    }

    @Test(arguments: [
        (DialectFailure.busy, 429), (.unwritable("disk full"), 503), (.tooLarge, 413), (.tooSlow, 408),
        (.forbidden("no"), 403), (.malformed("odd"), 400),
    ])
    func failuresHaveTheStatusThatItsClientsRetryOn(_ failure: DialectFailure, _ status: Int) throws {
        let answer = OpsgenieAlerts.failure(failure)
        #expect(answer.status == status)
        #expect(try JSONDocument(parsing: answer.body).root["message"]?.string == failure.sentence)
        #expect((answer.headers["Retry-After"] != nil) == (status == 429 || status == 503))
    }
}
