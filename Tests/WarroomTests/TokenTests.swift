import Foundation
import Testing

/// Senders that prove who they are, and those that do not.
struct TokenTests {
    private static func makeToken(_ name: String, in room: TestRoom) throws -> (key: String, line: String) {
        let answer = try room.run("token", "new", name, "--json").json
        return (answer["token"].string ?? "", answer["line"].string ?? "")
    }

    @Test func aRoomWithTokensTakesOnlyWhatProvesWhoItIs() async throws {
        try await TestRoom.with { room in
            let shop = try Self.makeToken("shop", in: room)
            let pager = try Self.makeToken("pager", in: room)
            try "ingest:\n  tokens:\n    \(shop.line)\n    \(pager.line)\n"
                .write(toFile: room.configuration, atomically: true, encoding: .utf8)
            try room.serve()
            let alert = #"{"title":"disk full","key":"disk"}"#
            let refused = try room.http("POST", "/alerts", alert)
            #expect(refused.status == 401)
            #expect(refused.body.contains("bearer token"))
            let wrong = try room.http("POST", "/alerts", alert, headers: ["Authorization": "Bearer not-a-key-here"])
            #expect(wrong.status == 401)
            #expect(try room.alerts().isEmpty)
            #expect(try room.http("GET", "/api/v2/alerts").status == 401)
            #expect(try room.http("GET", "/metrics").status == 401)
            #expect(try room.http("GET", "/-/healthy").status == 200)
            let bearer = ["Authorization": "Bearer \(shop.key)"]
            #expect(try room.http("POST", "/alerts", alert, headers: bearer).status == 200)
            #expect(try room.alerts().first?["sender"].string == "shop")
            let event =
                #"{"routing_key":"\#(pager.key)","event_action":"trigger","payload":{"summary":"s","source":"x","severity":"error"}}"#
            #expect(try room.http("POST", "/v2/enqueue", event).status == 202)
            let unknown = event.replacing(pager.key, with: "0123456789abcdef0123456789abcdef")
            #expect(try room.http("POST", "/v2/enqueue", unknown).status == 400)
            let spilt = #"{"message":"Authorization: Bearer \#(shop.key)","alerts":"\#(shop.key)"}"#
            #expect(try room.http("POST", "/webhook/grafana", spilt, headers: bearer).status == 400)
            let metrics = try room.http("GET", "/metrics", headers: bearer)
            #expect(metrics.body.contains(#"warroom_requests_total{dialect="plain",status="401"} 2"#))
            let log = try room.run("tail", "--json", "--after", "0").output
            #expect(log.contains("input.refused"))
            #expect(log.contains("Authorization: Bearer (removed)"))
            for secret in [shop.key, pager.key, "not-a-key-here", "0123456789abcdef0123456789abcdef"] {
                #expect(!log.contains(secret) && !room.printed("serve", errors: true).contains(secret))
            }
        }
    }

    @Test func otherAddressesNeedTokens() async throws {
        try await TestRoom.with { room in
            let answer = try room.run("serve", "--listen", "0.0.0.0:0")
            #expect(answer.code == 78)
            #expect(answer.errors.contains("warroom token new NAME"))
            let shop = try Self.makeToken("shop", in: room)
            try "ingest:\n  tokens:\n    \(shop.line)\n"
                .write(toFile: room.configuration, atomically: true, encoding: .utf8)
            try room.serve(["--listen", "0.0.0.0:0"])
            #expect(try room.http("POST", "/alerts", #"{"title":"t"}"#).status == 401)
        }
    }

    @Test func aTokenIsShownOnceAndRecognised() async throws {
        try await TestRoom.with { room in
            let shown = try room.run("token", "new", "shop")
            #expect(shown.code == 0)
            #expect(shown.output.contains("- {name: shop, sha256: "))
            let shop = try Self.makeToken("shop", in: room)
            try "ingest:\n  tokens:\n    \(shop.line)\n"
                .write(toFile: room.configuration, atomically: true, encoding: .utf8)
            #expect(try room.run("config", "check").code == 0)
            let known = try room.run(["token", "check"], input: shop.key + "\n")
            #expect(known.code == 0 && known.output.contains("the token of shop"), "\(known)")
            let unknown = try room.run(["token", "check"], input: "something\n")
            #expect(unknown.code == 1 && !unknown.errors.contains("something"), "\(unknown)")
            #expect(try room.run(["token", "check"], input: "").code == 64)
            #expect(try room.run("token", "new", "a b").code == 64)
        }
    }
}
