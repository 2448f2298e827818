/// One of Alertmanager's inhibition rules: an alert that matches the target stands under every open one that matches the
/// source, where both have the same values of some labels.
///
/// Semantics as in alertmanager `inhibit/inhibit.go`; a rule that was copied from there means the same here.
public struct InhibitionRule: Sendable, Hashable, Codable {
    /// What the alert above matches; all must hold.
    public let source: [Matcher]
    /// What the alert below matches; all must hold.
    public let target: [Matcher]
    /// The labels of which both have the same value; a missing label counts as one with an empty value.
    public let equal: [String]

    /// A rule of exactly this.
    public init(source: [Matcher], target: [Matcher], equal: [String] = []) {
        self.source = source
        self.target = target
        self.equal = equal
    }

    /// Whether an alert with these labels matches both sides: then no other such alert hides it, nor does it itself.
    func isTwoSided(_ labels: Labels) -> Bool { source.match(labels) && target.match(labels) }

    /// What two alerts must have in common: the values of the rule's labels, by their bytes.
    func key(of labels: Labels) -> [UInt8] {
        var key: [UInt8] = []
        for name in equal {
            key.append(contentsOf: (labels[name] ?? "").utf8)
            // No UTF-8 has this byte, so that values cannot run into each other.
            key.append(0xFF)
        }
        return key
    }
}

extension InhibitionRule: CustomStringConvertible {
    /// The rule in words: `alertname="NodeDown" hides severity="warning" of the same instance`.
    public var description: String {
        let sides = [source, target].map { $0.map(\.description).joined(separator: ", ") }
        return sides.joined(separator: " hides ")
            + (equal.isEmpty ? "" : " of the same " + equal.joined(separator: ", "))
    }
}
