import Playbooks
import WarRoom

/// What narrows the lists over the panes, the responder and the playbook: words that must all be there, `!` before one that must not.
struct ListFilter: Sendable, Equatable {
    private let wanted: [String]
    private let unwanted: [String]

    init(_ text: String) {
        let words = text.lowercased().split(separator: " ")
        wanted = words.filter { !$0.hasPrefix("!") }.map(String.init)
        unwanted = words.compactMap { $0.hasPrefix("!") && $0.count > 1 ? String($0.dropFirst()) : nil }
    }

    /// Whether a text has all the words that it must have and none that it must not.
    func matches(_ text: String) -> Bool {
        if wanted.isEmpty && unwanted.isEmpty { return true }
        let text = text.lowercased()
        return wanted.allSatisfy { text.contains($0) } && !unwanted.contains { text.contains($0) }
    }
}

extension Model {
    /// The incidents that the list of them shows.
    var listedIncidents: [IncidentSummary] {
        let all = overview?.incidents ?? []
        guard let text = overlay?.filter, !text.isEmpty else { return all }
        let filter = ListFilter(text)
        return all.filter { incident in
            let words = [
                incident.id.description, incident.severity.rawValue, incident.title, incident.status.rawValue,
                incident.commander ?? "",
            ]
            return filter.matches(words.joined(separator: " "))
        }
    }

    /// The silences that the list of them shows.
    var listedSilences: [SilenceSummary] {
        guard let text = overlay?.filter, !text.isEmpty else { return silences }
        let filter = ListFilter(text)
        return silences.filter { silence in
            let matchers = silence.matchers.map(\.description).joined(separator: " ")
            return filter.matches([matchers, silence.comment, silence.createdBy].joined(separator: " "))
        }
    }

    /// The steps that have the words in their number, title or text.
    func steps(of progress: PlaybookProgress, matching text: String) -> [RunStep] {
        guard !text.isEmpty else { return progress.steps }
        let filter = ListFilter(text)
        return progress.steps.filter { filter.matches($0.step.searchText) }
    }

    /// The suggested playbooks that have the words that narrow the pane in their name or title.
    var listedSuggestions: [PlaybookSuggestion] {
        let filter = ListFilter(playbook.filter)
        return playbook.suggestions.filter { filter.matches($0.playbook.name + " " + $0.playbook.title) }
    }

    /// What narrows a pane; empty where nothing does.
    func filter(of pane: Pane) -> String {
        switch pane {
        case .alerts: board.filter
        case .responder: responderFilter
        case .playbook: playbook.filter
        case .timeline: timeline.filter
        }
    }

    mutating func narrow(_ pane: Pane, to text: String) {
        switch pane {
        case .alerts: board.narrow(to: text)
        case .responder:
            responderFilter = text
            responderTop = 0
        case .playbook:
            playbook.filter = text
            playbook.top = nil
        case .timeline:
            timeline.filter = text
            timeline.returning = nil
        }
    }
}

extension PlaybookStep {
    /// What words are looked for in.
    fileprivate var searchText: String { ([number, title] + blocks.map(\.text)).joined(separator: " ") }
}
