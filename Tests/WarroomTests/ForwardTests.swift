import Foundation
import Testing

/// The programs that make a peer with TLS.
private enum PeerPrograms {
    static let python = Binary.installed("python3")
    static let openssl = Binary.installed("openssl")
    static let areInstalled = python != nil && openssl != nil
}

/// What the room passes on, to a peer that Debian's own python and openssl make.
@Suite(.enabled(if: PeerPrograms.areInstalled, "the packages python3 and openssl are not installed"))
struct ForwardTests {
    /// Says its port, then a line for each request: path, key and body. It ends by itself, whatever becomes of the test.
    private static let peer = """
        import http.server, ssl, sys, threading
        class Peer(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                print(self.path, self.headers['Authorization'], body.decode(), flush=True)
                self.send_response(302 if self.path == '/moved' else 200)
                self.send_header('Location', '/elsewhere')
                self.send_header('Content-Length', '2')
                self.end_headers()
                self.wfile.write(b'ok')
            def log_message(self, *words): pass
        class Server(http.server.ThreadingHTTPServer):
            def finish_request(self, request, address):
                if len(sys.argv) > 1: request = context.wrap_socket(request, server_side=True)
                super().finish_request(request, address)
        if len(sys.argv) > 1:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1], sys.argv[2])
        threading.Timer(120, lambda: __import__('os')._exit(1)).start()
        server = Server(('127.0.0.1', 0), Peer)
        print(server.server_port, flush=True)
        server.serve_forever()
        """

    /// Starts the peer, with TLS for a name where one is given, and says its port.
    private static func start(in room: TestRoom, for name: String? = nil, program: String = peer) throws -> Int {
        var files: [String] = []
        if let name {
            files = ["ca.pem", "key.pem"].map { room.directory + "/" + $0 }
            let made = try room.run(
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=a test's own", "-addext", "subjectAltName=\(name)", "-out", files[0], "-keyout",
                    files[1],
                ], program: #require(PeerPrograms.openssl))
            try #require(made.code == 0, "\(made)")
        }
        _ = try room.start(["-c", program] + files, program: #require(PeerPrograms.python), name: "peer")
        return try eventually("the peer", state: { room.printed("peer", errors: true) }) {
            // The line is whole only with its end.
            room.printed("peer").split(separator: "\n", omittingEmptySubsequences: false).dropLast().first
                .flatMap { Int($0) }
        }
    }

    private static func serve(_ room: TestRoom, _ url: String, ca: Bool) throws {
        let authority = ca ? ", ca: \(room.directory)/ca.pem" : ""
        try "forward: [{url: \"\(url)\"\(authority)}]\n"
            .write(toFile: room.configuration, atomically: true, encoding: .utf8)
        try room.serve()
    }

    private static func requests(of room: TestRoom) -> [Substring] {
        Array(room.printed("peer").split(separator: "\n").dropFirst())
    }

    private static func counts(_ result: String, in room: TestRoom) throws -> String? {
        try room.http("GET", "/metrics").body.split(separator: "\n")
            .first { $0.hasPrefix("warroom_forwards_total") && $0.contains(result) }?
            .split(separator: " ").last.map(String.init)
    }

    /// The problem that the room shows of its forwarding, once there is one.
    private static func problem(in room: TestRoom) throws -> String {
        try eventually("a problem", state: { room.printed("serve", errors: true) }) {
            try room.status()["problems"].strings.first { $0.hasPrefix("forwarding to ") }
        }
    }

    private static let alert = #"{"title":"disk full","key":"disk"}"#
    private static let key = ["Authorization": "Bearer a-key-of-theirs"]

    @Test(arguments: ["DNS:localhost", "IP:127.0.0.1", nil])
    func whatIsAcceptedIsPassedOn(_ name: String?) async throws {
        try await TestRoom.with { room in
            let port = try Self.start(in: room, for: name)
            let scheme = name == nil ? "http" : "https"
            let host = name == "DNS:localhost" ? "localhost" : "127.0.0.1"
            try Self.serve(room, "\(scheme)://\(host):\(port)/hook?a=b%20c", ca: name != nil)
            #expect(try room.http("POST", "/alerts", Self.alert, headers: Self.key).status == 200)
            #expect(try room.http("POST", "/alerts", Self.alert, headers: Self.key).status == 200)
            try eventually("both to be passed on", state: { (try? room.status().description) ?? "" }) {
                try Self.counts("done", in: room) == "2"
            }
            #expect(
                Self.requests(of: room)
                    == Array(repeating: "/hook?a=b%20c Bearer a-key-of-theirs \(Self.alert)", count: 2))
            #expect(try room.status()["problems"].strings.isEmpty)
        }
    }

    @Test func aRedirectIsNotFollowed() async throws {
        try await TestRoom.with { room in
            let port = try Self.start(in: room)
            try Self.serve(room, "http://127.0.0.1:\(port)/moved", ca: false)
            #expect(try room.http("POST", "/alerts", Self.alert).status == 200)
            #expect(
                try Self.problem(in: room)
                    == "forwarding to 127.0.0.1:\(port): 0 waiting, 1 given up: it answered 302")
            #expect(Self.requests(of: room).count == 1)
        }
    }

    @Test(arguments: [
        ("localhost", "DNS:localhost", false, "its certificate is not trusted here"),
        ("localhost", "DNS:pager.example", true, "its certificate is for another name"),
        ("127.0.0.1", "DNS:localhost", true, "its certificate is for another name"),
    ])
    func aPeerThatCannotProveItselfIsToldNothing(
        _ host: String, _ name: String, _ isTrusted: Bool, _ reason: String
    ) async throws {
        try await TestRoom.with { room in
            let port = try Self.start(in: room, for: name)
            try Self.serve(room, "https://\(host):\(port)/key-in-path", ca: isTrusted)
            #expect(try room.http("POST", "/alerts", Self.alert, headers: Self.key).status == 200)
            let problem = try Self.problem(in: room)
            // It is kept for another attempt.
            #expect(problem.hasPrefix("forwarding to \(host):\(port): 1 waiting, 0 given up: \(reason)"), "\(problem)")
            #expect(!problem.contains("key") && !room.printed("serve", errors: true).contains("key-in-path"))
            #expect(Self.requests(of: room).isEmpty)
            #expect(try Self.counts("done", in: room) == "0")
        }
    }

    @Test func aPeerThatDoesNotSpeakTLSIsToldApart() async throws {
        try await TestRoom.with { room in
            let port = try Self.start(in: room, program: Self.answersAnything)
            try Self.serve(room, "https://127.0.0.1:\(port)/", ca: false)
            #expect(try room.http("POST", "/alerts", Self.alert).status == 200)
            #expect(try Self.problem(in: room).hasSuffix("it does not speak TLS: is it http:// and not https://?"))
        }
    }

    /// Answers whatever comes as an HTTP server does.
    private static let answersAnything = """
        import socket
        server = socket.create_server(('127.0.0.1', 0))
        server.settimeout(120)
        print(server.getsockname()[1], flush=True)
        while True:
            connection, _ = server.accept()
            connection.recv(65536)
            connection.sendall(b'HTTP/1.1 400 Bad Request\\r\\nContent-Length: 0\\r\\n\\r\\n')
            connection.close()
        """

    @Test func nobodyThereIsAFailureThatMayPass() async throws {
        try await TestRoom.with { room in
            // Port 1 (tcpmux) is served nowhere.
            try Self.serve(room, "http://127.0.0.1:1/", ca: false)
            #expect(try room.http("POST", "/alerts", Self.alert).status == 200)
            #expect(
                try Self.problem(in: room) == "forwarding to 127.0.0.1:1: 1 waiting, 0 given up: connection refused")
        }
    }

    @Test func authoritiesThatAreNotThereAreSaidWithTheirLine() async throws {
        try await TestRoom.with { room in
            try "theme: base\nforward:\n  - url: https://a.example/\n    ca: /gone.pem\n"
                .write(toFile: room.configuration, atomically: true, encoding: .utf8)
            let answer = try room.run("config", "check")
            #expect(answer.code == 78)
            #expect(
                answer.errors.contains(
                    "config.yaml:4:9: forward.ca: /gone.pem cannot be read: No such file or directory"))
        }
    }
}
