import Foundation
import Testing

/// The programs that send to a room, as Debian ships them.
struct PeerTests {
    static let prometheus = Binary.installed("prometheus")
    static let alertmanager = Binary.installed("prometheus-alertmanager")
    static let amtool = Binary.installed("amtool")

    @Test(.enabled(if: prometheus != nil, "the package prometheus is not installed"))
    func anAlertOfPrometheusComesAndGoes() async throws {
        let program = try #require(Self.prometheus)
        try await TestRoom.served { room in
            let folder = room.directory
            try """
            global: {evaluation_interval: 200ms, scrape_interval: 1m}
            rule_files: [\(folder)/rules.yaml]
            alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:\(room.port())"]}]}]}
            """.write(toFile: folder + "/prometheus.yaml", atomically: true, encoding: .utf8)
            try Self.writeRule("vector(1)", folder)
            let prometheus = try room.start(
                [
                    "--config.file=\(folder)/prometheus.yaml", "--storage.tsdb.path=\(folder)/prometheus",
                    "--web.listen-address=127.0.0.1:0", "--rules.alert.resend-delay=1s",
                ], program: program, name: "prometheus")
            let alert = try eventually("the alert", state: { room.printed("prometheus", errors: true) }) {
                try room.alerts().first
            }
            #expect(alert["state"].string == "firing")
            #expect(alert["severity"].string == "critical")
            #expect(alert["title"].string == "the checkout is slow")
            #expect(alert["labels"]["alertname"].string == "CheckoutSlow")
            #expect(alert["labels"]["service"].string == "checkout")
            #expect(alert["source"].string == "alertmanager")
            let id = try #require(alert["id"].string)
            try eventually("it to be sent again") { (try room.alerts().first?["count"].int ?? 0) > 1 }
            #expect(try room.run("ack", id).code == 0)
            // Prometheus goes on sending it: it stays acknowledged, and the log does not grow by that.
            let count = try room.alerts().first?["count"].int ?? 0
            try eventually("more of it") { (try room.alerts().first?["count"].int ?? 0) > count + 1 }
            #expect(try room.state(of: id) == "acknowledged")
            #expect(try room.events().filter { $0["kind"].string == "alert.fired" }.count == 1)
            try Self.writeRule("vector(1) > 2", folder)
            prometheus.send(SIGHUP)
            try eventually("it to be resolved") { try room.state(of: id) == nil }
            #expect(try room.alerts("--all").first?["state"].string == "resolved")
            #expect(try !room.events().contains { $0["kind"].string == "input.refused" })
        }
    }

    private static func writeRule(_ expression: String, _ folder: String) throws {
        try """
        groups:
          - name: checkout
            rules:
              - alert: CheckoutSlow
                expr: \(expression)
                labels: {severity: critical, service: checkout}
                annotations: {summary: the checkout is slow, runbook_url: "https://example.org/checkout"}
        """.write(toFile: folder + "/rules.yaml", atomically: true, encoding: .utf8)
    }

    @Test(.enabled(if: alertmanager != nil && amtool != nil, "the package prometheus-alertmanager is not installed"))
    func anAlertmanagerTellsTheRoomByItsWebhook() async throws {
        let program = try #require(Self.alertmanager)
        try await TestRoom.served { room in
            let folder = room.directory
            try """
            route: {receiver: room, group_by: [alertname], group_wait: 10ms, group_interval: 1s, repeat_interval: 1h}
            receivers:
              - name: room
                webhook_configs: [{url: "http://127.0.0.1:\(room.port())/webhook/alertmanager", send_resolved: true}]
            """.write(toFile: folder + "/alertmanager.yaml", atomically: true, encoding: .utf8)
            let (descriptor, port) = try StartTests.listeningSocket()
            close(descriptor)
            _ = try room.start(
                [
                    "--config.file=\(folder)/alertmanager.yaml", "--storage.path=\(folder)/alertmanager",
                    "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=",
                ], program: program, name: "alertmanager")
            let url = "http://127.0.0.1:\(port)"
            func amtool(_ arguments: String...) throws -> TestRoom.Answer { try Self.amtool(room, url, arguments) }
            try eventually("the alertmanager", state: { room.printed("alertmanager", errors: true) }) {
                try amtool(
                    "alert", "add", "DiskFull", "instance=db-1", "severity=warning", "--annotation=summary=it is full"
                )
                .code == 0
            }
            let alert = try eventually("the alert", state: { room.printed("alertmanager", errors: true) }) {
                try room.alerts().first
            }
            #expect(alert["state"].string == "firing")
            #expect(alert["severity"].string == "warning")
            #expect(alert["title"].string == "it is full")
            #expect(alert["labels"]["instance"].string == "db-1")
            let id = try #require(alert["id"].string)
            #expect(try amtool("alert", "query", "-o", "json").json[0]["fingerprint"].string == id)
            _ = try room.run("seen", id)
            let end = Date(timeIntervalSinceNow: 2).ISO8601Format()
            _ = try amtool("alert", "add", "DiskFull", "instance=db-1", "severity=warning", "--end=\(end)")
            try eventually("it to be resolved", state: { (try? room.alerts().description) ?? "" }) {
                let state = try room.state(of: id)
                return state == nil || state == "returned"
            }
            #expect(try !room.events().contains { $0["kind"].string == "input.refused" })
        }
    }

    private static func amtool(_ room: TestRoom, _ url: String, _ arguments: [String]) throws -> TestRoom.Answer {
        try room.run(["--alertmanager.url=\(url)"] + arguments, program: amtool ?? "")
    }

    @Test(.enabled(if: amtool != nil, "the package prometheus-alertmanager is not installed"))
    func amtoolTakesTheRoomForAnAlertmanager() async throws {
        try await TestRoom.served { room in
            let url = "http://127.0.0.1:\(try room.port())"
            func amtool(_ arguments: String...) throws -> TestRoom.Answer { try Self.amtool(room, url, arguments) }
            #expect(try amtool("alert", "add", "DiskFull", "instance=db-1", "severity=critical").code == 0)
            #expect(try amtool("alert", "add", "CertExpiry", "instance=edge", "--annotation=summary=soon").code == 0)
            #expect(try room.alerts().count == 2)
            let queried = try amtool("alert", "query", "instance=db-1", "-o", "json")
            #expect(
                queried.json.array.count == 1 && queried.json[0]["labels"]["alertname"].string == "DiskFull",
                "\(queried)")
            #expect(try amtool("alert", "query", "-o", "extended").output.contains("CertExpiry"))
            let added = try amtool(
                "silence", "add", "instance=~db.*", "--comment=ordered", "--author=bo", "--duration=1h")
            #expect(added.code == 0, "\(added)")
            let silence = added.output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(UUID(uuidString: silence) != nil)
            let hidden = try #require(try room.alerts("--state", "silenced").first)
            #expect(hidden["labels"]["instance"].string == "db-1")
            #expect(try room.run("silences").output.contains("ordered"))
            #expect(try room.run("tail").output.contains("bo"))
            #expect(try amtool("alert", "query", "-o", "json").json.array.count == 1)
            #expect(
                try amtool("alert", "query", "--silenced", "-o", "json").json[0]["status"]["silencedBy"].strings == [
                    silence
                ])
            let silences = try amtool("silence", "query", "-o", "json")
            #expect(
                silences.json[0]["id"].string == silence && silences.json[0]["createdBy"].string == "bo", "\(silences)")
            #expect(try amtool("silence", "update", silence, "--duration=2h", "--comment=later").code == 0)
            let living = try amtool("silence", "query", "-q").output.split(separator: "\n").map(String.init)
            #expect(living.count == 1)
            #expect(try amtool("silence", "expire", living.first ?? "").code == 0)
            #expect(try room.alerts("--state", "silenced").isEmpty)
            #expect(try amtool("silence", "query", "-q").output.isEmpty)
            // Our own silences are seen by amtool as well.
            _ = try room.run(
                "silence", "--match", #"alertname="CertExpiry""#, "--for", "1h", "--why", "renewed tonight")
            #expect(try amtool("silence", "query").output.contains("renewed tonight"))
            #expect(try amtool("cluster", "show").code == 0)
            #expect(try !room.events().contains { $0["kind"].string == "input.refused" })
        }
    }

    private static let routingKey = "0123456789abcdef0123456789abcdef"

    @Test func aPagerDutyClientTriggersAcknowledgesAndResolves() async throws {
        try await TestRoom.served { room in
            func event(_ action: String, _ rest: String = "") throws -> HTTPConnection.Response {
                let body =
                    #"{"routing_key":"\#(Self.routingKey)","event_action":"\#(action)","dedup_key":"srv01/HTTP"\#(rest)}"#
                return try room.http("POST", "/v2/enqueue", body, headers: ["Content-Type": "application/json"])
            }
            let payload =
                #","client":"Monit","payload":{"summary":"HTTP is down","source":"srv01","severity":"error","component":"nginx","custom_details":{"ping":"1500ms"}}"#
            let triggered = try event("trigger", payload)
            #expect(triggered.status == 202)
            #expect(JSON(parsing: triggered.body)["status"].string == "success")
            #expect(JSON(parsing: triggered.body)["dedup_key"].string == "srv01/HTTP")
            let alert = try #require(try room.alerts().first)
            #expect(alert["title"].string == "HTTP is down")
            #expect(alert["severity"].string == "error")
            #expect(alert["labels"]["component"].string == "nginx")
            #expect(alert["annotations"]["ping"].string == "1500ms")
            let id = try #require(alert["id"].string)
            #expect(try event("acknowledge").status == 202)
            #expect(try room.state(of: id) == "acknowledged")
            #expect(try event("resolve").status == 202)
            #expect(try room.state(of: id) == nil)
            #expect(try event("resolve").status == 202)
            let wrong = try event("explode")
            #expect(wrong.status == 400 && JSON(parsing: wrong.body)["errors"].strings.count == 1, "\(wrong)")
            let change =
                #"{"routing_key":"\#(Self.routingKey)","payload":{"summary":"deployed v42","source":"ci","timestamp":"2026-01-01T00:00:00Z"}}"#
            #expect(try room.http("POST", "/v2/change/enqueue", change).status == 202)
            #expect(try room.run("tail").output.contains("deployed v42"))
            // A key is a secret: nothing of it is kept, whatever was wrong with the event.
            _ = try room.http("POST", "/v2/enqueue", #"{"routing_key":"\#(Self.routingKey)","event_action":"#)
            let log = ["log.db", "log.db-wal"].map {
                FileManager.default.contents(atPath: room.home + "/" + $0) ?? Data()
            }
            #expect(log.allSatisfy { $0.range(of: Data(Self.routingKey.utf8)) == nil }, "the routing key is in the log")
            #expect(try room.events().filter { $0["kind"].string == "input.refused" }.count == 2)
        }
    }

    @Test(.enabled(if: Binary.installed("curl") != nil, "the package curl is not installed"))
    func curlInACronJobIsEnough() async throws {
        try await TestRoom.served { room in
            let url = "http://localhost:\(try room.port())/alerts"
            func curl(_ body: String) throws -> TestRoom.Answer {
                try room.run(
                    ["-sS", "--fail-with-body", "--max-time", "20", url, "-d", body], program: "/usr/bin/curl")
            }
            let fired = try curl(#"{"key":"backup","title":"the backup failed","severity":"critical"}"#)
            #expect(fired.code == 0 && fired.json["accepted"].int == 1, "\(fired)")
            #expect(try room.alerts().first?["title"].string == "the backup failed")
            #expect(try curl(#"[{"key":"backup","state":"resolved"},{"title":"another"}]"#).json["accepted"].int == 2)
            let states = try room.alerts().compactMap { $0["state"].string }
            #expect(states.sorted() == ["firing", "returned"])
            let wrong = try curl(#"[{"title":"good"},{"severity":"bad"},{"title":"x","severity":"purple"}]"#)
            #expect(
                wrong.code == 22 && wrong.json["accepted"].int == 2 && wrong.json["errors"].strings.count == 1,
                "\(wrong)")
            #expect(try room.alerts().contains { $0["title"].string == "good" })
        }
    }
}
