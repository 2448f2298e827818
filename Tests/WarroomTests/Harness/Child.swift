import Foundation
import Synchronization

/// A process that a test started.
final class Child: Sendable {
    /// How a process ended.
    struct Ended: Sendable, Equatable, CustomStringConvertible {
        /// The exit code; nil where a signal ended it.
        var code: Int32?
        var signal: Int32?

        var description: String { code.map { "exit code \($0)" } ?? "signal \(signal ?? 0)" }
    }

    /// What its standard streams are connected to.
    enum Streams {
        /// Input from one file, output and errors to others.
        case files(input: String, output: String, errors: String)
        /// All three are a terminal, which becomes its controlling terminal.
        case terminal(path: String)
    }

    struct CannotSpawn: Error {
        let path: String
        let reason: String
    }

    let pid: pid_t
    private let ended = Mutex<Ended?>(nil)

    /// Starts a program in a session of its own, with default signals.
    init(_ path: String, _ arguments: [String], environment: [String: String], _ streams: Streams) throws {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        switch streams {
        case .files(let input, let output, let errors):
            posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        case .terminal(let path):
            posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
        // Whatever else the test runner has open, such as a lock, must not live on in a daemon.
        for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        // POSIX_SPAWN_SETSID is not imported.
        posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var pid = pid_t()
        let result = posix_spawn(&pid, path, &actions, &attributes, &words, &variables)
        guard result == 0 else { throw CannotSpawn(path: path, reason: String(cString: strerror(result))) }
        self.pid = pid
    }

    /// How it ended; nil while it runs.
    var outcome: Ended? {
        ended.withLock { ended in
            if let ended { return ended }
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
            let signal = status & 0x7F
            ended = signal == 0 ? Ended(code: status >> 8 & 0xFF, signal: nil) : Ended(code: nil, signal: signal)
            return ended
        }
    }

    var isRunning: Bool { outcome == nil }

    @discardableResult
    func waitForEnd(within seconds: TimeInterval = patience) throws -> Ended {
        try eventually("process \(pid) to end", within: seconds) { outcome }
    }

    func send(_ signal: Int32) {
        if isRunning { kill(pid, signal) }
    }

    /// Ends it at once, with everything it started in its process group.
    func destroy() {
        guard isRunning else { return }
        kill(-pid, SIGKILL)
        kill(pid, SIGKILL)
        _ = try? waitForEnd(within: 5)
    }

    /// Processor time that it has used so far, in seconds (proc(5), stat).
    var processorTime: Double {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
