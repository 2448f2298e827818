/// Which alerts stand under others: the rules, and for each the open alerts that match its source.
///
/// Which alerts are hidden is not kept: one source may hide thousands. It is asked for where an alert is shown.
public struct Inhibition: Sendable, Equatable {
    /// The rules in their order; the first that holds is the one that is named.
    public let rules: [InhibitionRule]
    /// For each rule its open sources, by what a target must have in common with them.
    private var sources: [[[UInt8]: Sources]]

    /// The open alerts of one rule that have the same values of its labels, in the order of their ids.
    private struct Sources: Sendable, Equatable {
        /// Those that match the rule's source alone.
        var plain = SortedSet<AlertID>()
        /// Those that match its target too: they do not hide each other.
        var twoSided = SortedSet<AlertID>()

        var isEmpty: Bool { plain.isEmpty && twoSided.isEmpty }
    }

    /// Rules over a room without alerts.
    init(_ rules: [InhibitionRule] = []) {
        self.rules = rules
        sources = Array(repeating: [:], count: rules.count)
    }

    /// An alert has changed; its labels are the same throughout an episode.
    mutating func note(_ new: AlertPlace, before old: AlertPlace?) {
        guard !rules.isEmpty else { return }
        let wasOpen = old?.isOpen ?? false
        guard wasOpen != new.isOpen || wasOpen && old?.episode != new.episode else { return }
        if wasOpen, let old { remove(old) }
        if new.isOpen { insert(new) }
    }

    private mutating func insert(_ place: AlertPlace) {
        for (index, rule) in rules.enumerated() where rule.source.match(place.labels) {
            let side: WritableKeyPath<Sources, SortedSet<AlertID>> =
                rule.target.match(place.labels) ? \.twoSided : \.plain
            sources[index][rule.key(of: place.labels), default: Sources()][keyPath: side].insert(place.alert)
        }
    }

    private mutating func remove(_ place: AlertPlace) {
        for (index, rule) in rules.enumerated() where !sources[index].isEmpty {
            let key = rule.key(of: place.labels)
            sources[index][key]?.plain.remove(place.alert)
            sources[index][key]?.twoSided.remove(place.alert)
            if sources[index][key]?.isEmpty ?? false { sources[index][key] = nil }
        }
    }

    /// What an alert stands under by the first rule that hides it; nil where none does, and for alerts that are over.
    func inhibitors(of alert: Alert) -> Inhibitors? {
        guard !rules.isEmpty, alert.isOpen else { return nil }
        for (rule, sources) in zip(rules, sources) where !sources.isEmpty && rule.target.match(alert.labels) {
            guard let found = sources[rule.key(of: alert.labels)] else { continue }
            let others = rule.source.match(alert.labels) ? nil : found.twoSided
            let count = found.plain.count + (others?.count ?? 0)
            guard count > 0 else { continue }
            let limit = Limits.inhibitorsShownMax
            let first =
                found.plain.page(offset: 0, length: limit) + (others?.page(offset: 0, length: limit) ?? [])
            return Inhibitors(rule: rule, alerts: Array(first.sorted().prefix(limit)), count: count)
        }
        return nil
    }
}

/// What an alert stands under.
public struct Inhibitors: Sendable, Equatable {
    /// The first rule that hides it.
    public let rule: InhibitionRule
    /// The alerts that hide it by this rule, in the order of their ids, at most ``Limits/inhibitorsShownMax``.
    public let alerts: [AlertID]
    /// How many there are.
    public let count: Int
}

/// Asking who stands under whom.
extension RoomState {
    /// Puts other rules in force.
    mutating func inhibit(by rules: [InhibitionRule]) {
        inhibition = Inhibition(rules)
        guard !rules.isEmpty else { return }
        for id in board.map(\.alert) {
            if let place = alerts.place(of: id) { inhibition.note(place, before: nil) }
        }
    }

    /// What hides an open alert now by an inhibition rule; nil where nothing does. Acks and silences of the alert above
    /// change nothing, as with Alertmanager.
    public func inhibitors(of alert: Alert) -> Inhibitors? {
        inhibition.inhibitors(of: alert)
    }

    /// Whether an alert is such that it hides others that agree with it.
    public func canInhibit(_ alert: Alert) -> Bool {
        alert.isOpen && inhibition.rules.contains { $0.source.match(alert.labels) }
    }

    /// How many open alerts an alert hides by any rule, and the first of them in the board's order, at most
    /// ``Limits/inhibitorsShownMax``. Walks over the whole board: not for the writer.
    public func inhibited(by alert: Alert) -> (count: Int, first: [AlertID]) {
        guard canInhibit(alert) else { return (0, []) }
        var first: [AlertID] = []
        let above = inhibition.rules.filter { $0.source.match(alert.labels) }.map { rule in
            (rule: rule, key: rule.key(of: alert.labels), isTwoSided: rule.target.match(alert.labels))
        }
        let count = board.count { place in
            guard place.alert != alert.id, let other = alerts[place.alert], other.isOpen else { return false }
            let isHidden = above.contains { rule, key, isTwoSided in
                rule.target.match(other.labels) && rule.key(of: other.labels) == key
                    && !(isTwoSided && rule.source.match(other.labels))
            }
            if isHidden, first.count < Limits.inhibitorsShownMax { first.append(other.id) }
            return isHidden
        }
        return (count, first)
    }
}
