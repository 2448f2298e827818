/// Matchers that would hide certain alerts, and what else they would hide.
public struct SilenceProposal: Sendable, Equatable, Codable {
    public var matchers: [Matcher]
    /// How many alerts it would hide now.
    public var hides: Int
    /// How many of those are not among the alerts that it is proposed for.
    public var others: Int

    public init(matchers: [Matcher], hides: Int, others: Int) {
        self.matchers = matchers
        self.hides = hides
        self.others = others
    }

    private static let severity = "severity"
    /// Labels by which a silence is best understood, the best first; what is left is taken in the order of its names.
    private static let preferred = ["alertname", "service", "job", "cluster", "namespace", "team", "instance"]
    private static let candidatesMax = 12
    private static let alternativesMax = 32

    /// What would hide the selected alerts: first what hides them and nothing else for as long as it lasts, then what
    /// hides more, the narrower first. Empty where the alerts have nothing in common.
    ///
    /// A whole group is known by what it is a group of; a severity alone is never proposed.
    public static func all(for selection: AlertSelection, in state: RoomState) throws(Refusal) -> [SilenceProposal] {
        let wanted = try selection.resolve(in: state)
        let ids = Set(wanted.map(\.id))
        let open = wanted.count(where: \.isOpen)
        let others = state.board.compactMap { key in
            ids.contains(key.alert) ? nil : state.alerts[key.alert].flatMap { $0.isOpen ? $0.labels : nil }
        }
        let labels = wanted.map(\.labels)
        var first = selection.wholeGroup.map { group(of: labels, $0, named: $1) } ?? []
        if first.isEmpty { first = narrowed(identity(of: labels), labels, against: others) }
        func proposal(_ matchers: [Matcher]) -> SilenceProposal {
            let also = others.count { matchers.match($0) }
            return SilenceProposal(matchers: matchers, hides: open + also, others: also)
        }
        let wider = ["alertname", "service"].compactMap { matcher($0, for: labels) }.map { [$0] }
            .filter { $0 != first }
        // A sort is not stable here: what hides as many stays in its order by its place.
        let sorted = wider.map(proposal).enumerated()
            .sorted { ($0.element.hides, $0.offset) < ($1.element.hides, $1.offset) }.map(\.element)
        return (first.isEmpty ? [] : [proposal(first)]) + sorted
    }

    /// By what a silence knows one alert: its name, what it is about and its service; all of its labels where it has no
    /// name, or is about nothing. Empty where only its severity is left.
    public static func identity(of labels: Labels) -> [Matcher] {
        identity(of: [labels])
    }

    private static func identity(of all: [Labels]) -> [Matcher] {
        let target = Alert.targetLabels.first { name in all.allSatisfy { !($0[name] ?? "").isEmpty } }
        var names = ["alertname"] + [target].compactMap { $0 }
        if target != "service" { names.append("service") }
        var matchers = names.compactMap { matcher($0, for: all) }
        let isKnown = matchers.first?.name == "alertname" && matchers.contains { $0.name == target }
        if !isKnown {
            let taken = Set(matchers.map(\.name))
            matchers += common(to: all).filter { !taken.contains($0.name) }
        }
        guard matchers.contains(where: { $0.name != severity }) else { return [] }
        return Array(matchers.prefix(Limits.matchersPerSilenceMax))
    }

    /// The same with whatever more they have in common, as long as that leaves more of the others alone.
    private static func narrowed(_ matchers: [Matcher], _ all: [Labels], against others: [Labels]) -> [Matcher] {
        guard !matchers.isEmpty else { return [] }
        var chosen = matchers
        var left = others.filter { matchers.match($0) }
        var candidates = common(to: all).filter { one in !matchers.contains { $0.name == one.name } }
            .prefix(candidatesMax)
        while !left.isEmpty, chosen.count < Limits.matchersPerSilenceMax {
            let counts = candidates.map { candidate in left.count { candidate.matches($0) } }
            guard let least = counts.min(), least < left.count, let index = counts.firstIndex(of: least) else { break }
            let taken = candidates.remove(at: candidates.startIndex + index)
            chosen.append(taken)
            left = left.filter { taken.matches($0) }
        }
        return chosen
    }

    /// What a whole group has in common by its name; empty where no label says it.
    private static func group(of all: [Labels], _ grouping: AlertGrouping, named group: String) -> [Matcher] {
        let label: String
        switch grouping {
        case .name: label = "alertname"
        case .service: label = "service"
        case .severity, .source: return []
        }
        guard all.allSatisfy({ ($0[label] ?? "").utf8.elementsEqual(group.utf8) }),
            let matcher = try? Matcher(name: label, value: group)
        else { return [] }
        guard group.isEmpty else { return [matcher] }
        // A silence has to ask for some label's value, too (Alertmanager's rule): for one that all of them have.
        let present = all.first?.filter { label in
            label.name != severity && all.allSatisfy { !($0[label.name] ?? "").isEmpty }
        }
        guard let name = present?.map(\.name).min(by: { rank($0) < rank($1) }),
            let any = try? Matcher(name: name, value: ".+", isRegex: true)
        else { return [] }
        return [matcher, any]
    }

    /// Labels that all of the alerts have with one value.
    private static func common(to all: [Labels]) -> [Matcher] {
        guard let first = all.first else { return [] }
        let same = first.filter { label in
            !label.value.isEmpty
                && all.allSatisfy { $0[label.name].map { $0.utf8.elementsEqual(label.value.utf8) } ?? false }
        }
        return same.map(\.name).sorted { rank($0) < rank($1) }.compactMap { name in
            try? Matcher(name: name, value: first[name] ?? "")
        }
    }

    /// What a label says in all of the alerts: one value, or a few as in `instance=~"db-1|db-2"`. Nil where one of them
    /// has no such label, or where there are too many values.
    private static func matcher(_ name: String, for all: [Labels]) -> Matcher? {
        var values: Set<String> = []
        for labels in all {
            guard let value = labels[name], !value.isEmpty else { return nil }
            values.insert(value)
            if values.count > alternativesMax { return nil }
        }
        guard let first = values.first else { return nil }
        if values.count == 1 { return try? Matcher(name: name, value: first) }
        let expression = values.sorted().map(quoted).joined(separator: "|")
        guard expression.utf8.count <= Limits.regularExpressionBytesMax else { return nil }
        return try? Matcher(name: name, value: expression, isRegex: true)
    }

    /// Severity comes last: it says nothing of what is wrong.
    private static func rank(_ name: String) -> (Int, String) {
        name == severity ? (preferred.count + 1, name) : (preferred.firstIndex(of: name) ?? preferred.count, name)
    }

    /// A value as a regular expression that matches it and nothing else (RE2's `QuoteMeta`).
    private static func quoted(_ value: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar), scalar != "_" {
                result.append("\\")
            }
            result.append(scalar)
        }
        return String(result)
    }
}
