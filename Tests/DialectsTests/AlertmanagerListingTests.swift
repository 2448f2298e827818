import Dialects
import Testing
import WarRoom
import WireJSON

@Suite("Reading the board as from an Alertmanager")
struct AlertmanagerListingTests {
    /// Three alerts, one of them silenced, and one that has cleared.
    private func room() -> TestRoom {
        var room = TestRoom()
        room.send(
            "POST", "/api/v2/alerts",
            #"""
            [{"labels":{"alertname":"Disk","host":"a","severity":"critical"},"annotations":{"summary":"full"},"generatorURL":"http://g.example","startsAt":"2026-11-22T03:00:00Z"},
            {"labels":{"alertname":"Disk","host":"b"}},{"labels":{"alertname":"Load","host":"a"}},
            {"labels":{"alertname":"Gone"},"startsAt":"2026-11-22T02:00:00Z","endsAt":"2026-11-22T03:00:00Z"}]
            """#)
        room.send(
            "POST", "/api/v2/silences",
            #"""
            {"matchers":[{"name":"host","value":"b","isRegex":false}],"startsAt":"2026-11-22T03:04:05.678Z","endsAt":"2026-11-22T04:00:00Z","createdBy":"ada","comment":"known"}
            """#)
        return room
    }

    private func list(_ query: [(name: String, value: String)], _ path: String = "/api/v2/alerts") throws -> [JSONValue]
    {
        var room = room()
        let answer = room.send("GET", path, query: query)
        #expect(answer.status == 200)
        #expect(answer.contentType == "application/json")
        return Array(try JSONDocument(parsing: answer.body).root.elements)
    }

    @Test func anAlertHasAlertmanagersFieldsAndNames() throws {
        var room = room()
        let answer = room.send("GET", "/api/v2/alerts", query: [("filter", #"severity="critical""#)])
        #expect(
            answer.text
                == #"[{"annotations":{"summary":"full"},"endsAt":"2026-11-22T03:09:05.678Z","fingerprint":"5f911ad72d600d38","receivers":[{"name":"room"}],"startsAt":"2026-11-22T03:00:00.000Z","status":{"inhibitedBy":[],"mutedBy":[],"silencedBy":[],"state":"active"},"updatedAt":"2026-11-22T03:04:05.678Z","generatorURL":"http://g.example","labels":{"alertname":"Disk","host":"a","severity":"critical"}}]"#
        )
    }

    /// amtool and karma show and group by alertname and summary, which other dialects' alerts do not have.
    @Test func anAlertWithoutNameAndSummaryIsShownByItsTitle() throws {
        var room = TestRoom()
        room.send("POST", "/alerts", #"{"key":"backup-db1","title":"Backup of db1 failed","severity":"warning"}"#)
        room.send("POST", "/v2/alerts", #"{"message":"Disk full","alias":"disk","details":{"summary":"on db2"}}"#)
        room.send("POST", "/api/v2/alerts", #"[{"labels":{"alertname":"Bare"}},{"labels":{"job":"nameless"}}]"#)
        func list(_ path: String, _ query: [(name: String, value: String)] = []) throws -> [JSONValue] {
            Array(try JSONDocument(parsing: room.send("GET", path, query: query).body).root.elements)
        }
        let names = try list("/api/v2/alerts").map {
            [$0["labels"]?["alertname"]?.string, $0["annotations"]?["summary"]?.string]
        }
        #expect(
            Set(names) == [
                ["Backup of db1 failed", "Backup of db1 failed"], ["Disk full", "on db2"], ["Bare", nil],
                ["job=nameless", "job=nameless"],
            ])
        let groups = try list("/api/v2/alerts/groups").map { $0["labels"]?["alertname"]?.string }
        #expect(groups == ["Backup of db1 failed", "Bare", "Disk full", "job=nameless"])
        let found = try list("/api/v2/alerts", [("filter", #"alertname="Backup of db1 failed""#)])
        let id = AlertIdentity.id(dialect: "plain", sender: "unknown", key: "backup-db1")
        #expect(found.map { $0["fingerprint"]?.string } == [id.description])
        #expect(found.first?["labels"]?["severity"]?.string == "warning")
        // Only what is answered has them.
        #expect(room.state.alerts[id]?.labels == ["severity": "warning"])
        #expect(room.state.alerts[id]?.annotations == Labels.none)
    }

    @Test func aSilencedAlertIsSuppressedAndNamesItsSilence() throws {
        var room = room()
        let id = try #require(room.state.silences.keys.first)
        let answer = room.send("GET", "/api/v2/alerts", query: [("active", "false")])
        let alerts = Array(try JSONDocument(parsing: answer.body).root.elements)
        #expect(alerts.count == 1)
        let status = try #require(alerts.first?["status"])
        #expect(status["state"]?.string == "suppressed")
        #expect(status["silencedBy"]?.elements.map(\.string) == [id.description])
    }

    @Test func alertsThatHaveClearedAreNotListed() throws {
        #expect(try list([]).count == 3)
    }

    @Test func alertsAreSortedByFingerprint() throws {
        let prints = try list([]).compactMap { $0["fingerprint"]?.string }
        #expect(prints == prints.sorted())
    }

    @Test(arguments: [
        ([("silenced", "false")], 2), ([("active", "false")], 1), ([("active", "false"), ("silenced", "false")], 0),
        ([("inhibited", "false"), ("unprocessed", "false")], 3), ([("active", "")], 3),
        ([("filter", #"alertname="Disk""#)], 2), ([("filter", #"alertname="Disk""#), ("filter", #"host=~"a|c""#)], 1),
        ([("filter", #"severity!="critical""#)], 2), ([("filter", #"severity="""#)], 2),
        ([("receiver", "room")], 3), ([("receiver", "ro")], 0), ([("receiver", "r.*")], 3),
        ([("receiver_matchers", #"owner="db""#)], 0),
    ])
    func theQueryNarrowsTheList(_ query: [(String, String)], _ count: Int) throws {
        #expect(try list(query.map { (name: $0.0, value: $0.1) }).count == count)
    }

    @Test(arguments: [("filter", "}"), ("filter", #"a=~"(""#), ("receiver", "("), ("receiver_matchers", "=")])
    func aQueryThatCannotBeReadIsRefused(_ name: String, _ value: String) {
        for path in ["/api/v2/alerts", "/api/v2/alerts/groups"] {
            var room = TestRoom()
            let answer = room.send("GET", path, query: [(name, value)])
            #expect(answer.status == 400)
            #expect(answer.text.hasPrefix("\""))
        }
    }

    @Test func anEmptyRoomListsAnEmptyArray() {
        var room = TestRoom()
        #expect(room.send("GET", "/api/v2/alerts").text == "[]")
        #expect(room.send("GET", "/api/v2/alerts/groups").text == "[]")
        #expect(room.send("GET", "/api/v2/silences").text == "[]")
    }

    @Test func groupsAreByAlertname() throws {
        let groups = try list([], "/api/v2/alerts/groups")
        #expect(
            groups.map { $0["labels"]?.compactTextForTest } == [#"{"alertname":"Disk"}"#, #"{"alertname":"Load"}"#])
        #expect(groups.map { $0["alerts"]?.count } == [2, 1])
        #expect(groups.first?["receiver"]?["name"]?.string == "room")
        #expect(groups.first?["routeLabels"]?.kind == .object)
    }

    @Test func groupsWithoutAnAlertThatIsAskedForAreLeftOut() throws {
        #expect(try list([("filter", "host=b")], "/api/v2/alerts/groups").count == 1)
        #expect(try list([("active", "false")], "/api/v2/alerts/groups").map { $0["alerts"]?.count } == [1])
    }

    @Test func anAcknowledgedAlertIsActive() throws {
        var room = TestRoom()
        room.send("POST", "/api/v2/alerts", Payloads.amtool)
        let alert = try #require(room.onlyAlert)
        _ = room.carryOut(AcknowledgeBySender(alert: alert.id, person: "ada"))
        #expect(room.onlyAlert?.phase == .acknowledged)
        #expect(room.send("GET", "/api/v2/alerts").text.contains(#""state":"active""#))
    }

    @Test func anAlertThatNeverExpiresEndsLaterThanNow() throws {
        var room = TestRoom()
        room.send("POST", "/alerts", #"{"title":"Backup failed"}"#)
        let answer = room.send("GET", "/api/v2/alerts")
        #expect(answer.text.contains(#""endsAt":"2026-11-22T03:09:05.678Z""#))
        #expect(answer.text.contains(#""labels":{"alertname":"Backup failed","severity":"warning"}"#))
    }

    @Test func theStatusHasEveryFieldThatClientsRequire() throws {
        var room = TestRoom()
        room.settings.version = "1.2.3"
        room.settings.startedAt = Instant(milliseconds: 0)
        let status = try JSONDocument(parsing: room.send("GET", "/api/v2/status").body).root
        #expect(status["cluster"]?["status"]?.string == "disabled")
        #expect(status["cluster"]?["peers"]?.count == 0)
        #expect(status["config"]?["original"]?.string?.contains("receiver: room") == true)
        #expect(status["uptime"]?.string == "1970-01-01T00:00:00.000Z")
        #expect(status["versionInfo"]?["version"]?.string == AlertmanagerAPI.compatibleVersion)
        #expect(status["versionInfo"]?["revision"]?.string == "1.2.3")
        #expect(
            status["versionInfo"]?.members.map(\.key) == [
                "branch", "buildDate", "buildUser", "goVersion", "revision", "version",
            ])
    }

    @Test func thereIsOneReceiver() {
        var room = TestRoom()
        #expect(room.send("GET", "/api/v2/receivers").text == #"[{"name":"room"}]"#)
        #expect(room.send("GET", "/api/v2/receivers", query: [("receiver_matchers", "a=b")]).text == "[]")
    }

    @Test(arguments: ["/-/healthy", "/-/ready"])
    func healthIsAsked(_ path: String) {
        var room = TestRoom()
        #expect(room.send("GET", path).text == "OK")
        #expect(room.send("HEAD", path) == DialectAnswer(status: 200))
    }
}

extension JSONValue {
    var compactTextForTest: String {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.text
    }
}
