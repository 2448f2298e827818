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

    /// Labels by which a silence is best understood, the best first; what is left is taken in the order of its names.
    private static let preferred = ["alertname", "service", "job", "cluster", "namespace", "team", "instance"]
    private static let candidatesMax = 12
    private static let matchersMax = 4
    private static let alternativesMax = 16

    /// What the selected alerts have in common: the shortest set of matchers first, then ever narrower ones, as long as
    /// that leaves more of the others alone. Empty where they have nothing in common.
    public static func all(for selection: AlertSelection, in state: RoomState) throws(Refusal) -> [SilenceProposal] {
        let wanted = try selection.resolve(in: state)
        let ids = Set(wanted.map(\.id))
        let open = wanted.count(where: \.isOpen)
        var others = state.board.compactMap { key in
            ids.contains(key.alert) ? nil : state.alerts[key.alert].flatMap { $0.isOpen ? $0.labels : nil }
        }
        var proposals: [SilenceProposal] = []
        var chosen: [Matcher] = []
        func take(_ matcher: Matcher) {
            chosen.append(matcher)
            others = others.filter { matcher.matches($0) }
            proposals.append(SilenceProposal(matchers: chosen, hides: open + others.count, others: others.count))
        }
        var candidates = common(to: wanted.map(\.labels))
        if !candidates.isEmpty { take(candidates.removeFirst()) }
        while !others.isEmpty, chosen.count < matchersMax, let index = narrowest(candidates, others) {
            take(candidates.remove(at: index))
        }
        let alternations = alternations(of: wanted.map(\.labels)).filter { one in
            !chosen.contains { $0.name == one.name }
        }
        if chosen.isEmpty, let first = alternations.first {
            take(first)
        } else if !others.isEmpty, let index = narrowest(alternations, others) {
            take(alternations[index])
        }
        return proposals
    }

    /// The matcher that leaves most of the others alone; nil where none leaves any alone.
    private static func narrowest(_ candidates: [Matcher], _ others: [Labels]) -> Int? {
        let counts = candidates.map { candidate in others.count { candidate.matches($0) } }
        guard let least = counts.min(), least < others.count else { return nil }
        return counts.firstIndex(of: least)
    }

    /// Labels that all of the alerts have with one value.
    private static func common(to all: [Labels]) -> [Matcher] {
        guard let first = all.first else { return [] }
        let same = first.filter { label in
            !label.value.isEmpty
                && all.allSatisfy { $0[label.name].map { $0.utf8.elementsEqual(label.value.utf8) } ?? false }
        }
        return same.map(\.name).sorted { rank($0) < rank($1) }.prefix(candidatesMax).compactMap { name in
            try? Matcher(name: name, value: first[name] ?? "")
        }
    }

    /// Labels that all of the alerts have with a few values: `instance=~"db-1|db-2"`.
    private static func alternations(of all: [Labels]) -> [Matcher] {
        guard let first = all.first, all.count > 1 else { return [] }
        return first.map(\.name).sorted { rank($0) < rank($1) }.prefix(candidatesMax).compactMap { name in
            var values: Set<String> = []
            for labels in all {
                guard let value = labels[name], !value.isEmpty else { return nil }
                values.insert(value)
                if values.count > alternativesMax { return nil }
            }
            guard values.count > 1 else { return nil }
            let expression = values.sorted().map(quoted).joined(separator: "|")
            guard expression.utf8.count <= Limits.regularExpressionBytesMax else { return nil }
            return try? Matcher(name: name, value: expression, isRegex: true)
        }
    }

    /// Severity comes last: it says nothing of what is wrong.
    private static func rank(_ name: String) -> (Int, String) {
        name == "severity" ? (preferred.count + 1, name) : (preferred.firstIndex(of: name) ?? preferred.count, name)
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
