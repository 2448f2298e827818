import Canvas
import Dashboard
import EventLog
import Foundation
import PlainText
import Room
import RoomClient
import Settings
import Terminal
import WarRoom

/// Everything a dashboard needs, put together on the thread that draws.
struct Screen: Sendable {
    let person: String
    let room: RoomInfo
    let client: RoomClient
    let starter: DaemonStarter
    let memory: ScreenMemoryFile
    let choices: LookChoices
    var isReadOnly = false
    /// The clock of the room, which a story's may not be the machine's.
    var clock: any RoomClock = SystemClock()
    /// What else ends it beside the person.
    var ending: Ending?

    /// The screen has a thread of its own: curses belongs to one, and the pool's threads shall not wait for keys.
    func runOnItsThread() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let thread = Thread {
                continuation.resume(with: Result { try run() })
            }
            thread.name = "screen"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Takes the terminal over, runs until the person leaves, and gives it back as it was.
    private func run() throws {
        let state = try GlobalOptions.stateDirectory()
        // Before the terminal is taken, so that it is given back first.
        let (hand, found) = memory.hand()
        hand.watch()
        let session = try TerminalSession(terminalOptions())
        defer { session.close() }
        let mailbox = try Mailbox()
        ending?.whenOver { mailbox.close() }
        let model = Model(
            person: person, size: session.size,
            glyphs: choices.isASCII || !session.isUTF8 ? .ascii : .unicode, room: room,
            isReadOnly: isReadOnly, localOffset: TimeWords.localOffset,
            zoneName: TimeZone.current.abbreviation() ?? "", now: clock.now(), keyMap: choices.keyMap)
        let link = RoomLink(client, starter: starter, request: model.request, mailbox: mailbox, clock: clock)
        let loop = DashboardLoop(
            session: session, theme: ResolvedTheme(choices.theme, depth: session.depth),
            themes: ThemeLibrary(environment: choices.environment),
            editor: TextEditor(environment: choices.environment, stateDirectory: state), mailbox: mailbox, link: link,
            memory: memory, hand: hand, stoppedAt: found.event, rings: choices.settings.bell,
            playbooks: { PlaybookLibrary(environment: choices.environment).all() }, model: model, clock: clock,
            troubles: choices.troubles)
        loop.run()
    }

    private func terminalOptions() -> TerminalOptions {
        var options = TerminalOptions(environment: choices.environment)
        options.color = choices.depth
        options.mouse = choices.takesMouse
        options.synchronizedOutput = choices.settings.synchronizedOutput != .off
        return options
    }
}
