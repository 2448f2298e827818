import Canvas
import PlainText
import Playbooks
import WarRoom

/// What this screen knows of playbooks: those there are, which walked one it shows, how far it is scrolled.
struct PlaybookSight: Sendable {
    /// In the order of their names.
    var library: [Playbook] = []
    /// Those that the room is asked about; nil where none of them says what it fits.
    var interests: PlaybookInterests?
    /// What fits the alerts that fire; found when what is known of them changes, and not with every frame.
    var suggestions: [PlaybookSuggestion] = []
    /// The run chosen by hand; nil for the newest that fits the incident looked at.
    var chosen: EventID?
    /// Whether it was walked when it was chosen: once it has ended, another that is walked takes its place.
    var isChosenWalked = false
    /// Lines scrolled off the top; nil follows the active step.
    var top: Int?
    /// What narrows its steps.
    var filter = ""
}

/// A playbook that fits alerts on the board.
struct PlaybookSuggestion: Sendable, Equatable {
    var playbook: Playbook
    /// How many alerts it fits: at least so many.
    var alerts: Int

    /// Those that fit what fires, the one that fits most alerts first.
    ///
    /// - Parameters:
    ///   - asked: what the room was asked about.
    ///   - told: what it answered; nil where it did not, and then the rows that are here are matched.
    static func of(
        _ library: [Playbook], _ rows: [AlertRow], asked: PlaybookInterests?, told: [FittingPlaybook]?
    ) -> [PlaybookSuggestion] {
        let answered = told == nil ? [] : Set(asked?.list.map(\.name) ?? [])
        let known = Dictionary((told ?? []).map { ($0.name, $0.alerts) }, uniquingKeysWith: { first, _ in first })
        let firing = rows.filter { $0.state == .firing || $0.state == .acknowledged }
        return library.map { playbook in
            let alerts =
                answered.contains(playbook.name)
                ? known[playbook.name] ?? 0 : firing.count { playbook.fits($0.labels) }
            return PlaybookSuggestion(playbook: playbook, alerts: alerts)
        }.filter { $0.alerts > 0 }.sorted {
            $0.alerts == $1.alerts ? $0.playbook.name < $1.playbook.name : $0.alerts > $1.alerts
        }
    }
}

extension PlaybookInterests {
    /// What the playbooks say they fit; nil where none says so.
    init?(_ library: [Playbook]) {
        self.init(
            library.map { playbook in
                Interest(
                    name: playbook.name,
                    matchers: playbook.match.filter { !$0.isEmpty }.map { matchers in
                        matchers.map(\.description).joined(separator: ", ")
                    })
            })
        if list.isEmpty { return nil }
    }
}

extension Model {
    /// The walked playbooks of the incident looked at and those of none: those still walked first, then what ended last.
    var progresses: [PlaybookProgress] {
        (overview?.playbooks ?? []).filter { $0.incident == nil || $0.incident == sight.incident }
            .filter { $0.endedAt == nil || $0.incident == sight.incident && openIncident != nil }
    }

    /// The walked playbook before the person: the one whose detail is open, else the one that the pane shows.
    var progress: PlaybookProgress? {
        if case .detail(let detail) = overlay, case .playbook(let opened) = detail.subject {
            return overview?.playbooks?.first { $0.run == opened.run } ?? opened
        }
        let all = progresses
        if let chosen = all.first(where: { $0.run == playbook.chosen }),
            chosen.endedAt == nil || !playbook.isChosenWalked || all.allSatisfy({ $0.endedAt != nil })
        {
            return chosen
        }
        return all.last { $0.endedAt == nil && $0.incident != nil } ?? all.last { $0.endedAt == nil } ?? all.last
    }

    /// Looks anew for what fits the alerts that fire.
    mutating func refreshSuggestions() {
        playbook.suggestions = PlaybookSuggestion.of(
            playbook.library, rows, asked: playbook.interests, told: view?.fitting)
    }

    mutating func showNextPlaybook() {
        let all = progresses
        guard let shown = progress, let first = all.first else { return }
        let index = all.firstIndex { $0.run == shown.run }
        let next = index.map { all[($0 + 1) % all.count] } ?? first
        playbook.chosen = next.run
        playbook.isChosenWalked = next.endedAt == nil
        playbook.top = nil
        if case .detail(let detail) = overlay, detail.hasSteps { overlay = .detail(Detail(.playbook(next))) }
    }

    mutating func runOnPlaybook(_ id: ActionID) {
        switch id {
        case .startPlaybook:
            // Files may have been written since.
            emit(.readPlaybooks)
            prompt = Prompt(.startPlaybook(openIncident?.id), highlighted: playbook.suggestions.isEmpty ? nil : 0)
        case .nextPlaybook: showNextPlaybook()
        case .completeStep, .skipStep, .stopPlaybook:
            guard let progress, let current = progress.current else { return }
            let run = progress.run.description
            let number = progress.steps[current].step.number
            playbook.top = nil
            switch id {
            case .completeStep: send(CompleteStep(run: run, step: number))
            case .skipStep: prompt = Prompt(.skipStep(run: run, step: number))
            default: prompt = Prompt(.stopPlaybook(run: run, title: progress.title))
            }
        default: break
        }
    }

    /// Scrolls the pane; it follows the active step again with the next one.
    mutating func scrollPlaybook(by step: Int) {
        let inside = layout.inside(.playbook)
        let lines = PlaybookPane.lines(self, columns: max(1, inside.columns - 2), filter: playbook.filter)
        let top = playbook.top ?? firstPlaybookLine(lines, rows: inside.rows)
        let sum = max(0, top).addingReportingOverflow(step)
        let wanted = sum.overflow ? (step > 0 ? Int.max : 0) : sum.partialValue
        playbook.top = max(0, min(wanted, lines.count - max(1, inside.rows)))
    }

    /// Those that fit come first, then all the others.
    var playbookChoices: [PromptChoice] {
        let suggested = playbook.suggestions
        let rest = playbook.library.filter { book in !suggested.contains { $0.playbook.name == book.name } }
        return suggested.map { choice($0.playbook, fits: $0.alerts) } + rest.map { choice($0, fits: 0) }
    }

    private func choice(_ book: Playbook, fits: Int) -> PromptChoice {
        let fit: SafeText = fits == 0 ? "" : "  fits \(fits) of the alerts"
        return PromptChoice(
            value: book.name, title: SafeText.cell(book.name, isName: true), meaning: SafeText.cell(book.title) + fit,
            words: [book.name.lowercased()] + book.title.lowercased().split(separator: " ").map(String.init))
    }
}
