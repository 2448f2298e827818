import ArgumentParser
import Dashboard
import Foundation
import Room
import RoomClient
import Settings
import WarRoom

struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "The dashboard; what `warroom` alone opens.", shouldDisplay: false)

    @OptionGroup var options: GlobalOptions

    @OptionGroup var look: LookOptions

    @Flag(name: .long, help: "Look only: no key changes the room.")
    var readOnly = false

    func run() async throws {
        guard !options.json else {
            throw CommandFailure(
                .usage, "the dashboard prints no JSON: `warroom tail --json -f` follows the log as objects, a line each"
            )
        }
        let choices = try look.choices(ProcessInfo.processInfo.environment)
        let client = try await openRoom()
        let starter = try options.starter(mayStart: !readOnly)
        guard let choices else {
            try await PlainLoop(client: client, starter: starter).run()
            return
        }
        let (home, person) = (options.room, options.speaker ?? NSUserName())
        let screen = Screen(
            person: person,
            room: RoomInfo(
                name: (home.path as NSString).lastPathComponent, listener: choices.settings.listen.description),
            client: client, starter: starter,
            memory: ScreenMemoryFile(directory: try GlobalOptions.stateDirectory(), home: home, person: person),
            choices: choices, isReadOnly: readOnly)
        try await screen.runOnItsThread()
    }

    /// Opens the room's daemon where it may be; a look-only screen starts none.
    private func openRoom() async throws -> RoomClient {
        guard readOnly else { return try await options.openedClient() }
        _ = try await options.client.hello()
        return options.client
    }
}
