/// A table as Markdown has it.
enum MarkdownTable {
    static func lines(_ heads: [String], _ rows: [[String]]) -> [String] {
        [row(heads), row(heads.map { _ in "---" })] + rows.map(row)
    }

    private static func row(_ cells: [String]) -> String {
        "|" + cells.map { $0.isEmpty ? " |" : " \($0.replacing("|", with: "\\|")) |" }.joined()
    }

    /// A word as code.
    static func code(_ word: String) -> String { word == "`" ? "`` ` ``" : "`\(word)`" }

    /// A number of bytes for people.
    static func bytes(_ count: Int) -> String {
        count % 1024 == 0 ? "\(count / 1024) KiB" : "\(count) bytes"
    }
}
