import ArgumentParser
import Foundation
import RoomClient
import Settings
import WarRoom

/// Options that every command takes, before or after its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The room: a directory.", discussion: "Else $WARROOM_HOME, else ~/.local/share/warroom.", valueName: "dir"))
    var home: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "The person who speaks, where several share an account; else $WARROOM_AS.", valueName: "name"))
    var person: String?

    @Flag(name: .long, help: "Print JSON: one document, or one object a line for streams.")
    var json = false

    func validate() throws {
        guard home?.isEmpty != true else {
            throw ValidationError("--home takes a directory, found nothing: leave it out for the usual room")
        }
    }

    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    var room: Home {
        let path = home ?? XDG.room(Self.environment) ?? ".warroom"
        return Home(path: URL(fileURLWithPath: path).standardizedFileURL.path)
    }

    var speaker: String? {
        person ?? Self.environment["WARROOM_AS"].flatMap { $0.isEmpty ? nil : $0 }
    }

    var client: RoomClient { RoomClient(home: room, person: speaker) }

    /// Where the screen's memory, heads seen and the daemon's log file are; whatever is kept there can be done without.
    static func stateDirectory() throws -> String {
        guard let path = XDG.state(environment) else {
            throw CommandFailure(.configuration, "neither XDG_STATE_HOME nor HOME is set: set one")
        }
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return path
    }

    func starter(mayStart: Bool = true) throws -> DaemonStarter {
        let executable =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return DaemonStarter(
            home: room, executable: executable, arguments: ["serve", "--home", room.path, "--for-client"],
            logFile: try Self.stateDirectory() + "/daemon.log", mayStart: mayStart)
    }

    /// A client of a room that is open: its daemon is started where none runs and the home is ours.
    func openedClient() async throws -> RoomClient {
        let hello = try await starter().hello(of: client)
        HeadMemory(directory: try Self.stateDirectory()).check(hello)
        return client
    }

    /// Sends a command until it is answered: a daemon that is being replaced comes back, and the id makes sending again safe.
    private func send(_ command: any PersonCommand, id: EventID) async throws -> Outcome {
        for attempt in 1... {
            do {
                return try await openedClient().send(command, id: id)
            } catch let error as ClientError where error.isWorthAnotherTry && attempt < Self.attemptsMax {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        throw CommandFailure(.tryAgain, "the room did not answer")
    }

    private static let attemptsMax = 30

    /// Sends a command to the room and prints what was done.
    @discardableResult
    func carryOut(_ command: any PersonCommand, printing: Bool = true) async throws -> Outcome {
        var ids = EventIDSource()
        let outcome = try await send(command, id: ids.next(at: TimeWords.now()))
        guard printing else { return outcome }
        if json {
            try Output.json(OutcomeLine(outcome))
        } else {
            Output.line(raw: outcome.sentence)
        }
        return outcome
    }
}

/// An outcome as `--json` prints it.
struct OutcomeLine: Encodable {
    let done: String
    let incident: IncidentID?
    let sequence: Int64?
    let events: [EventID]

    init(_ outcome: Outcome) {
        done = outcome.sentence
        incident = outcome.incident
        sequence = outcome.sequence
        events = outcome.events
    }
}
