import WarRoom

/// What narrows the lists over the panes: words that must all be there, `!` before one that must not.
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
}
