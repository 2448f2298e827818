import Foundation
import Testing

/// How a daemon comes to be, and that there is never more than one.
struct StartTests {
    @Test func theFirstClientStartsTheDaemonInTheBackground() async throws {
        try await TestRoom.with { room in
            // What a shell has open, and where it stands, is no business of the daemon.
            let lines = [
                "cd \"$HOME\"", "exec 9>\"$HOME/lock\"", "umask 0", "\"$warroom\" note first", "rm \"$HOME/lock\"",
            ]
            let answer = try room.shell(lines.joined(separator: " && "))
            #expect(answer.output.hasPrefix("noted in the room"), "\(answer)")
            let daemon = try #require(room.daemon)
            #expect(room.daemons() == [daemon])
            #expect(try room.status()["serving"].bool == false)
            #expect(getsid(daemon) == daemon)
            let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon)/fd").compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(daemon)/fd/\($0)")
            }
            #expect(
                !open.contains { $0.contains("/account/lock") }, "the daemon holds what the client had open: \(open)")
            let folder = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(daemon)/cwd")
            #expect(folder != room.directory + "/account", "the daemon stays where the client was started")
            #expect(try room.run("note", "second").code == 0)
            #expect(room.daemon == daemon)
            #expect(
                try room.events().compactMap { $0["kind"].string } == ["daemon.started", "note.added", "note.added"])
            for (path, mode) in try Self.modes(below: room.home) {
                #expect(mode == 0o600 || mode == 0o700, "\(path) has the mode \(String(mode, radix: 8))")
            }
            #expect(try Self.modes(below: room.directory + "/state/warroom").first?.mode == 0o700)
        }
    }

    /// Every file and folder with its mode, the folder itself included.
    static func modes(below folder: String) throws -> [(path: String, mode: UInt32)] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return ([folder] + names.map { folder + "/" + $0 }).compactMap { path in
            var status = stat()
            return lstat(path, &status) == 0 ? (path, status.st_mode & 0o7777) : nil
        }
    }

    @Test func aDaemonThatWasKilledLeavesNoZombieInTheDashboardThatStartedIt() async throws {
        try await TestRoom.with { room in
            let window = try Window(room)
            try window.waitForRoom()
            let first = try #require(room.daemon)
            kill(first, SIGKILL)
            // A zombie can still be sent signals.
            try eventually("the killed daemon to be gone altogether") { kill(first, 0) != 0 }
            try eventually("another daemon") { room.daemon.map { $0 != first } ?? false }
            #expect(window.child.isRunning)
        }
    }

    @Test func manyClientsAtOnceStartOneDaemon() async throws {
        try await TestRoom.with { room in
            let clients = try (0..<8).map { try room.start(["note", "client \($0)"], name: "client-\($0)") }
            for (number, client) in clients.enumerated() {
                #expect(try client.waitForEnd().code == 0, "\(room.printed("client-\(number)", errors: true))")
            }
            try eventually("one daemon") { room.daemons().count == 1 }
            let kinds = try room.events().compactMap { $0["kind"].string }
            #expect(kinds.filter { $0 == "daemon.started" }.count == 1, "\(kinds)")
            #expect(kinds.filter { $0 == "note.added" }.count == 8)
        }
    }

    @Test func serveTakesOverFromAClientsDaemonAndClientsGoOn() async throws {
        try await TestRoom.with { room in
            #expect(try room.run("note", "before").code == 0)
            let first = try #require(room.daemon)
            let tail = try room.start(["tail", "-f"], name: "tail")
            try eventually("the follower") { room.printed("tail").contains("before") }
            let writers = try (0..<6).map {
                try room.start(["note", "meanwhile \($0)", "--json"], name: "writer-\($0)")
            }
            let served = try room.serve()
            #expect(served.pid != first)
            for (number, writer) in writers.enumerated() {
                let ended = try writer.waitForEnd()
                // Told to try again is fair; lost or half done is not.
                #expect(ended.code == 0 || ended.code == 75, "\(room.printed("writer-\(number)", errors: true))")
                guard ended.code == 0 else { continue }
                let notes = try room.events().filter { $0["text"]["body"].string == "meanwhile \(number)" }
                #expect(notes.count == 1)
            }
            #expect(try room.run("note", "after").code == 0)
            try eventually("what came after") { room.printed("tail").contains("after") }
            #expect(tail.isRunning)
            #expect(room.daemons() == [served.pid])
            #expect(try room.run("log", "verify").code == 0)
        }
    }

    @Test func aSecondServeSaysWhoHasTheRoom() async throws {
        try await TestRoom.served { room in
            let second = try room.run("serve", "--listen", "off")
            #expect(second.code == 73, "\(second)")
            #expect(second.errors.contains("`warroom stop --home \(room.home)`"), "\(second)")
            #expect(second.errors.split(separator: "\n").count == 1)
            #expect(room.daemon != nil)
        }
    }

    @Test(arguments: ["0.0.0.0:9911", "[::]:9911", "192.0.2.1:80", "10.0.0.1:0"])
    func anAddressThatOthersCanReachIsRefused(_ address: String) async throws {
        try await TestRoom.with { room in
            let answer = try room.run("serve", "--listen", address)
            #expect(answer.code == 78, "\(answer)")
            #expect(answer.errors.contains(address) && answer.errors.contains("127.0.0.1"), "\(answer)")
        }
    }

    @Test func aBusyPortIsShownAndTriedUntilItIsFree() async throws {
        try await TestRoom.with { room in
            var (other, port) = try Self.listeningSocket()
            defer { if other >= 0 { close(other) } }
            let daemon = try room.start(["serve", "--listen", "127.0.0.1:\(port)"], name: "serve")
            try eventually("the problem to be shown") { (try? room.status())?["problems"].array.isEmpty == false }
            let status = try room.run("status")
            #expect(
                status.output.contains("problem: senders cannot be heard on 127.0.0.1:\(port): Address already in use"),
                "\(status)")
            #expect(try room.run("note", "people can work").code == 0)
            close(other)
            other = -1
            try eventually("the port to be taken") { try room.status()["listener"].string == "127.0.0.1:\(port)" }
            #expect(try room.status()["problems"].array.isEmpty)
            try room.post("heard")
            #expect(daemon.isRunning)
        }
    }

    /// A socket that listens on a port of 127.0.0.1 which was free.
    static func listeningSocket() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 1) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard result else { throw HTTPConnection.Failure.cannotConnect(String(cString: strerror(errno))) }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    @Test func whatWasServedLastIsOpenedAgainByAClient() async throws {
        try await TestRoom.with { room in
            let (descriptor, port) = try Self.listeningSocket()
            close(descriptor)
            try room.serve(["--listen", "127.0.0.1:\(port)"])
            kill(try #require(room.daemon), SIGKILL)
            #expect(try room.run("note", "a client").code == 0)
            #expect(try room.status()["serving"].bool == false)
            try eventually("the same listener") { try room.status()["listener"].string == "127.0.0.1:\(port)" }
            #expect(try room.run("stop").code == 0)
            try room.serve(["--listen", "off"], heard: false)
            kill(try #require(room.daemon), SIGKILL)
            #expect(try room.run("note", "a client").code == 0)
            #expect(try !room.status()["listener"].exists)
        }
    }

    @Test(arguments: ["", "long/"])
    func aHomeWithALongPathWorks(_ prefix: String) async throws {
        let home = prefix + String(repeating: "a-home-of-many-letters/", count: 12) + "end"
        try await TestRoom.with(home: home) { room in
            #expect((room.home + "/room.sock").utf8.count > 108)
            #expect(try room.run("note", "started by a client").code == 0)
            let daemon = try room.serve()
            #expect(try room.run("note", "served").code == 0)
            #expect(try room.run("status").output.contains("pid \(daemon.pid)"))
            #expect(try room.run("stop").code == 0)
            #expect(!FileManager.default.fileExists(atPath: room.home + "/room.sock"))
        }
    }

    @Test func aFileThatIsNoSocketIsNoObstacle() async throws {
        try await TestRoom.with { room in
            mkdir(room.home, 0o700)
            try "left behind".write(toFile: room.home + "/room.sock", atomically: true, encoding: .utf8)
            #expect(try room.run("note", "x").code == 0)
        }
    }

    @Test func aHomeThatExistsIsMadePrivate() async throws {
        try await TestRoom.with { room in
            mkdir(room.home, 0o755)
            chmod(room.home, 0o755)
            try room.serve()
            try eventually("a private home") { try Self.modes(below: room.home).first?.mode == 0o700 }
        }
    }
}
