import ArgumentParser
import Dispatch
import EventLog
import Foundation
import Logging
import Room
import RoomClient
import Settings
import WarRoom

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "The room's daemon in the foreground, for systemd and for sharing a room.")

    @OptionGroup var options: GlobalOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where senders are heard, or off; 127.0.0.1:9911 unless said otherwise.", valueName: "addr:port"))
    var listen: String?

    @Option(name: .long, help: ArgumentHelp("Share the room with this Unix group.", valueName: "group"))
    var group: String?

    @Flag(name: .customLong("for-client"), help: .hidden)
    var isForClient = false

    func run() async throws {
        DescriptorLimit.raise()
        let home = options.room
        try home.create()
        // Where the client stands is no business of a daemon that outlives it.
        if isForClient { chdir("/") }
        let served = isForClient ? DaemonSettings.read(home.daemonSettings).settings : DaemonSettings()
        let loaded = try configuration(served)
        let listener = try listener(served, loaded.configuration)
        try checkForwarding(loaded.configuration, from: listener)
        try checkGroup(group ?? served.group)
        let lock = try await takeLock(home)
        let settings = RoomSettings(
            home: home, listen: listener, group: group ?? served.group, hosts: loaded.configuration.hosts,
            tokens: loaded.configuration.tokens, forward: loaded.configuration.forward,
            policy: loaded.configuration.policy, version: Version.text,
            isServing: !isForClient)
        if !isForClient {
            try DaemonSettings(
                listen: listener.map(ListenSetting.at) ?? .off, group: group, configuration: loaded.file
            ).write(to: home.daemonSettings)
        }
        var logger = Logger(label: "warroom") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let daemon = try RoomDaemon(settings, lock: lock, logger: logger)
        let signals = [SIGTERM, SIGINT, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { daemon.stop(reason: "signal \(number)") }
            source.resume()
            return source
        }
        defer { for source in signals { source.cancel() } }
        logger.notice("the room in \(home.path) is open")
        try await daemon.run()
    }

    private func configuration(_ served: DaemonSettings) throws -> LoadedConfiguration {
        if let file = served.configuration { return try Configuration.load(path: file) }
        return try Configuration.load(environment: ProcessInfo.processInfo.environment)
    }

    private func listener(_ served: DaemonSettings, _ configuration: Configuration) throws(CommandFailure)
        -> ListenAddress?
    {
        var setting = served.listen ?? configuration.listen
        if let listen {
            guard let given = ListenSetting(listen) else {
                throw CommandFailure(.usage, "--listen takes an address as 127.0.0.1:9911, or off, found \(listen)")
            }
            setting = given
        }
        guard case .at(let address) = setting else { return nil }
        try Self.checkSenders(of: address, configuration)
        return address
    }

    /// Refuses an address that strangers reach, where nobody who sends need prove who they are.
    static func checkSenders(of address: ListenAddress, _ configuration: Configuration) throws(CommandFailure) {
        guard !address.isLoopback, configuration.tokens.isEmpty else { return }
        throw CommandFailure(
            .configuration,
            "\(address) can be reached from other machines, and anyone there could send: put tokens under ingest.tokens in the configuration (`warroom token new NAME` makes one), or listen on 127.0.0.1"
        )
    }

    private func checkForwarding(
        _ configuration: Configuration, from address: ListenAddress?
    ) throws(CommandFailure) {
        guard let address, let loop = configuration.forward.first(where: { $0.leads(to: address) }) else { return }
        throw CommandFailure(
            .configuration, "forward: \(loop.authority) is where this room listens itself: it would never end")
    }

    private func checkGroup(_ group: String?) throws(CommandFailure) {
        guard let group, getgrnam(group) == nil else { return }
        throw CommandFailure(.configuration, "there is no group \(group) on this machine: `groupadd \(group)` makes it")
    }

    /// Takes the home's lock: from nobody, or from a daemon that a client started, which is asked to stop.
    private func takeLock(_ home: Home) async throws -> HomeLock {
        if let lock = try HomeLock(home) { return lock }
        if isForClient { throw CommandFailure(.tryAgain, "another daemon has the room in \(home.path) already") }
        let client = options.client
        let deadline = ContinuousClock.now + .seconds(20)
        var hasAsked = false
        while ContinuousClock.now < deadline {
            if !hasAsked, let hello = try? await client.hello() {
                guard !hello.serving else {
                    throw CommandFailure(
                        .cannotCreate,
                        "another `warroom serve` has the room in \(home.path): `warroom stop --home \(home.path)` stops it"
                    )
                }
                try? await client.stop(replacing: true)
                hasAsked = true
            }
            try await Task.sleep(for: .milliseconds(20))
            if let lock = try HomeLock(home) { return lock }
        }
        throw CommandFailure(.cannotCreate, "another process holds \(home.lock) and does not let go of it")
    }
}
