import ArgumentParser
import Dashboard
import Demo
import EventLog
import Foundation
import Logging
import Playbooks
import Room
import RoomClient
import Settings
import WarRoom

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "A rehearsed incident in a throw-away room, on the dashboard.",
        discussion: """
            A night on call, told in three minutes by programs and four people, through a real daemon and a real log. You may \
            act along. It listens on no port, touches no other room, and leaves nothing behind.
            """)

    @Option(name: .long, help: ArgumentHelp("Another number tells it with other details.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(name: .long, help: ArgumentHelp("How many times as fast as life, 0.1 to 200.", valueName: "x"))
    var speed: Double = 18

    @Option(name: .long, help: ArgumentHelp("Ends by itself after this time, as 20s or 2m.", valueName: "time"))
    var duration: String?

    @OptionGroup var options: GlobalOptions

    @OptionGroup var look: LookOptions

    func run() async throws {
        guard !options.json else {
            throw CommandFailure(
                .usage, "the demo prints no JSON: --plain tells it in lines, and no other room has a part in it")
        }
        guard options.home == nil else {
            throw CommandFailure(.usage, "the demo has a room of its own, which it throws away: leave --home out")
        }
        let length = try duration.map { text throws(CommandFailure) in try TimeWords.length(text) }
        guard (0.1...200).contains(speed) else {
            throw CommandFailure(.usage, "--speed takes a number from 0.1 to 200, found \(speed)")
        }
        let environment = ProcessInfo.processInfo.environment
        let choices = try look.choices(environment)
        let beginning = try Self.beginning()
        DescriptorLimit.raise()
        let ending = Ending()
        let signals = ending.comeBySignal()
        defer { for source in signals { source.cancel() } }
        Output.end(by: ending)
        let folder = try ThrowAwayHome()
        defer { folder.remove() }
        try await run(in: folder, beginning, choices, ending, for: length)
        if let failure = Output.failure, failure != .done { throw ExitCode(failure.rawValue) }
    }

    /// The last time that the local clock showed the story's beginning.
    private static func beginning() throws(CommandFailure) -> Instant {
        let (hour, minute) = DemoScript.beginsAt
        return try TimeWords.past("\(hour):\(minute)", now: TimeWords.now())
    }

    /// Opens the room, has the story told, and closes the room in good order, whatever comes.
    private func run(
        in folder: ThrowAwayHome, _ beginning: Instant, _ choices: LookChoices?, _ ending: Ending,
        for length: Milliseconds?
    ) async throws {
        try folder.home.create()
        guard let lock = try HomeLock(folder.home) else {
            throw CommandFailure(.tryAgain, "another process holds \(folder.home.lock)")
        }
        let clock = StoryClock(beginning: beginning, speed: speed)
        var logger = Logger(label: "warroom") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let daemon = try RoomDaemon(
            RoomSettings(home: folder.home, listen: nil, version: Version.text, isServing: true), lock: lock,
            clock: clock, logger: logger)
        let serving = Task { try await daemon.run() }
        var failure: (any Error)?
        do {
            try await show(folder, clock, daemon, beginning, choices, ending, for: length)
        } catch {
            failure = error
        }
        daemon.stop(reason: "the demo is over")
        _ = try? await serving.value
        if let failure { throw failure }
    }

    private func show(
        _ folder: ThrowAwayHome, _ clock: StoryClock, _ daemon: RoomDaemon, _ beginning: Instant,
        _ choices: LookChoices?, _ ending: Ending, for length: Milliseconds?
    ) async throws {
        let client = RoomClient(home: folder.home, person: speaker)
        try await Self.untilOpen(client)
        let playbook = try? PlaybookLibrary(directories: []).read(DemoScript.playbookName).playbook
        let player = DemoPlayer(
            seed: seed, beginning: beginning, playbook: playbook, clock: clock, daemon: daemon, home: folder.home)
        let isPlain = choices == nil
        let playing = Task {
            await player.play { if isPlain { ending.end() } }
        }
        let timing = Task {
            guard let length, (try? await Task.sleep(for: .milliseconds(length.count))) != nil else { return }
            ending.end()
        }
        defer {
            playing.cancel()
            timing.cancel()
        }
        let starter = DaemonStarter(home: folder.home, executable: "", arguments: [], logFile: "", mayStart: false)
        guard let choices else {
            Output.line(raw: "DEMO: a rehearsed incident in a throw-away room, told \(pace) times as fast as life")
            try await PlainLoop(client: client, starter: starter, clock: clock, ending: ending).run()
            return
        }
        let room = RoomInfo(
            name: "demo", listener: ListenSetting.off.description, isDemo: true, pace: Int64(speed.rounded(.up)))
        let person = speaker ?? NSUserName()
        try await Screen(
            person: person, room: room, client: client, starter: starter,
            memory: ScreenMemoryFile(directory: folder.state, home: folder.home, person: person), choices: choices,
            clock: clock, ending: ending
        ).runOnItsThread()
    }

    /// The speed without a fraction that says nothing.
    private var pace: String { speed.rounded() == speed ? "\(Int(speed))" : "\(speed)" }

    private var speaker: String? { options.speaker }

    private static let openingTime = Duration.seconds(20)

    /// Waits until the room answers on its socket.
    private static func untilOpen(_ client: RoomClient) async throws {
        let deadline = ContinuousClock.now + openingTime
        while true {
            do {
                _ = try await client.hello()
                return
            } catch let error as ClientError where error.isWorthAnotherTry && ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }
}
