import ArgumentParser
import Canvas
import Dashboard
import Documents
import Foundation
import RoomClient
import Settings
import Terminal
import WarRoom

struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "The dashboard; what `warroom` alone opens.", shouldDisplay: false)

    @OptionGroup var options: GlobalOptions

    @Flag(name: .long, help: "Lines instead of a screen: for screen readers, pipes and dumb terminals.")
    var plain = false

    @Option(name: .long, help: ArgumentHelp("The theme.", valueName: "name"))
    var theme: String?

    @Option(name: .long, help: ArgumentHelp("auto, truecolor, 256, 16 or mono.", valueName: "depth"))
    var color: ColorChoice?

    @Flag(name: .long, help: "Draw with ASCII alone.")
    var ascii = false

    @Flag(name: .long, help: "Take the mouse: wheel scrolls, click selects; Shift selects text as before.")
    var mouse = false

    @Flag(name: .long, help: "Look only: no key changes the room.")
    var readOnly = false

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let settings = try configuration(environment)
        // Lines have no keys, and must not fail for their sake.
        let keyMap = plain ? .standard : try KeyMap.load(environment: environment)
        if !plain { try TerminalSession.check(TerminalOptions(environment: environment)) }
        let client = try await openRoom()
        if plain {
            try await PlainLoop(client: client, starter: try options.starter(mayStart: !readOnly)).run()
            return
        }
        let screen = Screen(
            options: options, settings: settings, theme: try chosenTheme(settings, environment), keyMap: keyMap,
            depth: depth(settings),
            isASCII: ascii || settings.ascii, takesMouse: mouse || settings.mouse, isReadOnly: readOnly,
            environment: environment, client: client)
        // The screen has a thread of its own: curses belongs to one, and the pool's threads shall not wait for keys.
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let thread = Thread {
                continuation.resume(with: Result { try screen.run() })
            }
            thread.name = "screen"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Opens the room's daemon where it may be; a look-only screen starts none.
    private func openRoom() async throws -> RoomClient {
        guard readOnly else { return try await options.openedClient() }
        _ = try await options.client.hello()
        return options.client
    }

    private func configuration(_ environment: [String: String]) throws -> Configuration {
        do {
            return try Configuration.load(environment: environment).configuration
        } catch {
            throw CommandFailure(.configuration, error.description)
        }
    }

    private func chosenTheme(_ settings: Configuration, _ environment: [String: String]) throws -> Theme {
        do {
            return try ThemeLibrary(environment: environment).theme(theme ?? settings.theme)
        } catch {
            throw CommandFailure(theme == nil ? .configuration : .usage, error.description)
        }
    }

    private func depth(_ settings: Configuration) -> ColorDepth? {
        switch color {
        case .auto: nil
        case .depth(let depth): depth
        case nil: settings.color
        }
    }
}

/// `--color`.
enum ColorChoice: ExpressibleByArgument {
    case auto
    case depth(ColorDepth)

    init?(argument: String) {
        if argument == "auto" {
            self = .auto
        } else if let depth = ColorDepth(rawValue: argument) {
            self = .depth(depth)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] { ["auto"] + ColorDepth.allCases.map(\.rawValue) }
}
