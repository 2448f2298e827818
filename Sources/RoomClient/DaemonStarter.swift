import Foundation
public import WarRoom

/// Opens a room that is closed: starts its daemon in the background, as tmux does its server.
public struct DaemonStarter: Sendable {
    private let home: Home
    private let executable: String
    private let arguments: [String]
    private let logFile: String
    private let mayStart: Bool
    private static let startTime = Duration.seconds(20)
    /// The wait status of a process that ended with 75 (EX_TEMPFAIL): another holds the home's lock.
    private static let lostTheRace: Int32 = 75 << 8

    /// `arguments` make the executable serve this home in the foreground; `logFile` takes what it prints. One that may not
    /// start anything only asks.
    public init(home: Home, executable: String, arguments: [String], logFile: String, mayStart: Bool = true) {
        self.home = home
        self.executable = executable
        self.arguments = arguments
        self.logFile = logFile
        self.mayStart = mayStart
    }

    /// Makes sure that a daemon answers, and says who it is. Starts one where none does, if the home is ours.
    ///
    /// Throws ``ClientError``.
    ///
    /// - Parameter known: the room that was open here: no other will do, and no new one is made in its place.
    public func hello(of client: RoomClient, known: EventID? = nil) async throws -> Hello {
        let hello = try await helloOfAny(client, mayMakeRoom: known == nil)
        if let known, hello.room != known { throw ClientError.anotherRoom(home: home.path) }
        return hello
    }

    private func helloOfAny(_ client: RoomClient, mayMakeRoom: Bool) async throws -> Hello {
        do {
            return try await client.hello()
        } catch let error as ClientError where error.isUnreachable && mayStart {
            if !mayMakeRoom { try checkHome() }
            try checkOwner()
            let log = DaemonLog(logFile)
            let process = try spawn(log)
            return try await wait(for: client, process, log)
        }
    }

    private func checkHome() throws(ClientError) {
        guard access(home.log, F_OK) != 0, errno == ENOENT || errno == ENOTDIR else { return }
        throw .gone(home: home.path)
    }

    private func checkOwner() throws(ClientError) {
        var status = stat()
        guard stat(home.path, &status) == 0, status.st_uid != geteuid() else { return }
        throw .notYours(home: home.path, owner: home.ownerName)
    }

    private func spawn(_ log: DaemonLog) throws(ClientError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        keepDescriptors()
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        // A session of its own, so that closing the terminal does not end it; the value of POSIX_SPAWN_SETSID is not imported.
        posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let result = posix_spawn(&process, executable, &actions, &attributes, &words, environ)
        guard result == 0 else {
            throw .didNotStart(home: home.path, logFile: logFile, reason: String(cString: strerror(result)), code: nil)
        }
        return process
    }

    /// What this process has open, and what it inherited itself, is no business of a daemon that outlives it.
    private func keepDescriptors() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in names.compactMap({ Int32($0) }) where descriptor > 2 {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }

    /// Takes the daemon's end in whenever it comes, so that one which ends before its client leaves no zombie behind.
    private static func reap(_ process: pid_t) {
        let thread = Thread {
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        }
        thread.name = "daemon's end"
        thread.stackSize = 64 << 10
        thread.start()
    }

    /// Asks until the daemon answers, has ended, or its time is over. Another client's daemon will do as well.
    private func wait(for client: RoomClient, _ process: pid_t, _ log: DaemonLog) async throws -> Hello {
        let deadline = ContinuousClock.now + Self.startTime
        var pause = Duration.milliseconds(5)
        var end: Int32?
        var isReaped = false
        defer { if !isReaped { Self.reap(process) } }
        while ContinuousClock.now < deadline {
            if let hello = try? await client.hello() { return hello }
            if let end { throw failure(end, log) }
            var status: Int32 = 0
            // A daemon that lost the race for the lock has ended, and the winner answers soon: asked once more.
            if !isReaped, waitpid(process, &status, WNOHANG) == process {
                isReaped = true
                if status != Self.lostTheRace { end = status }
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(20))
        }
        throw ClientError.didNotStart(
            home: home.path, logFile: logFile, reason: log.lastSentence ?? "it does not answer", code: nil)
    }

    /// - Parameter end: the daemon's wait status.
    private func failure(_ end: Int32, _ log: DaemonLog) -> ClientError {
        let signal = end & 0x7F
        let code = (end >> 8) & 0xFF
        let ending = signal == 0 ? "it ended with the code \(code)" : "signal \(signal) ended it"
        return .didNotStart(
            home: home.path, logFile: logFile, reason: log.lastSentence ?? ending, code: signal == 0 ? code : nil)
    }
}
