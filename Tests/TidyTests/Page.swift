import Foundation
import Testing

/// A page of Markdown in the checkout; the program's own tables in it stand after a marker each.
struct Page {
    /// Below the checkout.
    let path: String

    static let readme = Page(path: "README.md")
    /// Where the guide's pages and pictures lie, beside each other: GitHub looks for a picture by its path, DocC by its name.
    static let guideFolder = "Sources/warroom/Documentation.docc"
    static func guide(_ name: String) -> Page { Page(path: "\(guideFolder)/\(name).md") }

    /// The names of the guide's pages in order.
    static var guideNames: [String] {
        SourceTree.names(in: guideFolder).filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
    }

    var text: String { SourceTree.read(path) }

    private static let isRecording = ProcessInfo.processInfo.environment["WARROOM_RECORD"] == "1"

    /// Compares the table after a marker with the expected lines, or writes them.
    func check(_ marker: String, _ expected: [String]) throws {
        var lines = text.components(separatedBy: "\n")
        let start = try #require(lines.firstIndex(of: "<!-- \(marker) -->"), "\(path) has no marker \(marker)") + 1
        let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
        if Page.isRecording {
            lines.replaceSubrange(start..<end, with: expected)
            try lines.joined(separator: "\n").write(
                to: SourceTree.root.appendingPathComponent(path), atomically: true, encoding: .utf8)
            return
        }
        #expect(Array(lines[start..<end]) == expected, "the \(marker) in \(path) differ: record them anew")
    }

    /// The lines of the block of code after a marker.
    func example(_ marker: String) throws -> String {
        let lines = text.components(separatedBy: "\n")
        let start = try #require(lines.firstIndex(of: "<!-- \(marker) -->"), "\(path) has no marker \(marker)") + 1
        let fence = lines[start].prefix { $0 == "`" }
        try #require(fence.count >= 3, "\(path): no block of code follows the marker \(marker)")
        return lines[(start + 1)...].prefix { $0 != fence }.map { $0 + "\n" }.joined()
    }

    /// Where links and pictures lead to, without those to other hosts and to places of the same page.
    var references: [String] {
        text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
            .filter { !$0.contains("://") && !$0.hasPrefix("#") }
    }
}
