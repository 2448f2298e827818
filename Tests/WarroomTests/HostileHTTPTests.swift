import Foundation
import Testing

/// Senders that are broken, rude or hostile: each is answered, none of them stops the others.
struct HostileHTTPTests {
    /// An honest alert still comes through, and the daemon is the one that it was.
    private static func checkAlive(_ room: TestRoom, _ daemon: pid_t?, _ comment: Comment) throws {
        let id = try room.post("honest")
        #expect(try room.state(of: id) == "firing", comment)
        #expect(room.daemon == daemon, comment)
    }

    private static func refusals(_ room: TestRoom) throws -> [JSON] {
        try room.events().filter { $0["kind"].string == "input.refused" }
    }

    @Test func aBodyThatIsTooLargeIsRefusedAndTheConnectionClosed() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            // Said beforehand: it need not be sent.
            let announced = try HTTPConnection(port: room.port())
            announced.send("POST /alerts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 600000\r\n\r\n[")
            #expect(try announced.response().status == 413)
            try announced.waitForClosing(within: 10)
            // Only found out on the way.
            let chunked = try HTTPConnection(port: room.port())
            chunked.send("POST /alerts HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = "8000\r\n" + String(repeating: "x", count: 0x8000) + "\r\n"
            for _ in 0..<20 where chunked.send(chunk) {}
            #expect((try? chunked.response())?.status ?? 413 == 413)
            try chunked.waitForClosing(within: 10)
            let largest = "[{\"title\":\"t\",\"x\":\"\(String(repeating: "x", count: 512 * 1024 - 30))\"}]"
            #expect(try room.http("POST", "/alerts", largest).status == 200)
            #expect(try Self.refusals(room).count == 1, "the second of a minute is held back")
            #expect(try room.run("tail").output.contains("524288 bytes"))
            #expect(
                try room.http("GET", "/metrics").body.contains(
                    #"warroom_requests_total{dialect="plain",status="413"} 2"#))
            try Self.checkAlive(room, daemon, "large bodies")
        }
    }

    @Test func headersThatAreTooLargeAreRefused() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            let many = (0..<200).map { "X-\($0): y\r\n" }.joined()
            for head in [
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "y", count: 20_000))\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\(many)\r\n",
                "GET /\(String(repeating: "y", count: 100_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\n"
                    + String(repeating: "X: yyyyyyyyyyyyyyyyyyyyyyyy\r\n", count: 10_000),
            ] {
                let connection = try HTTPConnection(port: room.port())
                connection.send(head)
                let response = try? connection.response()
                #expect(
                    response.map { [400, 413, 414, 431].contains($0.status) } ?? true,
                    "\(head.prefix(80)): \(String(describing: response))")
                try connection.waitForClosing()
            }
            try Self.checkAlive(room, daemon, "large headers")
        }
    }

    @Test func whatIsNoHTTPIsAnsweredOrClosed() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            for bytes in [
                "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}", "SSH-2.0-OpenSSH_9.2\r\n", "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "\r\n\r\n\r\n", "POST /alerts HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /alerts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 7\r\n\r\n[]",
                "POST /alerts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n[]",
                "POST /alerts HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            ] {
                let connection = try HTTPConnection(port: room.port())
                connection.send(bytes)
                connection.finishSending()
                if let response = try? connection.response(within: 20) {
                    #expect(
                        response.status >= 400 || bytes.hasPrefix("GET /metrics"),
                        "\(bytes.debugDescription): \(response.status)")
                }
            }
            try Self.checkAlive(room, daemon, "no HTTP")
            #expect(try room.alerts().count == 1)
        }
    }

    @Test(arguments: [
        ["Origin": "http://localhost"], ["Origin": "null"], ["Sec-Fetch-Site": "same-origin"], ["Host": "evil.example"],
        ["Host": "evil.example:9911"], ["Host": "localhost.evil.example"], ["Host": ""],
        ["Host": "127.0.0.1.evil.example"],
    ])
    func aWebPageIsTurnedAway(_ headers: [String: String]) async throws {
        try await TestRoom.served { room in
            for (method, path) in [
                ("POST", "/alerts"), ("DELETE", "/api/v2/silence/x"), ("GET", "/metrics"), ("GET", "/nothing"),
            ] {
                let response = try room.http(
                    method, path, method == "POST" ? #"{"title":"from a page"}"# : "", headers: headers)
                #expect(
                    response.status == 403 || (headers["Host"] == "" && response.status == 400),
                    "\(method) \(path): \(response)")
                #expect(response.headers["access-control-allow-origin"] == nil)
            }
            #expect(try room.alerts().isEmpty)
            #expect(try room.http("GET", "/-/healthy", headers: ["Host": "LOCALHOST:1"]).status == 200)
        }
    }

    @Test func unknownPathsAndMethodsAreSaid() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            let unknown = try room.http("GET", "/api/v1/alerts")
            #expect(unknown.status == 404 && unknown.body.contains("/api/v1/alerts"), "\(unknown)")
            for (method, path, allowed) in [
                ("GET", "/alerts", ["POST"]), ("DELETE", "/alerts", ["POST"]),
                ("PUT", "/api/v2/alerts", ["POST", "GET"]),
                ("GET", "/v2/enqueue", ["POST"]), ("POST", "/-/healthy", ["GET", "HEAD"]),
                ("PATCH", "/api/v2/silence/x", ["GET", "DELETE"]),
                ("POST", "/metrics", ["GET"]),
            ] {
                let response = try room.http(method, path)
                #expect(response.status == 405, "\(method) \(path): \(response)")
                let named = (response.headers["allow"] ?? "").split(separator: ",").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                #expect(Set(named).isSuperset(of: allowed), "\(method) \(path): \(response)")
            }
            for path in ["/%", "/%zz", "/alerts?a=%", "/..%2f..%2fetc/passwd", "//alerts//x", "/%00", "/%ff"] {
                let response = try room.http("GET", path)
                #expect([400, 404, 405].contains(response.status), "\(path): \(response)")
            }
            for path in ["/%1b%5b31mX", "/%c2%9b31mX", "/api/v2/silence/%1b%5b31mX", "/api/v2/silence/%c2%9b31mX"] {
                let response = try room.http("GET", path)
                #expect([404, 422].contains(response.status) && response.body.contains("31mX"), "\(path): \(response)")
                #expect(!response.body.unicodeScalars.contains { $0.properties.generalCategory == .control }, "\(path)")
            }
            let twice = try HTTPConnection(port: room.port())
            twice.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
            #expect(try twice.response().status == 400)
            #expect(try room.http("HEAD", "/-/ready").status == 200)
            #expect(try room.http("HEAD", "/metrics").status == 200)
            try Self.checkAlive(room, daemon, "unknown paths")
        }
    }

    @Test(arguments: ["/alerts", "/api/v2/alerts", "/webhook/alertmanager", "/v2/enqueue", "/api/v2/silences"])
    func theFirstRequestOfAllMayBeEmpty(_ path: String) async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            // On as many threads as there are, none of which has read anything yet.
            let connections = try (0..<16).map { _ in try HTTPConnection(port: room.port()) }
            for connection in connections { connection.send("POST", path, headers: ["Content-Length": "0"]) }
            for connection in connections {
                let response = try connection.response()
                #expect(response.status == 400 || path == "/alerts", "\(response)")
            }
            #expect(try room.ask("POST", "/v1/commands").status == 400)
            try Self.checkAlive(room, daemon, "empty bodies")
        }
    }

    @Test func jsonThatMeansNothingIsCountedAndShown() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            let deep = String(repeating: "[", count: 100_000)
            let bodies = [
                deep, deep + String(repeating: "]", count: 100_000), String(repeating: #"{"a":"#, count: 50_000), "",
                "null", "{", "[1]",
                "\u{FEFF}{}", #"{"title":"\ud800"}"#, "{\"title\":\"\u{1}\"}", #"{"title":1e999}"#,
                #"{"title":"x","severity":"#, "{}{}",
                #"{"title":"x","labels":[]}"#, #"{"title":"x","state":"maybe"}"#,
                "[" + String(repeating: "0,", count: 200_000) + "0]",
            ]
            let port = try room.port()
            var refused = 0
            for path in ["/alerts", "/api/v2/alerts", "/webhook/alertmanager", "/v2/enqueue"] {
                for body in bodies {
                    let connection = try HTTPConnection(port: port)
                    connection.send("POST", path, body: body)
                    let response = try #require(try? connection.response(), "\(path) \(body.prefix(40)): no answer")
                    #expect(
                        response.status == 400 || (path == "/alerts" && response.status == 200),
                        "\(path) \(body.prefix(40)): \(response)")
                    // What was taken with a part left out is told as well.
                    if response.status == 400 || response.body.contains("problems") { refused += 1 }
                }
            }
            #expect(try Self.refusals(room).count == 4, "one a dialect and minute, the others are held back")
            #expect(try room.http("GET", "/metrics").body.contains("warroom_input_problems_total{dialect=\"plain\"}"))
            try Self.checkAlive(room, daemon, "meaningless JSON")
            // What is held back is written down at the latest when the room closes.
            #expect(try room.run("stop").code == 0)
            let events = try Self.refusals(room)
            #expect(events.count == 8)
            #expect(events.reduce(0) { $0 + ($1["facts"]["requests"].int ?? 1) } == refused)
            #expect(events.allSatisfy { ($0["text"]["body"].string ?? "").utf8.count < 5000 })
        }
    }

    @Test func bytesThatAreNoTextAndNamesThatStandTwiceAreSurvived() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            let connection = try HTTPConnection(port: room.port())
            let body = Array("{\"title\":\"".utf8) + [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80] + Array("\"}".utf8)
            connection.send("POST /alerts HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.count)\r\n\r\n")
            connection.send(body)
            #expect([200, 400].contains(try connection.response().status))
            let twice = try room.http("POST", "/alerts", #"{"title":"first","title":"second","key":"k","key":"l"}"#)
            #expect([200, 400].contains(twice.status), "\(twice)")
            // One bad item does not take a good one down with it.
            let mixed = try room.http(
                "POST", "/api/v2/alerts",
                #"[{"labels":{"alertname":"good"}},{"labels":{}},{"labels":{"alertname":"late"},"endsAt":"when?"}]"#)
            #expect(mixed.status == 400)
            #expect(try room.alerts().contains { $0["labels"]["alertname"].string == "good" })
            let large =
                #"{"title":"\#(String(repeating: "t", count: 50_000))","labels":{\#((0..<500).map { "\"l\($0)\":\"v\"" }.joined(separator: ","))}}"#
            #expect([200, 400].contains(try room.http("POST", "/alerts", large).status))
            let crowd = "[" + (0..<3000).map { #"{"key":"crowd\#($0)","title":"x"}"# }.joined(separator: ",") + "]"
            let answer = try room.http("POST", "/alerts", crowd)
            #expect(answer.status == 400 && answer.body.utf8.count < 20_000, "\(answer)")
            try Self.checkAlive(room, daemon, "odd JSON")
        }
    }

    @Test func requestsInOnePieceAreAnsweredInOrder() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            let connection = try HTTPConnection(port: room.port())
            let one = { (number: Int) in
                let body = #"{"key":"p\#(number)","title":"p\#(number)"}"#
                return "POST /alerts HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            }
            connection.send((0..<50).map(one).joined() + "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n" + one(50))
            for number in 0..<50 { #expect(try connection.response().status == 200, "\(number)") }
            #expect(try connection.response().status == 404)
            #expect(try connection.response().status == 200)
            #expect(try room.alerts().count == 51)
            // Byte by byte is the same.
            for byte in one(51).utf8 { connection.send([byte]) }
            #expect(try connection.response().status == 200)
            // Whoever goes away in the middle leaves nothing behind.
            for end in [10, 60, 80] {
                let broken = try HTTPConnection(port: room.port())
                broken.send(String(one(99).prefix(end)))
            }
            try Self.checkAlive(room, daemon, "pipelining")
            #expect(try room.alerts().count == 53)
        }
    }

    @Test func aHalfSentRequestDoesNotKeepTheRoomOpen() async throws {
        try await TestRoom.served { room in
            let half = try HTTPConnection(port: room.port())
            half.send("POST /alerts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n[")
            // Answered after it: so the half one has been read as well.
            #expect(try room.http("GET", "/-/ready").status == 200)
            #expect(try room.run("stop").code == 0)
            // Closed without the answer that it would have got in its own time.
            #expect(throws: (any Error).self) { try half.response() }
        }
    }

    @Test func slowSendersAreLetGo() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            let started = Date()
            var open = try [
                "a body": "POST /alerts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n[",
                "a body that was refused":
                    "POST /alerts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n[",
                "a head": "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX-",
                "a second head": "GET /-/ready HTTP/1.1\r\nHost: localhost\r\n\r\nGET /metrics HTTP/1.1\r\nX-",
                "a body in pieces":
                    "POST /alerts HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n200\r\n",
            ].mapValues { start in
                let connection = try HTTPConnection(port: room.port())
                connection.send(start)
                return connection
            }
            // A byte now and then keeps none of them alive.
            try eventually("all to be let go", within: 45, state: { "Still open: \(open.keys.sorted())" }) {
                open = open.filter { $0.value.send("x") }
                if !open.isEmpty { usleep(250_000) }
                return open.isEmpty
            }
            #expect(Date().timeIntervalSince(started) < 40)
            #expect(
                try room.http("GET", "/metrics").body.contains(
                    #"warroom_requests_total{dialect="plain",status="408"} 2"#))
            #expect(try Self.refusals(room).count == 1, "what does not arrive shows in the room as well")
            try Self.checkAlive(room, daemon, "slow senders")
        }
    }

    @Test func manyIdleConnectionsDoNotStopAnHonestSender() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            var idle = try (0..<600).map { _ in try HTTPConnection(port: room.port()) }
            let started = Date()
            let response = try room.http("POST", "/alerts", #"{"title":"honest"}"#)
            #expect(response.status == 200)
            // Prometheus gives up after ten seconds.
            #expect(
                Date().timeIntervalSince(started) < 10, "an honest sender waited \(Date().timeIntervalSince(started)) s"
            )
            #expect(try room.run("alerts").output.contains("honest"))
            idle.removeAll()
            try Self.checkAlive(room, daemon, "idle connections")
        }
    }

    @Test func manyBusySendersAtOnceAreAllAnswered() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            let connections = try (0..<200).map { _ in try HTTPConnection(port: room.port()) }
            for round in 0..<5 {
                for (number, connection) in connections.enumerated() {
                    connection.send("POST", "/alerts", body: #"{"key":"\#(number)-\#(round)","title":"t"}"#)
                }
                for connection in connections {
                    let status = try connection.response().status
                    #expect(status == 200)
                }
            }
            #expect(try room.alerts().count == 1000)
            try Self.checkAlive(room, daemon, "busy senders")
        }
    }
}
