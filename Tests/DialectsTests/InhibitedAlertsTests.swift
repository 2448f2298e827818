import Dialects
import Testing
import WarRoom
import WireJSON

@Suite("Listing alerts that stand under others as an Alertmanager does")
struct InhibitedAlertsTests {
    /// A node that is down with two alerts of it, one of them silenced, and an alert of another node.
    private func room() throws -> TestRoom {
        var room = TestRoom()
        let rule = InhibitionRule(
            source: try MatcherSyntax.parse("alertname=NodeDown"), target: try MatcherSyntax.parse("severity=warning"),
            equal: ["host"])
        _ = room.carryOut(OpenRoom(version: "1", inhibiting: [rule]))
        room.send(
            "POST", "/api/v2/alerts",
            #"""
            [{"labels":{"alertname":"NodeDown","host":"a","severity":"critical"}},
            {"labels":{"alertname":"Disk","host":"a","severity":"warning"}},
            {"labels":{"alertname":"Load","host":"a","severity":"warning"}},
            {"labels":{"alertname":"Load","host":"b","severity":"warning"}}]
            """#)
        room.send(
            "POST", "/api/v2/silences",
            #"""
            {"matchers":[{"name":"alertname","value":"Disk","isRegex":false}],"startsAt":"2026-11-22T03:04:05.678Z","endsAt":"2026-11-22T04:00:00Z","createdBy":"ada","comment":"known"}
            """#)
        return room
    }

    @Test func aHiddenAlertIsSuppressedAndNamesItsSource() throws {
        var room = try room()
        let source = Fingerprint.of(["alertname": "NodeDown", "host": "a", "severity": "critical"])
        let answer = room.send("GET", "/api/v2/alerts", query: [("filter", "alertname=Load"), ("filter", "host=a")])
        let alerts = Array(try JSONDocument(parsing: answer.body).root.elements)
        #expect(alerts.count == 1)
        let status = try #require(alerts.first?["status"])
        #expect(status["state"]?.string == "suppressed")
        #expect(status["inhibitedBy"]?.elements.map(\.string) == [source.description])
        #expect(status["silencedBy"]?.count == 0)
        let above = room.send("GET", "/api/v2/alerts", query: [("filter", "alertname=NodeDown")])
        #expect(above.text.contains(#""status":{"inhibitedBy":[],"mutedBy":[],"silencedBy":[],"state":"active"}"#))
    }

    /// Load on a is inhibited, Disk on a is silenced too; NodeDown and Load on b are active.
    @Test(arguments: [
        ([], 4), ([("inhibited", "false")], 2), ([("active", "false")], 2), ([("silenced", "false")], 3),
        ([("active", "false"), ("silenced", "false")], 1), ([("active", "false"), ("inhibited", "false")], 0),
        ([("silenced", "false"), ("inhibited", "false")], 2), ([("inhibited", "true")], 4),
    ])
    func theQueryTellsThemApart(_ query: [(String, String)], _ count: Int) throws {
        var room = try room()
        let query = query.map { (name: $0.0, value: $0.1) }
        let alerts = room.send("GET", "/api/v2/alerts", query: query)
        #expect(try JSONDocument(parsing: alerts.body).root.count == count)
        let groups = room.send("GET", "/api/v2/alerts/groups", query: query)
        let listed = try JSONDocument(parsing: groups.body).root.elements.map { $0["alerts"]?.count ?? 0 }
        #expect(listed.reduce(0, +) == count)
    }

    @Test func whatItsSourceHidIsActiveAgainWhenThatIsOver() throws {
        var room = try room()
        room.send(
            "POST", "/api/v2/alerts",
            #"""
            [{"labels":{"alertname":"NodeDown","host":"a","severity":"critical"},"endsAt":"2026-11-22T03:00:00Z"}]
            """#)
        let alerts = room.send("GET", "/api/v2/alerts", query: [("filter", "alertname=Load")])
        #expect(alerts.text.contains(#""state":"active""#) && !alerts.text.contains("suppressed"))
    }
}
