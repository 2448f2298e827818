import Playbooks
import SeededRandom
import Testing

/// Files that are no playbooks, or made to break a reader.
struct HostilePlaybookTests {
    private static let pieces = [
        "---\n", "title: x\n", "match: [", "## ", "###", "```sh run\n", "```\n", "- [ ] ", "    ", "> ", "* ", "1. ",
        "<div>", "[a](b)", "`", "**", "\u{0}", "\u{202E}", "\u{1B}[2J", "Time box: 5m\n", "\n", "\r\n", "&a *a", "\\",
        "|---|\n", "é", "\u{FEFF}",
    ]

    @Test(arguments: 0..<200)
    func anyTextIsReadWithoutATrap(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var text = Int.random(in: 0..<2, using: &random) == 0 ? "---\ntitle: x\n---\n" : ""
        for _ in 0..<Int.random(in: 0..<120, using: &random) {
            text += Self.pieces.randomElement(using: &random) ?? ""
        }
        let reading = PlaybookReading(text: text, file: "p.md", name: "p")
        #expect(reading.playbook != nil || !reading.problems.isEmpty)
    }

    @Test func deepNestingIsNoTrouble() {
        let text = "---\ntitle: x\n---\n## a\n" + String(repeating: "> ", count: 20_000) + "x\n"
        #expect(PlaybookReading(text: text, file: "p.md", name: "p").playbook != nil)
        let lists =
            "---\ntitle: x\n---\n## a\n" + (0..<200).map { String(repeating: "  ", count: $0) + "- x\n" }.joined()
        #expect(PlaybookReading(text: lists, file: "p.md", name: "p").playbook != nil)
    }
}
