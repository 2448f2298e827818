import Documents
import WarRoom
import Yams

extension Configuration {
    /// All dialects by name.
    public static let dialects = (["alertmanager"] + dialectsWithTTL).sorted()
}

extension ValueForm where Value == [IngestToken] {
    private static let listWords =
        "a list of at most \(IngestToken.countMax) tokens such as [{name: shop, sha256: …}] (\"warroom token new shop\" makes one)"
    private static let fields = ["name", "sha256", "dialects"]

    /// Senders' tokens.
    static let tokens = ValueForm(
        words: listWords, text: { "[" + $0.map(\.written).joined(separator: ", ") + "]" }
    ) { node, name, reader in
        guard let sequence = node.sequence, sequence.count <= IngestToken.countMax else {
            reader.report(name, expected: listWords, found: node)
            return nil
        }
        let tokens = sequence.compactMap { token($0, name, &reader) }
        return tokens.count == sequence.count ? tokens : nil
    }

    private static func token(_ node: Node, _ name: String, _ reader: inout DocumentReader) -> IngestToken? {
        var (title, digest, dialects): (String?, [UInt8]?, [String]?) = (nil, nil, [])
        let before = reader.problems.count
        for entry in reader.entries(of: node, of: name, expected: "a token as {name: shop, sha256: …}") {
            switch entry.name {
            case "name":
                title = entry.value.word.flatMap { IngestToken.isValid(name: $0) ? $0 : nil }
                if title == nil {
                    reader.report("\(name).name", expected: "a name of letters, digits, -, _ and .", found: entry.value)
                }
            case "sha256":
                digest = entry.value.word.flatMap { IngestToken.digest(hex: $0) }
                // What stands here may be the key itself, written in the wrong place: it is not repeated.
                if digest == nil {
                    reader.report(
                        "\(name).sha256: expected the SHA-256 of a token in 64 hex digits, found something else",
                        at: entry.value)
                }
            case "dialects": dialects = self.dialects(entry.value, "\(name).dialects", &reader)
            default: reader.reportUnknown(entry, as: "\(name).\(entry.name)", among: fields.map { "\(name).\($0)" })
            }
        }
        guard reader.problems.count == before else { return nil }
        guard let title, let digest, let dialects else {
            reader.report("\(name): expected both name and sha256 of a token, found only a part", at: node)
            return nil
        }
        return IngestToken(name: title, digest: digest, dialects: dialects)
    }

    private static func dialects(_ node: Node, _ name: String, _ reader: inout DocumentReader) -> [String]? {
        let expected = "a list of dialects such as [plain, grafana]"
        guard let sequence = node.sequence, !sequence.isEmpty else {
            reader.report(name, expected: expected, found: node)
            return nil
        }
        let dialects = sequence.compactMap { item in
            ValueForm.dialect(item, name, &reader)
        }
        return dialects.count == sequence.count ? dialects : nil
    }
}

extension ValueForm {
    /// The name of a dialect, or a report of what is one.
    static func dialect(_ node: Node, _ name: String, _ reader: inout DocumentReader) -> String? {
        if let word = node.word, Configuration.dialects.contains(word) { return word }
        reader.report(name, expected: "one of " + Configuration.dialects.joined(separator: ", "), found: node)
        return nil
    }
}
