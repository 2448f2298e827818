import Canvas
import Dashboard
import Playbooks
import Terminal
import WarRoom

/// Joins dashboard, terminal and room on one thread: waits, tells the dashboard what came, carries out what it asks, paints.
final class DashboardLoop {
    private let session: TerminalSession
    private let theme: ResolvedTheme
    private let mailbox: Mailbox
    private let link: RoomLink
    private let memory: ScreenMemoryFile
    private let rings: Bool
    private let playbooks: [Playbook]
    private var model: Model
    private var isOver = false

    init(
        session: TerminalSession, theme: ResolvedTheme, mailbox: Mailbox, link: RoomLink, memory: ScreenMemoryFile,
        rings: Bool, playbooks: [Playbook], model: Model
    ) {
        self.session = session
        self.theme = theme
        self.mailbox = mailbox
        self.link = link
        self.memory = memory
        self.rings = rings
        self.playbooks = playbooks
        self.model = model
    }

    /// Runs until the person leaves or the terminal is gone.
    func run() {
        link.start()
        defer { link.end() }
        if let remembered = memory.read() { tell(.restoredScreen(remembered)) }
        tell(.playbooks(playbooks))
        session.paint(view(model), theme: theme)
        while !isOver {
            let reasons = session.waitForInput(wake: mailbox.wake, until: deadline)
            tell(.clock(TimeWords.now()))
            if !reasons.isDisjoint(with: [.hangUp, .terminate]) {
                memory.write(model.memory)
                return
            }
            if reasons.contains(.suspend) { session.suspend() }
            for event in session.nextEvents() { tell(.input(event)) }
            for message in mailbox.take() { tell(message) }
            if !isOver { session.paint(view(model), theme: theme) }
        }
    }

    /// When the screen next changes by time alone.
    private var deadline: ContinuousClock.Instant? {
        model.nextClock.map { .now + .milliseconds(max(0, ($0 - TimeWords.now()).count)) }
    }

    private func tell(_ message: Message) {
        for effect in update(&model, message) { carryOut(effect) }
    }

    private func carryOut(_ effect: Effect) {
        switch effect {
        case .send(let token, let command): link.send(command, token: token)
        case .propose(let token, let selection): link.propose(selection, token: token)
        case .follow(let request): link.follow(request)
        case .page(let filter, let before, let limit): link.page(filter, before: before, limit: limit)
        case .quit: isOver = true
        case .suspend: session.suspend()
        case .redraw: session.redraw()
        case .bell: if rings { session.bell() }
        case .title(let title): session.setTitle(title)
        case .remember(let remembered): memory.write(remembered)
        }
    }
}
