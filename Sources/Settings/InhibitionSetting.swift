import Documents
import WarRoom
import Yams

extension ValueForm where Value == [InhibitionRule] {
    private static let listWords =
        "at most \(Limits.inhibitionRulesMax) rules such as [{source: alertname=NodeDown, target: severity=warning, equal: [instance]}]"
    private static let ruleWords = "a rule as {source: alertname=NodeDown, target: severity=warning, equal: [instance]}"
    /// The keys of a rule; those of Alertmanager's `inhibit_rules` (docs/configuration.md) are taken as well.
    private static let fields = ["source", "target", "equal", "source_matchers", "target_matchers"]

    /// Which alerts stand under others.
    static let inhibit = ValueForm(
        words: listWords,
        text: { rules in "[" + rules.map(text).joined(separator: ", ") + "]" }
    ) { node, name, reader in
        guard let sequence = node.sequence, sequence.count <= Limits.inhibitionRulesMax else {
            reader.report(name, expected: listWords, found: node)
            return nil
        }
        let rules = sequence.compactMap { rule($0, name, &reader) }
        return rules.count == sequence.count ? rules : nil
    }

    private static func rule(_ node: Node, _ name: String, _ reader: inout DocumentReader) -> InhibitionRule? {
        var (source, target, equal): ([Matcher], [Matcher], [String]) = ([], [], [])
        let before = reader.problems.count
        for entry in reader.entries(of: node, of: name, expected: ruleWords) {
            let field = "\(name).\(entry.name)"
            switch entry.name {
            case "source", "source_matchers": source += matchers(entry.value, field, &reader)
            case "target", "target_matchers": target += matchers(entry.value, field, &reader)
            case "equal": equal = labelNames(entry.value, field, &reader)
            case "source_match", "target_match", "source_match_re", "target_match_re":
                reader.report(cure(for: entry, field), at: entry.key)
            default: reader.reportUnknown(entry, as: field, among: fields.map { "\(name).\($0)" })
            }
        }
        guard reader.problems.count == before else { return nil }
        guard !source.isEmpty, !target.isEmpty else {
            reader.report("\(name): expected both source and target of a rule, found only a part", at: node)
            return nil
        }
        return InhibitionRule(source: source, target: target, equal: equal)
    }

    /// How to write what Alertmanager took before it had matchers, by the example of the first of them.
    private static func cure(for entry: DocumentReader.Entry, _ field: String) -> String {
        let side = entry.name.hasPrefix("source") ? "source_matchers" : "target_matchers"
        let first = entry.value.mapping?.first
        let (name, value) = (first?.key.word ?? "severity", first?.value.word ?? "critical")
        let matcher = try? Matcher(name: name, value: value, isRegex: entry.name.hasSuffix("_re"))
        let written = matcher?.description ?? "severity=\"critical\""
        return "\(field) is Alertmanager's old form: write \(side): ['\(written)']"
    }

    /// One text of matchers, or a list of such texts.
    private static func matchers(_ node: Node, _ name: String, _ reader: inout DocumentReader) -> [Matcher] {
        var matchers: [Matcher] = []
        for item in node.sequence.map(Array.init) ?? [node] {
            guard let text = item.word else {
                reader.report(name, expected: "a matcher such as 'severity=~\"warning|error\"'", found: item)
                continue
            }
            do {
                matchers += try MatcherSyntax.parse(text)
            } catch {
                reader.report("\(name): \(error.description)", at: item)
            }
        }
        if matchers.count > Limits.matchersPerSilenceMax {
            let most = Limits.matchersPerSilenceMax
            reader.report("\(name): expected at most \(most) matchers, found \(matchers.count)", at: node)
        }
        return matchers
    }

    private static func labelNames(_ node: Node, _ name: String, _ reader: inout DocumentReader) -> [String] {
        let items = node.sequence.map(Array.init) ?? [node]
        guard items.count <= Limits.equalLabelsPerRuleMax else {
            let most = Limits.equalLabelsPerRuleMax
            reader.report("\(name): expected at most \(most) labels, found \(items.count)", at: node)
            return []
        }
        var names: [String] = []
        for item in items {
            guard let label = item.word, !label.isEmpty, label.utf8.count <= Limits.labelNameBytesMax else {
                reader.report(name, expected: "the name of a label such as instance", found: item)
                continue
            }
            if !names.contains(label) { names.append(label) }
        }
        return names
    }

    private static func text(_ rule: InhibitionRule) -> String {
        let (source, target) = (written(rule.source), written(rule.target))
        let labels = rule.equal.map(YAMLText.scalar).joined(separator: ", ")
        return "{source: \(source), target: \(target)" + (labels.isEmpty ? "" : ", equal: [\(labels)]") + "}"
    }

    private static func written(_ matchers: [Matcher]) -> String {
        "[" + matchers.map { quoted($0.description) }.joined(separator: ", ") + "]"
    }

    /// Matchers have double quotes in them, so single ones around them are easier to read.
    private static func quoted(_ text: String) -> String {
        let isSimple = text.unicodeScalars.allSatisfy { (" "..."~").contains($0) && $0 != "'" }
        return isSimple ? "'\(text)'" : YAMLText.quoted(text)
    }
}
