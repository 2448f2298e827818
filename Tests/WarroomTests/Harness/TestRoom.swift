import Foundation
import Synchronization

/// A room with everything around it in a temporary directory. When the test ends, its processes are ended and it is gone.
final class TestRoom: Sendable {
    /// What a command printed, and how it ended.
    struct Answer: CustomStringConvertible {
        var ended: Child.Ended
        var output: String
        var errors: String

        var code: Int32? { ended.code }
        var lines: [String] { output.split(separator: "\n").map(String.init) }
        var description: String { "\(ended)\n--- output\n\(output)\n--- errors\n\(errors)" }

        /// The one JSON document that was printed.
        var json: JSON { JSON(parsing: output) }
        /// One JSON document a line.
        var jsonLines: [JSON] { lines.map(JSON.init(parsing:)) }
    }

    let directory: String
    let home: String
    private let children = Mutex<[Child]>([])
    private let runs = Atomic<Int>(0)

    /// A room of its own for the test, ended and removed afterwards. The body runs where it may block.
    static func with<Value: Sendable>(
        home: String = "home", _ body: @Sendable (TestRoom) throws -> Value
    ) async throws -> Value {
        try await BlockingExecutor.run {
            let room = try TestRoom(home: home)
            defer { room.end() }
            return try body(room)
        }
    }

    /// The same with a daemon that serves it.
    static func served<Value: Sendable>(
        _ arguments: String..., body: @Sendable (TestRoom) throws -> Value
    ) async throws -> Value {
        try await with { room in
            try room.serve(arguments)
            return try body(room)
        }
    }

    private init(home: String) throws {
        var template = Array("/tmp/warroom-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Child.CannotSpawn(path: "/tmp", reason: String(cString: strerror(errno)))
        }
        directory = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.home = directory + "/" + home
        for name in ["account", "state", "config", "config/warroom", "data", "run"] {
            mkdir(directory + "/" + name, 0o700)
        }
        // A daemon that a client starts would take the usual port.
        try "listen: 127.0.0.1:0\n".write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// The configuration file of the account.
    var configuration: String { directory + "/config/warroom/config.yaml" }

    // MARK: Commands

    /// What every process of the room sees: nothing of the machine that the tests run on.
    var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": directory + "/account", "SHELL": "/bin/sh",
            "LC_ALL": "C.UTF-8",
            "TZ": "Asia/Kolkata",
            "XDG_STATE_HOME": directory + "/state", "XDG_CONFIG_HOME": directory + "/config",
            "XDG_DATA_HOME": directory + "/data", "XDG_RUNTIME_DIR": directory + "/run", "TERM": "xterm-256color",
            "WARROOM_HOME": home, "WARROOM_AS": "ada", "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    /// Starts a command in the background; its words go to the files that are named after it.
    func start(
        _ arguments: [String], program: String = Binary.path, name: String, input: String = "/dev/null",
        environment further: [String: String] = [:], in folder: String? = nil
    ) throws -> Child {
        let words = folder.map { ["-C", $0, program] + arguments } ?? arguments
        let child = try Child(
            folder == nil ? program : "/usr/bin/env", words, environment: environment.merging(further) { $1 },
            .files(input: input, output: path(name, "out"), errors: path(name, "err")))
        children.withLock { $0.append(child) }
        return child
    }

    /// What a command that was started in the background has printed so far.
    func printed(_ name: String, errors: Bool = false) -> String {
        (try? String(contentsOfFile: path(name, errors ? "err" : "out"), encoding: .utf8)) ?? ""
    }

    private func path(_ name: String, _ stream: String) -> String { "\(directory)/\(name).\(stream)" }

    /// Runs a command to its end.
    func run(
        _ arguments: [String], program: String = Binary.path, input: String? = nil, environment: [String: String] = [:],
        in folder: String? = nil
    ) throws -> Answer {
        let name = "run-\(runs.add(1, ordering: .relaxed).newValue)"
        var source = "/dev/null"
        if let input {
            source = path(name, "in")
            try Data(input.utf8).write(to: URL(fileURLWithPath: source))
        }
        let child = try start(
            arguments, program: program, name: name, input: source, environment: environment, in: folder)
        let ended = try child.waitForEnd()
        children.withLock { $0.removeAll { $0 === child } }
        return Answer(ended: ended, output: printed(name), errors: printed(name, errors: true))
    }

    func run(_ arguments: String...) throws -> Answer { try run(arguments) }

    /// Runs a command as another user, who has a state directory of his own. Only root may.
    func run(as user: Account, _ arguments: [String], environment: [String: String] = [:]) throws -> Answer {
        let state = "\(directory)/state-\(user.user)"
        mkdir(state, 0o777)
        chmod(state, 0o777)
        chmod(directory, 0o711)
        return try run(
            user.words + [Binary.path] + arguments, program: Account.program,
            environment: ["XDG_STATE_HOME": state].merging(environment) { $1 })
    }

    func run(as user: Account, _ arguments: String...) throws -> Answer { try run(as: user, arguments) }

    /// Runs a command line with a shell.
    func shell(_ line: String) throws -> Answer {
        try run(["-c", line], program: "/bin/sh", environment: ["warroom": Binary.path])
    }

    // MARK: The daemon

    /// Starts `warroom serve` on a port of its own and waits until it is heard by clients and senders.
    @discardableResult
    func serve(_ arguments: [String] = [], environment: [String: String] = [:], heard: Bool = true) throws -> Child {
        let listen = arguments.contains("--listen") ? [] : ["--listen", "127.0.0.1:0"]
        let daemon = try start(["serve"] + listen + arguments, name: "serve", environment: environment)
        try eventually("the room to be served", state: { self.printed("serve", errors: true) }) {
            let status = try? status()
            return status?["pid"].int == Int(daemon.pid) && (!heard || status?["listener"].string != nil)
        }
        return daemon
    }

    /// `GET /v1/status` on the room's socket: starts no daemon.
    func status() throws -> JSON { JSON(parsing: try ask("GET", "/v1/status").body) }

    /// The process that owns the log; nil where none answers.
    var daemon: pid_t? { (try? status())?["pid"].int.map { pid_t($0) } }

    /// A request of the room's own API.
    func ask(_ method: String, _ path: String, body: String = "") throws -> HTTPConnection.Response {
        let connection = try HTTPConnection(home: home)
        connection.send(method, path, body: body)
        return try connection.response()
    }

    /// The port that senders are heard on.
    func port() throws -> UInt16 {
        try eventually("a listener") {
            try status()["listener"].string?.split(separator: ":").last.flatMap { UInt16($0) }
        }
    }

    /// A request of a sender.
    func http(
        _ method: String, _ path: String, _ body: String = "", headers: [String: String] = [:]
    ) throws -> HTTPConnection.Response {
        let connection = try HTTPConnection(port: try port())
        connection.send(method, path, body: body, headers: headers)
        return try connection.response(isHead: method == "HEAD")
    }

    /// Posts alerts in the room's own form and gives their ids.
    @discardableResult
    func post(_ alerts: [[String: Any]]) throws -> [String] {
        let body = try JSONSerialization.data(withJSONObject: alerts)
        let response = try http("POST", "/alerts", String(decoding: body, as: UTF8.self))
        guard response.status == 200 else { throw WaitedInVain(description: "posting alerts: \(response)") }
        return JSON(parsing: response.body)["alerts"].array.compactMap(\.string)
    }

    /// Posts one alert and gives its id.
    @discardableResult
    func post(
        _ title: String, severity: String = "critical", state: String = "firing", labels: [String: String] = [:]
    ) throws -> String {
        try post([["key": title, "title": title, "severity": severity, "state": state, "labels": labels]]).first ?? ""
    }

    /// All events of the log, by `warroom tail`.
    func events(after sequence: Int = 0) throws -> [JSON] {
        try run("tail", "--json", "--after", "\(sequence)").jsonLines
    }

    /// The alerts on the board, by `warroom alerts`.
    func alerts(_ arguments: String...) throws -> [JSON] {
        try run(["alerts", "--json"] + arguments).json.array
    }

    /// The state of an alert on the board; nil where it is not there.
    func state(of alert: String) throws -> String? {
        try alerts().first { $0["id"].string == alert }?["state"].string
    }

    // MARK: The end

    /// Ends the daemon in good order where it still listens, then whatever is left of the room's processes.
    private func end() {
        if let daemon, (try? ask("POST", "/v1/stop")) != nil {
            try? eventually("the daemon to end", within: 5) { kill(daemon, 0) != 0 || Self.isZombie(daemon) }
        }
        for child in children.withLock({ $0 }) { child.destroy() }
        for pid in processes() { kill(pid, SIGKILL) }
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// The processes that carry this room's own directory in their environment.
    func processes() -> [pid_t] {
        let mark = Data("XDG_STATE_HOME=\(directory)/state\0".utf8)
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { pid_t($0) }.filter { pid in
            FileManager.default.contents(atPath: "/proc/\(pid)/environ")?.range(of: mark) != nil
        }
    }

    /// The processes among them that were started as daemons.
    func daemons() -> [pid_t] {
        processes().filter { pid in
            let words = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline")?.split(separator: 0) ?? []
            return words.contains { $0.elementsEqual("serve".utf8) }
        }
    }

    private static func isZombie(_ pid: pid_t) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        return status.contains("State:\tZ")
    }
}
