import Dialects
import Testing
import WarRoom

@Suite("The plain form")
struct PlainAlertsTests {
    private let path = "/alerts"

    @Test func aCronJobFiresAndResolves() throws {
        var room = TestRoom()
        let answer = room.send("POST", path, Payloads.plain, agent: "curl/7.88.1")
        let alert = try #require(room.onlyAlert)
        #expect(answer.status == 200)
        #expect(answer.text == #"{"accepted":1,"alerts":["\#(alert.id)"]}"#)
        #expect(room.senders == ["curl"])
        #expect(alert.phase == .firing)
        #expect(alert.severity == .error)
        #expect(alert.title == "Backup of db1 failed")
        #expect(alert.labels == ["host": "db1", "exit": "3", "weekly": "false", "severity": "error"])
        #expect(
            alert.links == [
                Link(title: "link", address: "https://wiki.example.com/backup"),
                Link(title: "Log", address: "https://logs.example.com/1"),
            ])
        #expect(alert.source == "backup@db1")
        #expect(alert.timeout == nil)
        room.send("POST", path, #"{"key":"backup-db1","source":"backup@db1","state":"resolved"}"#, agent: "Wget/1.21")
        #expect(room.onlyAlert?.phase == .returned)
    }

    @Test func aTitleIsEnough() throws {
        var room = TestRoom()
        room.send("POST", path, #"{"title":" Backup failed "}"#, agent: "curl/7.88.1")
        let alert = try #require(room.onlyAlert)
        #expect(alert.title == "Backup failed")
        #expect(alert.severity == .warning)
        #expect(alert.source == "plain")
        #expect(alert.id == AlertIdentity.id(dialect: "plain", sender: "curl", key: "Backup failed"))
    }

    @Test func aKeyIsEnough() {
        var room = TestRoom()
        room.send("POST", path, #"{"key":"backup"}"#)
        #expect(room.onlyAlert?.title == "backup")
    }

    @Test func oneTitleFromTwoSourcesIsTwoAlerts() {
        var room = TestRoom()
        room.send("POST", path, #"[{"title":"T","source":"a"},{"title":"T","source":"b"},{"title":"T","source":"a"}]"#)
        #expect(room.state.alerts.count == 2)
    }

    @Test func goodAlertsAreStoredWhereOthersAreBad() {
        var room = TestRoom()
        let answer = room.send(
            "POST", path,
            #"[{"title":"A"},{"title":"B","state":"open"},{"severity":"info"},{"title":"D"}]"#)
        #expect(answer.status == 400)
        #expect(
            answer.text
                == #"{"accepted":2,"errors":["alerts[1]: expected the state firing or resolved, found \"open\"","alerts[2]: expected a title or a key, found neither"]}"#
        )
        #expect(Set(room.state.alerts.values.map(\.title)) == ["A", "D"])
    }

    @Test(arguments: [
        ("", "cannot read the alert: the JSON is empty"), ("7", "alerts[0]: expected an object, found 7"),
        ("{}", "alerts[0]: expected a title or a key, found neither"),
        (
            #"{"title":["x"]}"#,
            "alerts[0]: expected a title or a key, found neither; expected title as a text, found an array"
        ),
        (#"{"title":"T","state":{}}"#, "alerts[0]: expected state as a text, found an object"),
        (#"{"title":"T","state":1}"#, "alerts[0]: expected the state firing or resolved, found 1"),
    ])
    func whatCannotBeReadIsNamed(_ body: String, _ error: String) {
        var room = TestRoom()
        let answer = room.send("POST", path, body)
        #expect(answer.status == 400)
        #expect(answer.text == #"{"accepted":0,"errors":["\#(error)"]}"#)
        #expect(room.problems.count == 1)
        #expect(room.state == RoomState())
    }

    /// A lost page is worse than a lost link.
    @Test(arguments: [
        (#""labels":[]"#, "expected labels as an object, found an array"),
        (#""labels":{"a":{},"good":1}"#, #"expected labels as names with texts, found an object at \"a\""#),
        (#""links":"x""#, #"expected links as an array, found \"x\""#),
        (
            #""links":[{"foo":1},"https://a.example/"]"#,
            #"expected a link as an address or {\"title\",\"address\"}, found an object"#
        ),
        (#""key":{}"#, "expected key as a text, found an object"),
        (#""source":[1]"#, "expected source as a text, found an array"),
        (
            #""severity":"urgently""#,
            #"expected the severity critical, error, warning or info, found \"urgently\": taken as error"#
        ),
    ])
    func aFieldThatCannotBeReadIsDroppedAndTheAlertKept(_ field: String, _ problem: String) throws {
        var room = TestRoom()
        let answer = room.send("POST", path, #"[{"title":"A"},{"title":"T",\#(field)}]"#)
        #expect(answer.status == 200)
        #expect(answer.text.hasPrefix(#"{"accepted":2,"alerts":["#))
        #expect(answer.text.hasSuffix(#"],"problems":["alerts[1]: \#(problem)"]}"#), "\(answer.text)")
        #expect(room.problems.count == 1)
        let alert = try #require(room.state.alerts.values.first { $0.title == "T" })
        #expect(alert.phase == .firing)
        #expect(alert.severity == (field.contains("urgently") ? .error : .warning))
        #expect(alert.labels["good"] == (field.contains("good") ? "1" : nil))
        #expect(alert.links.map(\.address) == (field.contains("https") ? ["https://a.example/"] : []))
    }

    @Test func problemsStandBesideErrors() {
        var room = TestRoom()
        let answer = room.send("POST", path, #"[{"title":"A","labels":1},{"state":"open"}]"#)
        #expect(answer.status == 400)
        #expect(
            answer.text
                == #"{"accepted":1,"errors":["alerts[1]: expected the state firing or resolved, found \"open\""],"problems":["alerts[0]: expected labels as an object, found 1"]}"#
        )
    }

    @Test func nothingIsNoError() {
        var room = TestRoom()
        #expect(room.send("POST", path, "[]").text == #"{"accepted":0,"alerts":[]}"#)
    }

    @Test func whatTheRoomRefusesIsNotCountedAsAccepted() {
        let request = DialectRequest(
            method: "POST", path: ["alerts"], body: Array(#"[{"title":"A"},{"title":"B"}]"#.utf8), now: TestRoom.start)
        guard case .match(let dialect, let route) = DialectTable.find(method: "POST", segments: request.path),
            case .commands(_, let answer) = dialect.read(request, on: route).work
        else {
            Issue.record("expected commands")
            return
        }
        let refused = answer(.stored([.success(Outcome()), .failure(Refusal(.limit, "full"))]))
        #expect(refused.status == 400)
        #expect(refused.text == #"{"accepted":1,"errors":["alerts[1]: full"]}"#)
        #expect(answer(.busy).status == 503)
        #expect(answer(.busy).headers["Retry-After"] != nil)
        #expect(answer(.busy).text.hasPrefix(#"{"accepted":0,"errors":["#))
    }
}
