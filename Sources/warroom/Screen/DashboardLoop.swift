import Canvas
import Dashboard
import Documents
import EventLog
import Playbooks
import Room
import Settings
import Terminal
import WarRoom

/// Joins dashboard, terminal and room on one thread: waits, tells the dashboard what came, carries out what it asks, paints.
final class DashboardLoop {
    private let session: TerminalSession
    private var theme: ResolvedTheme
    /// What is drawn with while a theme is chosen.
    private var preview: ResolvedTheme?
    private let themes: ThemeLibrary
    private let editor: TextEditor
    private let mailbox: Mailbox
    private let link: RoomLink
    private let memory: ScreenMemoryFile
    private let hand: HandMark
    /// Where the screen before this one trapped; nil where it did not.
    private let stoppedAt: Int64?
    private let rings: Bool
    private let playbooks: () -> [Playbook]
    private let clock: any RoomClock
    private let troubles: [String]
    private var model: Model
    private var isOver = false

    init(
        session: TerminalSession, theme: ResolvedTheme, themes: ThemeLibrary, editor: TextEditor, mailbox: Mailbox,
        link: RoomLink, memory: ScreenMemoryFile, hand: HandMark, stoppedAt: Int64?, rings: Bool,
        playbooks: @escaping () -> [Playbook], model: Model, clock: any RoomClock, troubles: [String]
    ) {
        self.session = session
        self.theme = theme
        self.themes = themes
        self.editor = editor
        self.mailbox = mailbox
        self.link = link
        self.memory = memory
        self.hand = hand
        self.stoppedAt = stoppedAt
        self.rings = rings
        self.playbooks = playbooks
        self.model = model
        self.clock = clock
        self.troubles = troubles
    }

    /// Runs until the person leaves or the terminal is gone.
    func run() {
        link.start()
        defer { link.end() }
        takeInHand()
        if let stoppedAt {
            memory.forget()
            tell(.forgottenScreen(sequence: stoppedAt))
        } else if let remembered = memory.read() {
            tell(.restoredScreen(remembered))
        }
        tell(.playbooks(playbooks()))
        tell(.themes(themes.names))
        if !troubles.isEmpty { tell(.shellFailed(reason: troubles.joined(separator: "; "))) }
        session.paint(view(model), theme: preview ?? theme)
        hand.clear()
        while !isOver {
            let reasons = session.waitForInput(wake: mailbox.wake, until: deadline)
            takeInHand()
            tell(.clock(clock.now()))
            if !reasons.isDisjoint(with: [.hangUp, .terminate]) || mailbox.hasClosed {
                memory.write(model.memory)
                hand.clear()
                return
            }
            if reasons.contains(.suspend) { session.suspend() }
            for event in session.nextEvents() { tell(.input(event)) }
            for message in mailbox.take() { tell(message) }
            if !isOver { session.paint(view(model), theme: preview ?? theme) }
            hand.clear()
        }
    }

    /// What is told and painted from here on is found by the next screen, should this one trap over it.
    private func takeInHand() {
        hand.set(event: max(1, model.sequence))
    }

    /// When the screen next changes by time alone.
    private var deadline: ContinuousClock.Instant? {
        model.nextClock.map { .now + .milliseconds(max(0, clock.wallTime(of: $0 - clock.now()).count)) }
    }

    private func tell(_ message: Message) {
        for effect in update(&model, message) { carryOut(effect) }
    }

    private func carryOut(_ effect: Effect) {
        switch effect {
        case .send(let token, let command): link.send(command, token: token)
        case .propose(let token, let selection): link.propose(selection, token: token)
        case .story(let token, let subject): link.tell(of: subject, token: token)
        case .follow(let request): link.follow(request)
        case .page(let filter, let before, let limit): link.page(filter, before: before, limit: limit)
        case .quit: isOver = true
        case .suspend: session.suspend()
        case .redraw:
            link.reopen()
            session.redraw()
        case .bell: if rings { session.bell() }
        case .title(let title): session.setTitle(title)
        case .edit(let text): edit(text)
        case .copy(let text):
            if !session.copyToClipboard(text) {
                tell(.shellFailed(reason: "this terminal has no clipboard that it could be put on, or it is too long"))
            }
        case .theme(let name): if let chosen = resolved(name) { theme = chosen }
        case .themePreview(let name): preview = name.flatMap { resolved($0) }
        case .readPlaybooks: tell(.playbooks(playbooks()))
        case .remember(let remembered): memory.write(remembered)
        }
    }

    private func edit(_ text: String) {
        do {
            let edited = try editor.edit(text) { try session.runInForeground($0) }
            tell(.clock(TimeWords.now()))
            tell(.edited(edited))
        } catch {
            tell(.clock(TimeWords.now()))
            tell(.shellFailed(reason: error.description))
        }
    }

    /// The theme of this name for this terminal; nil, and said so, where it cannot be read.
    private func resolved(_ name: String) -> ResolvedTheme? {
        do {
            return ResolvedTheme(try themes.theme(name), depth: session.depth)
        } catch {
            tell(.shellFailed(reason: error.description))
            return nil
        }
    }
}
