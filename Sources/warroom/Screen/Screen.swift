import Canvas
import Dashboard
import Foundation
import PlainText
import RoomClient
import Settings
import Terminal
import WarRoom

/// Everything a dashboard needs, put together on the thread that draws.
struct Screen: Sendable {
    let options: GlobalOptions
    let settings: Configuration
    let theme: Theme
    let keyMap: KeyMap
    let depth: ColorDepth?
    let isASCII: Bool
    let takesMouse: Bool
    let isReadOnly: Bool
    let environment: [String: String]
    let client: RoomClient

    /// Takes the terminal over, runs until the person leaves, and gives it back as it was.
    func run() throws {
        let state = try GlobalOptions.stateDirectory()
        let session = try TerminalSession(terminalOptions())
        defer { session.close() }
        let mailbox = try Mailbox()
        let model = Model(
            person: options.speaker ?? NSUserName(), size: session.size,
            glyphs: isASCII || !session.isUTF8 ? .ascii : .unicode,
            room: RoomInfo(
                name: (options.room.path as NSString).lastPathComponent, listener: settings.listen.description),
            isReadOnly: isReadOnly, localOffset: TimeWords.localOffset,
            zoneName: TimeZone.current.abbreviation() ?? "", now: TimeWords.now(), keyMap: keyMap)
        let link = RoomLink(
            client, starter: try options.starter(mayStart: !isReadOnly), request: model.request, mailbox: mailbox)
        let loop = DashboardLoop(
            session: session, theme: ResolvedTheme(theme, depth: session.depth), mailbox: mailbox, link: link,
            memory: ScreenMemoryFile(directory: state, home: options.room), rings: settings.bell,
            playbooks: PlaybookLibrary(environment: environment).all(), model: model)
        loop.run()
    }

    private func terminalOptions() -> TerminalOptions {
        var options = TerminalOptions(environment: environment)
        options.color = depth
        options.mouse = takesMouse
        options.synchronizedOutput = settings.synchronizedOutput != .off
        return options
    }
}
