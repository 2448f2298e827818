import Dashboard
import Dialects
import Foundation
import PlainText
import Testing
import WarRoom

/// The README's tables are the program's own: each stands after a marker and is compared with what the program says.
///
/// `WARROOM_RECORD=1 swift test --filter DocumentationTests` writes them anew.
@Suite(.serialized)
struct DocumentationTests {
    @Test func theReadmeListsEveryEndpoint() throws {
        var rows = ["| endpoint | dialect | for |", "|---|---|---|"]
        for dialect in DialectTable.dialects {
            for route in dialect.routes {
                rows.append("| `\(route.method) \(route.path)` | \(dialect.name) | \(route.purpose) |")
            }
        }
        rows.append("| `GET /metrics` | | Prometheus text |")
        try Self.check("endpoints", rows)
    }

    @Test func theReadmeListsEveryKey() throws {
        var rows = ["| keys | does | where |", "|---|---|---|"]
        for scope in Action.Scope.allCases {
            for action in ActionTable.all where action.scope == scope {
                let keys = action.keyNames.string.split(separator: " ").map { $0 == "`" ? "`` ` ``" : "`\($0)`" }
                rows.append("| \(keys.joined(separator: " ")) | \(action.help) | \(scope.title.string.lowercased()) |")
            }
        }
        try Self.check("keys", rows)
    }

    @Test func theReadmeShowsTheLifeCycle() throws {
        var rows = ["| rule | from | on | when | to | event |", "|---|---|---|---|---|---|"]
        for row in AlertLifeCycle.table {
            rows.append(
                "| \(row.rule) | \(row.from?.rawValue ?? "unknown") | \(row.on.rawValue) | \(row.condition.rawValue) | \(row.to?.rawValue ?? "unknown") | \(row.records.map { "`\($0)`" }.joined(separator: ", ")) |"
            )
        }
        try Self.check("life cycle", rows)
    }

    /// The picture is a frame that the dashboard's own tests compare with what it draws.
    @Test func theReadmeBeginsWithTheScreen() throws {
        let snapshot = SourceTree.read("Tests/DashboardTests/Snapshots/sev2-120x32.txt")
        let glyphs = snapshot.components(separatedBy: "\n").dropFirst().prefix { !$0.hasPrefix("== ") }
        try #require(!glyphs.isEmpty)
        try Self.check("screen", ["```"] + glyphs.map { $0.replacing(/\s+$/, with: "") } + ["```"])
    }

    @Test func everyNameInTheImportTableIsInTheReadme() {
        let readme = SourceTree.read("README.md")
        for module in ImportTableTests.table.keys {
            #expect(readme.contains("`\(module)`"), "the README's architecture does not name \(module)")
        }
    }

    /// Compares the lines after a marker with the expected ones, or writes them.
    private static func check(_ marker: String, _ expected: [String]) throws {
        let path = SourceTree.root.appendingPathComponent("README.md")
        var lines = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n")
        let start = try #require(lines.firstIndex(of: "<!-- \(marker) -->"), "the README has no marker \(marker)")
        let isBlock = expected.first == "```"
        let rest = lines[(start + 1)...]
        let end: Int
        if isBlock, rest.first == "```" {
            end = rest.dropFirst().firstIndex(of: "```").map { $0 + 1 } ?? start + 1
        } else {
            end = rest.firstIndex { !$0.hasPrefix("|") } ?? lines.count
        }
        if ProcessInfo.processInfo.environment["WARROOM_RECORD"] == "1" {
            lines.replaceSubrange((start + 1)..<end, with: expected)
            try lines.joined(separator: "\n").write(to: path, atomically: true, encoding: .utf8)
            return
        }
        #expect(Array(lines[(start + 1)..<end]) == expected, "the README's \(marker) differ: record them anew")
    }
}
