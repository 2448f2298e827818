import Dialects
import EventCodec
public import EventLog
import Foundation
import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
public import Settings
import Synchronization
public import WarRoom
import WireJSON

/// What a daemon is told when it starts.
public struct RoomSettings: Sendable {
    public var home: Home
    /// `127.0.0.1` and 9911; nil for no listener.
    public var listen: ListenAddress?
    /// The Unix group whose members may use the socket.
    public var group: String?
    public var hosts: [String]
    /// By what senders prove who they are; empty where anyone may send.
    public var tokens: [IngestToken]
    /// Where accepted bodies are passed on to.
    public var forward: [ForwardSetting]
    public var policy: Policy
    public var version: String
    /// Whether `serve` was asked for, or a client started it by itself.
    public var isServing: Bool

    public init(
        home: Home, listen: ListenAddress?, group: String? = nil, hosts: [String] = [],
        tokens: [IngestToken] = [], forward: [ForwardSetting] = [], policy: Policy = Policy(), version: String,
        isServing: Bool
    ) {
        self.home = home
        self.listen = listen
        self.group = group
        self.hosts = hosts
        self.tokens = tokens
        self.forward = forward
        self.policy = policy
        self.version = version
        self.isServing = isServing
    }
}

/// The room's daemon: owns the log, and serves clients on the home's socket and senders on the listener.
public final class RoomDaemon: Sendable {
    private let settings: RoomSettings
    private let lock: HomeLock
    private let logger: Logger
    private let clock: any RoomClock
    private let writer: Writer
    private let hub: FollowerHub
    private let timeline: TimelineFeeder
    private let reader: EventReader
    private let rate: RateMeter
    private let hand: HandMark
    private let refused: RefusedInputs
    private let forwarding: Forwarding
    private let forwardChanges: AsyncStream<Void>
    private let room: EventID
    private let startedAt: Instant
    private let stopping = Mutex<CheckedContinuation<Void, Never>?>(nil)
    private let stopReason = Mutex<String?>(nil)
    private let failure = Mutex<LogError?>(nil)

    /// Opens the room: takes its files into use, builds the state, and says in the log that it is open.
    ///
    /// The home's lock must be held. Throws ``LogError``.
    public init(_ settings: RoomSettings, lock: HomeLock, clock: any RoomClock = SystemClock(), logger: Logger) throws {
        self.settings = settings
        self.lock = lock
        self.clock = clock
        self.logger = logger
        startedAt = clock.now()
        var ids = EventIDSource()
        let (store, findings) = try EventStore.open(settings.home) { ids.next(at: clock.now()) }
        room = store.room
        reader = store.reader
        let snapshots = SnapshotStore(settings.home)
        // What a daemon before this one had erased may stand in what was made of the log: all of that is made anew.
        let isSweepDue = store.isSweepDue
        if isSweepDue { snapshots.removeAll() }
        let (rows, _) = try TimelineStore.open(settings.home, room: store.room, anew: isSweepDue)
        var aftermath = try Aftermath(settings.home, at: startedAt)
        let (state, openedRows) = try aftermath.open(
            store, snapshots: snapshots, timeline: rows, home: settings.home, now: startedAt)
        hand = aftermath.hand
        refused = RefusedInputs(aftermath.quarantine.inputs)
        timeline = TimelineFeeder(openedRows)
        rate = RateMeter()
        hub = FollowerHub(clock: clock, timeline: timeline, rate: rate)
        let hub = hub
        let (changes, change) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        forwardChanges = changes
        forwarding = Forwarding(settings.forward) { change.yield() }
        writer = Writer(
            store: store, clock: clock, timeline: timeline, snapshots: snapshots, leavingOut: Set(state.leftOut),
            isSweepDue: isSweepDue
        ) { hub.note($0) }
        hub.connect(writer)
        let problems = findings.problems + Aftermath.problems(of: state)
        for problem in problems { logger.error("\(problem)") }
        hub.setLive { $0.problems = problems }
        writer.start(
            state, policy: settings.policy,
            opening: OpenRoom(
                version: settings.version, lost: findings.lost, watching: settings.policy.watchedSenders,
                inhibiting: settings.policy.inhibitionRules))
        if let report = aftermath.report {
            logger.error("\(report.source) input of \(report.sender) stopped the last daemon: \(report.digest)")
            writer.submit([report], actor: .daemon) { _ in }
        }
    }

    /// Serves until ``stop(reason:)`` is called or the task is cancelled, then closes the room in good order.
    ///
    /// Throws ``LogError/gone(path:home:)`` where it ended because its home was gone for ``Limits/homeAbsenceTime``, or another's.
    public func run() async throws {
        defer {
            hub.stop()
            writer.stop()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            let socket = try socketServer()
            group.addTask { try await socket.run() }
            if let address = settings.listen {
                group.addTask { [self] in try await listen(on: address) }
            } else {
                hub.setLive { $0.listener = "" }
            }
            group.addTask { [self] in await untilStopped() }
            if !forwarding.forwarders.isEmpty { group.addTask { [self] in await forward() } }
            group.addTask { [self] in try await watchWriter() }
            // The first to end is the one that waits for the stop, or a server that could not start.
            try await group.next()
            hub.stop()
            try? await socket.shutdownGracefully()
            group.cancelAll()
            if !lock.isReplaced(in: settings.home) { unlink(settings.home.socket) }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    /// Asks the daemon to stop; safe from any thread, any number of times.
    public func stop(reason: String) {
        stopReason.withLock { $0 = $0 ?? reason }
        stopping.withLock { continuation in
            continuation?.resume()
            continuation = nil
        }
    }

    private func untilStopped() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                stopping.withLock { $0 = continuation }
                // Asked for before anybody waited.
                if stopReason.withLock({ $0 }) != nil { stop(reason: "stopped") }
            }
        } onCancel: {
            stop(reason: "cancelled")
        }
    }

    /// Shows on every screen when the log cannot be written, and when it can again; ends the room whose home does not come back.
    private func watchWriter() async throws {
        var shown: String?
        var absence = HomeAbsence()
        while true {
            try await Task.sleep(
                for: shown == nil && writer.currentStatus.unwritable == nil ? .seconds(1) : .milliseconds(250))
            let problem = writer.checkHome()
            if absence.isOver(
                isGone: problem != nil, isReplaced: lock.isReplaced(in: settings.home), at: ContinuousClock.now),
                let problem
            {
                failure.withLock { $0 = $0 ?? problem }
                stop(reason: "\(problem)")
            }
            let reason = writer.currentStatus.unwritable
            guard reason != shown else { continue }
            shown = reason
            if let reason { logger.error("\(reason)") }
            hub.setLive { $0.readOnly = reason }
        }
    }

    private func socketServer() throws -> Server<HTTP1Channel> {
        let api = SocketAPI(
            writer: writer, hub: hub, reader: reader, timeline: timeline, clock: clock, refused: refused,
            status: { [self] in await status() }, hello: { [self] in await hello() },
            stop: { [self] reason, isClosing in
                if isClosing { hub.close() }
                stop(reason: reason)
            })
        let path = try SocketFile.prepare(settings.home)
        let (home, group) = (settings.home, settings.group)
        return Server(
            childChannelSetup: HTTP1Channel(
                responder: { try await api.respond($0, $1, $2) },
                configuration: .init(
                    additionalChannelHandlers: [SocketConnection()],
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: Limits.headerBytesMax, maxHeaderListSize: Limits.headerBytesMax,
                        maxHeaderFieldCount: Limits.headerCountMax))),
            configuration: ServerConfiguration(
                address: .unixDomainSocket(path: path), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(Limits.connectionsMax)),
            onServerRunning: { [logger] _ in
                do { try SocketFile.open(home, to: group) } catch { logger.error("\(error)") }
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: serverLogger)
    }

    /// What the servers have to say about connections is of no interest to people, and they call a good stop an error.
    private var serverLogger: Logger {
        var quiet = logger
        quiet.logLevel = .critical
        return quiet
    }

    /// Serves senders; a busy port is tried again until it is free, and shown meanwhile.
    private func listen(on address: ListenAddress) async throws {
        let listener = sendersListener(at: address)
        let server = SendersServer { listener.respond(to: $0, $1) }
        while !Task.isCancelled {
            do {
                try await server.run(on: address) { port in
                    let port = port ?? Int(address.port)
                    let bound = address.host.contains(":") ? "[\(address.host)]:\(port)" : "\(address.host):\(port)"
                    hub.setLive {
                        $0.listener = bound
                        $0.problems.removeAll { $0.hasPrefix(Self.listenerProblem) }
                    }
                }
                return
            } catch let error as IOError {
                let sentence = "\(Self.listenerProblem)\(address): \(String(cString: strerror(error.errnoCode)))"
                hub.setLive { live in
                    live.listener = ""
                    if !live.problems.contains(sentence) { live.problems.append(sentence) }
                }
                logger.warning("\(sentence)")
                try await Task.sleep(for: .seconds(2))
            }
        }
    }

    /// What answers senders, however their requests come.
    func sendersListener(at address: ListenAddress? = nil) -> SendersListener {
        SendersListener(
            writer: writer, reader: reader, gate: RequestGate(further: settings.hosts, at: address),
            tokens: TokenGate(tokens: settings.tokens), forwarding: forwarding,
            metrics: Metrics(version: settings.version), rate: rate, clock: clock, refused: refused,
            settings: dialectSettings())
    }

    /// Passes on what senders sent, and shows on every screen what does not go through.
    private func forward() async {
        // Not waited for at the end: an attempt under way may take longer than a room that is to stop has.
        let passing = Task { [forwarding] in await forwarding.run() }
        defer { passing.cancel() }
        for await _ in forwardChanges {
            let problems = forwarding.problems
            hub.setLive { live in
                let others = live.problems.filter { !$0.hasPrefix(Forwarder.problem) }
                if live.problems != others + problems { live.problems = others + problems }
            }
        }
    }

    private static let listenerProblem = "senders cannot be heard on "

    private func dialectSettings() -> DialectSettings {
        var dialects = DialectSettings()
        dialects.resolveTimeout = settings.policy.resolveTimeout
        dialects.ttl = settings.policy.ttl
        dialects.version = settings.version
        dialects.startedAt = startedAt
        return dialects
    }

    private func hello() async -> [UInt8] {
        let sequence = writer.currentStatus.sequence
        let hash = (try? reader.hash(at: sequence)) ?? nil
        var json = JSONWriter()
        json.object {
            $0.member("protocol", Self.protocolVersion)
            $0.member("version", settings.version)
            $0.member("room", room.description)
            $0.member("sequence", sequence)
            $0.member("hash", hash.map { Hex.string($0) })
            $0.member("serving", settings.isServing)
        }
        return json.bytes
    }

    /// The version of the API under `/v1/`.
    public static let protocolVersion = 1

    private func status() async -> [UInt8] {
        writer.checkHome()
        let (overview, live, writing) = (await writer.ask { RoomOverview($0) }, hub.live, writer.currentStatus)
        var json = JSONWriter()
        json.beginObject()
        json.member("version", settings.version)
        json.member("room", room.description)
        json.member("home", settings.home.path)
        json.member("pid", Int64(getpid()))
        json.member("serving", settings.isServing)
        json.member("since", startedAt.description)
        json.member("sequence", writing.sequence)
        json.member("listener", live.listener.isEmpty ? nil : live.listener)
        json.member("readOnly", writing.unwritable)
        json.member("notShown", overview.crowdCount)
        json.key("problems")
        let lost = overview.truncation.map { "the log has lost its events #\($0.from) to #\($0.to)" }
        json.array { for problem in live.problems + (lost.map { [$0] } ?? []) { $0.string(problem) } }
        for (name, value) in [
            ("present", live.present as any Encodable), ("senders", overview.senders), ("counts", overview.counts),
        ] {
            json.key(name)
            try? WireEncoder.encode(AnyEncodable(value), into: &json)
        }
        json.endObject()
        return json.bytes
    }
}

private struct AnyEncodable: Encodable {
    let value: any Encodable
    init(_ value: any Encodable) { self.value = value }
    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
