import Canvas
import Testing

@testable import Terminal

@Suite struct TerminalEntryTests {
    private static let installed: [String: TerminalEntry.Description] = [
        "xterm-256color": .init(colors: 256, hasXtermExtensions: true, switchesWrapping: true),
        "xterm": .init(colors: 8, hasXtermExtensions: true, switchesWrapping: true),
        "tmux-256color": .init(colors: 256, hasXtermExtensions: false, switchesWrapping: false),
        "linux": .init(colors: 8, hasXtermExtensions: false, switchesWrapping: true),
        "vt100": .init(colors: -1, hasXtermExtensions: false, switchesWrapping: true),
    ]

    private static func find(_ term: String, colorTerm: String? = nil) -> TerminalEntry? {
        TerminalEntry.find(term: term, colorTerm: colorTerm) { installed[$0] }
    }

    @Test func aKnownTerminalIsItself() {
        #expect(
            TerminalEntryTests.find("tmux-256color")
                == TerminalEntry(
                    name: "tmux-256color", colors: 256, isXtermLike: true, switchesWrapping: false, isSubstitute: false)
        )
        #expect(TerminalEntryTests.find("vt100")?.colors == 0)
        #expect(TerminalEntryTests.find("linux")?.isXtermLike == false)
    }

    @Test(
        arguments: [
            ("xterm-kitty", nil, "xterm-256color", true), ("xterm-ghostty", nil, "xterm-256color", true),
            ("foot", nil, "xterm-256color", true),
            ("novel-256color", nil, "xterm-256color", true), ("novel", "truecolor", "xterm-256color", true),
            ("novel", nil, "xterm", false),
        ] as [(String, String?, String, Bool)])
    func anUnknownOneIsDrawnAsACommonOne(term: String, colorTerm: String?, name: String, isXtermLike: Bool) throws {
        let entry = try #require(TerminalEntryTests.find(term, colorTerm: colorTerm))
        #expect(entry.name == name)
        #expect(entry.isXtermLike == isXtermLike)
        #expect(entry.isSubstitute)
    }

    @Test func withoutAnyEntryThereIsNone() {
        #expect(TerminalEntry.find(term: "xterm", colorTerm: nil) { _ in nil } == nil)
    }

    @Test(arguments: [
        ("xterm-256color", ColorDepth.truecolor, true), ("xterm-256color", .indexed256, false),
        ("xterm", .indexed256, true),
        ("xterm", .mono, false), ("linux", .truecolor, false), ("tmux-256color", .truecolor, true),
    ])
    func ourOwnEntryIsForXtermsThatLackTheDepth(term: String, wanted: ColorDepth, gains: Bool) throws {
        #expect(try #require(TerminalEntryTests.find(term)).gains(from: wanted) == gains)
    }

    @Test func modesAreSwitchedOffInReverse() throws {
        let modes = try #require(TerminalEntryTests.find("xterm-256color")).modes(mouse: true, focus: true)
        #expect(modes.on == "\u{1B}[?2004h\u{1B}[?1004h\u{1B}[?1006h\u{1B}[?1002h")
        #expect(modes.off == "\u{1B}[?1002l\u{1B}[?1006l\u{1B}[?1004l\u{1B}[?2004l")
        #expect(try #require(TerminalEntryTests.find("vt100")).modes(mouse: true, focus: true) == ("", ""))
    }
}
