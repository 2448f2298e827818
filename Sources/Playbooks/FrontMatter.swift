import Documents
import WarRoom
import Yams

/// The YAML at the head of a playbook.
struct FrontMatter {
    private(set) var title: String?
    private(set) var match: [[Matcher]] = []
    private(set) var severity: IncidentSeverity?
    private(set) var roles: [Role] = []
    private(set) var problems: [DocumentProblem] = []

    private static let keys = ["title", "match", "severity", "roles"]

    /// The lines between two `---`, and the rest with the number of its first line. No head where the text does not begin so.
    ///
    /// The head keeps its first line, so that its lines count as the file's.
    static func split(_ text: String) -> (head: String?, body: String, bodyLine: Int) {
        let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        let lines = unmarked.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard let first = lines.first, isFence(first),
            let end = lines.dropFirst().firstIndex(where: isFence)
        else { return (nil, text, 1) }
        let head = "\n" + lines[1..<end].joined(separator: "\n")
        return (head, lines[(end + 1)...].joined(separator: "\n"), end + 2)
    }

    private static func isFence(_ line: Substring) -> Bool {
        line == "---" || line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
    }

    init(text: String, file: String) {
        var reader = DocumentReader(file: file)
        for entry in reader.entries(ofText: text) {
            switch entry.name {
            case "title": readTitle(entry, &reader)
            case "match": readMatch(entry, &reader)
            case "severity": readSeverity(entry, &reader)
            case "roles": readRoles(entry, &reader)
            default: reader.reportUnknown(entry, as: entry.name, among: Self.keys)
            }
        }
        problems = reader.problems
    }

    private mutating func readTitle(_ entry: DocumentReader.Entry, _ reader: inout DocumentReader) {
        guard let word = entry.value.word, !word.isEmpty, word.utf8.count <= Limits.titleBytesMax else {
            reader.report("title", expected: "a title such as Database failover", found: entry.value)
            return
        }
        title = word
    }

    private mutating func readMatch(_ entry: DocumentReader.Entry, _ reader: inout DocumentReader) {
        let items = entry.value.sequence.map(Array.init) ?? [entry.value]
        let sample = "matchers such as alertname=~\"DB.*\", severity=\"critical\""
        for item in items {
            guard let text = item.word else {
                reader.report("match", expected: sample, found: item)
                continue
            }
            do {
                let matchers = try MatcherSyntax.parse(text)
                guard matchers.contains(where: { !$0.matches(Labels.none) }) else {
                    reader.report("match: this fits every alert there is: ask for a label's value", at: item)
                    continue
                }
                match.append(matchers)
            } catch {
                reader.report("match: \(error)", at: item)
            }
        }
    }

    private mutating func readSeverity(_ entry: DocumentReader.Entry, _ reader: inout DocumentReader) {
        guard let found = entry.value.word.flatMap(IncidentSeverity.init(written:)) else {
            reader.report("severity", expected: "SEV1 to SEV5", found: entry.value)
            return
        }
        severity = found
    }

    private mutating func readRoles(_ entry: DocumentReader.Entry, _ reader: inout DocumentReader) {
        let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
        for item in entry.value.sequence.map(Array.init) ?? [entry.value] {
            guard let role = item.word.flatMap(Role.init(written:)) else {
                reader.report("roles", expected: "some of \(names)", found: item)
                continue
            }
            if !roles.contains(role) { roles.append(role) }
        }
    }
}
