import Foundation
import Testing

/// What karma asks of an Alertmanager (prymitive/karma, `internal/mapper/v017` and `internal/alertmanager`), and the fields that
/// Alertmanager's `api/v2/openapi.yaml` requires of each answer, which karma reads without asking whether they are there.
struct KarmaTests {
    private static let headers = ["User-Agent": "karma/0.121", "Accept": "application/json"]

    private static func ask(_ path: String, in room: TestRoom) throws -> JSON {
        let response = try room.http("GET", path, headers: headers)
        #expect(response.status == 200, "\(path): \(response)")
        #expect(response.headers["content-type"] == "application/json")
        return JSON(parsing: response.body)
    }

    /// Two alerts of one name, one of them silenced, and one without links.
    private static func fill(_ room: TestRoom) throws {
        let alerts = #"""
            [{"labels":{"alertname":"Disk","host":"a","severity":"critical"},"annotations":{"summary":"full"},"generatorURL":"http://g.example/1"},
            {"labels":{"alertname":"Disk","host":"b"}},{"labels":{"alertname":"Load","host":"a"}}]
            """#
        #expect(try room.http("POST", "/api/v2/alerts", alerts).status == 200)
        #expect(
            try room.run("silence", "--match", #"host="b""#, "--for", "2h", "--why", "known").code == 0)
    }

    @Test func theVersionStandsInTheMetrics() async throws {
        try await TestRoom.served { room in
            let page = try room.http("GET", "/metrics", headers: Self.headers).body
            let line = page.split(separator: "\n").first { $0.hasPrefix("alertmanager_build_info{") }
            let version = try #require(line?.firstMatch(of: /version="(\d+)\.(\d+)\.(\d+)"/), "\(page)")
            // Below 0.22 karma speaks another dialect.
            let minor = try #require(Int(version.output.2))
            #expect(minor >= 22)
            let status = try Self.ask("/api/v2/status", in: room)["versionInfo"]
            #expect(status["version"].string == "\(version.output.1).\(version.output.2).\(version.output.3)")
            #expect(
                status["revision"].string.map { page.contains("warroom_build_info{version=\"\($0)\"} 1\n") } == true)
        }
    }

    @Test func theStatusHasWhatIsRequired() async throws {
        try await TestRoom.served { room in
            let status = try Self.ask("/api/v2/status", in: room)
            #expect(["ready", "settling", "disabled"].contains(status["cluster"]["status"].string))
            #expect(status["cluster"]["peers"].exists)
            #expect(status["config"]["original"].string != nil)
            #expect(status["uptime"].string.map(Self.isTime) == true)
            for name in ["version", "revision", "branch", "buildUser", "buildDate", "goVersion"] {
                #expect(status["versionInfo"][name].string != nil, "\(name)")
            }
        }
    }

    @Test(arguments: [
        "", "?active=true&inhibited=true&silenced=true", "?silenced=true&active=true&inhibited=true&receiver=",
    ])
    func theGroupsHaveWhatIsRequired(_ query: String) async throws {
        try await TestRoom.served { room in
            #expect(try room.http("GET", "/api/v2/alerts/groups" + query, headers: Self.headers).body == "[]")
            try Self.fill(room)
            let groups = try Self.ask("/api/v2/alerts/groups" + query, in: room).array
            #expect(groups.compactMap { $0["labels"]["alertname"].string }.sorted() == ["Disk", "Load"])
            let silences = try Self.ask("/api/v2/silences", in: room).array.compactMap { $0["id"].string }
            for group in groups {
                #expect(group["receiver"]["name"].string != nil)
                let alerts = group["alerts"].array
                #expect(!alerts.isEmpty)
                for alert in alerts {
                    #expect(alert["labels"]["alertname"].string == group["labels"]["alertname"].string)
                    #expect(alert["annotations"].exists)
                    #expect(alert["receivers"][0]["name"].string == group["receiver"]["name"].string)
                    #expect(alert["fingerprint"].string?.wholeMatch(of: /[0-9a-f]{16}/) != nil)
                    for name in ["startsAt", "updatedAt", "endsAt"] {
                        #expect(alert[name].string.map(Self.isTime) == true, "\(name)")
                    }
                    let isSilenced = alert["labels"]["host"].string == "b"
                    #expect(alert["status"]["state"].string == (isSilenced ? "suppressed" : "active"))
                    #expect(alert["status"]["silencedBy"].strings == (isSilenced ? silences : []))
                    for name in ["silencedBy", "inhibitedBy", "mutedBy"] {
                        #expect(alert["status"][name].exists, "\(name)")
                    }
                }
            }
            let links = groups.flatMap { $0["alerts"].array }.compactMap { $0["generatorURL"].string }
            #expect(links == ["http://g.example/1"])
        }
    }

    @Test func theSilencesHaveWhatIsRequired() async throws {
        try await TestRoom.served { room in
            #expect(try room.http("GET", "/api/v2/silences", headers: Self.headers).body == "[]")
            try Self.fill(room)
            let silences = try Self.ask("/api/v2/silences", in: room).array
            #expect(silences.count == 1)
            let silence = try #require(silences.first)
            #expect(silence["id"].string.flatMap { UUID(uuidString: $0) } != nil)
            #expect(silence["status"]["state"].string == "active")
            #expect(silence["createdBy"].string == "ada" && silence["comment"].string == "known")
            for name in ["startsAt", "updatedAt", "endsAt"] {
                #expect(silence[name].string.map(Self.isTime) == true, "\(name)")
            }
            let matcher = silence["matchers"][0]
            #expect(matcher["name"].string == "host" && matcher["value"].string == "b")
            #expect(matcher["isRegex"].bool == false && matcher["isEqual"].bool == true)
        }
    }

    private static func isTime(_ text: String) -> Bool {
        text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil
    }
}
