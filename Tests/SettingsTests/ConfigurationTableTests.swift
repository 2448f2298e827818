import Documents
import Testing

@testable import Settings

struct ConfigurationTableTests {
    /// For each key a value that is not its default.
    private static let others: [String: String] = [
        "listen": "0.0.0.0:80", "hosts": "[pager.example.org]", "ack.length": "2h", "ingest.resolve_timeout": "10m",
        "ingest.ttl": "{grafana: 1d, plain: 30m}", "ingest.acts": "false", "retention.alertText": "90d",
        "ingest.tokens": "[{name: shop, sha256: \(IngestTokenTests.abc), dialects: [plain]}]",
        "forward": #"[{url: "http://10.0.0.7:9093/api/v2/alerts", dialect: alertmanager}]"#,
        "senders": "[{name: Prometheus, silence: 10m}]", "theme": "mono",
        "inhibit": #"[{source: ['alertname="NodeDown"'], target: ['severity=~"warning|error"'], equal: [instance]}]"#,
        "color": "mono",
        "mouse": "true", "ascii": "true", "bell": "false",
        "synchronized_output": "on",
    ]

    private func file(_ name: String, _ value: String) -> String {
        let parts = name.split(separator: ".")
        return parts.count == 2 ? "\(parts[0]):\n  \(parts[1]): \(value)\n" : "\(name): \(value)\n"
    }

    @Test func theDefaultFileIsTheDefaultsAndSaysEveryKey() throws {
        let loaded = try Configuration.parse(text: ConfigurationTable.yaml, file: "default")
        #expect(loaded.configuration == Configuration())
        #expect(Set(loaded.origins.keys) == Set(ConfigurationTable.keys.map(\.name)))
    }

    @Test(arguments: ConfigurationTable.keys.map(\.name))
    func everyKeyIsReadAndWrittenBack(_ name: String) throws {
        let other = try #require(ConfigurationTableTests.others[name], "add another value for \(name) to this test")
        let key = try #require(ConfigurationTable.key(name))
        #expect(other != key.defaultText)
        let loaded = try Configuration.parse(text: file(name, other), file: "c")
        #expect(loaded.configuration != Configuration())
        #expect(key.text(loaded.configuration) == other)
        #expect(loaded.origins == [name: .file("c", line: name.contains(".") ? 2 : 1)])
        for unchanged in ConfigurationTable.keys where unchanged.name != name {
            #expect(unchanged.text(loaded.configuration) == unchanged.defaultText, "\(name) changed \(unchanged.name)")
        }
        #expect(try Configuration.parse(text: file(name, key.defaultText), file: "c").configuration == Configuration())
    }

    @Test func everyFieldHasAKey() {
        #expect(Mirror(reflecting: Configuration()).children.count == ConfigurationTable.keys.count)
    }

    @Test func namesAreUniqueGroupsStandTogetherAndEverythingIsDocumented() {
        let names = ConfigurationTable.keys.map(\.name)
        #expect(Set(names).count == names.count)
        let groups = names.compactMap { $0.contains(".") ? $0.split(separator: ".").first : nil }
        #expect(groups == ["ack", "ingest", "ingest", "ingest", "ingest", "retention"])
        for key in ConfigurationTable.keys {
            #expect(key.help.hasSuffix("."), "\(key.name)")
            #expect(!key.form.isEmpty && !key.defaultText.isEmpty, "\(key.name)")
            #expect(ConfigurationTable.markdown.contains("| `\(key.name)` | `\(key.defaultText)` |"))
            #expect(key.path.count <= 2, "\(key.name) is deeper than files are read")
        }
    }

    @Test func theDefaultFileLooksLikeThis() {
        let lines = ConfigurationTable.yaml.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.contains("listen: 127.0.0.1:9911"))
        #expect(lines.contains("hosts: []"))
        #expect(lines.contains("ingest:"))
        #expect(
            lines.contains(
                "  # Expected: a length of time from 10s to 7d, such as 90s or 1h30m (units: s, m, h, d, w)."))
        #expect(lines.contains("  resolve_timeout: 5m"))
        #expect(lines.allSatisfy { $0.count <= 120 && $0.last != " " })
    }

    @Test func showSaysWhereEachValueCameFrom() throws {
        let loaded = try Configuration.parse(text: "theme: mono\nack:\n\n  length: 1d2h3m4s\n", file: "/etc/c.yaml")
        let rows = loaded.configuration.rows(loaded.origins)
        #expect(rows.map(\.key) == ConfigurationTable.keys.map(\.name))
        #expect(
            rows.first { $0.key == "theme" }
                == ConfigurationRow(key: "theme", value: "mono", origin: .file("/etc/c.yaml", line: 1)))
        #expect(rows.first { $0.key == "ack.length" }?.value == "1d2h3m4s")
        let text = loaded.configuration.show(loaded.origins).split(separator: "\n")
        #expect(text.contains("ack.length              1d2h3m4s        /etc/c.yaml:4"))
        #expect(text.contains("listen                  127.0.0.1:9911  default"))
    }

    @Test(arguments: [
        ("teme", "theme"), ("theem", "theme"), ("THEME", "theme"), ("asci", "ascii"), ("bel", "bell"),
        ("mouse_", "mouse"),
        ("synchronised_output", "synchronized_output"), ("color-depth", nil), ("x", nil), ("", nil), ("listening", nil),
        (String(repeating: "theme", count: 100_000), nil),
    ])
    func theNearestWordIsFoundAndFarOnesAreNot(_ word: String, _ nearest: String?) {
        #expect(NearestWord.of(word, among: ConfigurationTable.keys.map(\.name)) == nearest)
    }

    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("ab", "ba", 1), ("kitten", "sitting", 3), ("abc", "abc", 0),
    ])
    func distancesCountEdits(_ left: String, _ right: String, _ edits: Int) {
        #expect(NearestWord.distance(Array(left.unicodeScalars), Array(right.unicodeScalars)) == edits)
    }
}
