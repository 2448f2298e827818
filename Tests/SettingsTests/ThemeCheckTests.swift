import Canvas
import Settings
import Testing

struct ThemeCheckTests {
    /// Ratios as the WCAG's own and other calculators give them.
    @Test(arguments: [
        ("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#ff0000", "#ffffff", 3.998), ("#0000ff", "#ffffff", 8.592), ("#00ff00", "#ffffff", 1.372),
        ("#ff0000", "#0000ff", 2.149),
        ("#1e1e2e", "#cdd6f4", 11.34), ("16", "231", 21.0), ("black", "bright-white", 21.0),
    ])
    func contrastIsThatOfTheWCAG(_ one: String, _ other: String, _ ratio: Double) throws {
        let (one, other) = (try #require(TerminalColor(name: one)), try #require(TerminalColor(name: other)))
        let found = try #require(one.contrast(with: other))
        #expect(abs(found - ratio) < 0.005, "\(found)")
        #expect(other.contrast(with: one) == found)
    }

    @Test func theTerminalsOwnColourHasNoContrast() {
        #expect(TerminalColor.default.contrast(with: .ansi(1)) == nil)
        #expect(TerminalColor.ansi(1).contrast(with: .default) == nil)
        #expect(TerminalColor.default.relativeLuminance == nil)
    }

    private func theme(_ text: String) throws -> Theme {
        try ThemeFile.parse(text: "inherits: base\n" + text, file: "t", name: "t").theme(inheriting: [
            ThemeFile.parse(text: everyRole, file: "base", name: "base")
        ])
    }

    private let everyRole = "roles:\n" + StyleRole.allCases.map { "  \($0.rawValue): {}\n" }.joined()

    @Test func aCompleteThemeHasNoProblems() throws {
        #expect(try theme("").check() == [])
    }

    @Test func forgottenRolesAreNamedUnlessOneAboveThemSpeaks() throws {
        let text = "roles: { border: {}, sev.1: {}, live.ok: {} }"
        let missing = try ThemeFile.parse(text: text, file: "t", name: "t").theme().check()
        #expect(!missing.contains(.missing(.text)))
        #expect(!missing.contains(.missing(.textDim)))
        #expect(!missing.contains(.missing(.borderFocused)))
        #expect(!missing.contains(.missing(.sev1)))
        #expect(missing.contains(.missing(.sev2)))
        #expect(missing.contains(.missing(.titleFocused)))
        #expect(missing.contains(.missing(.severityCritical)))
        #expect(
            missing.first { $0 == .missing(.severityCritical) }?.description
                == "severity.critical: has no style of its own or from a role above it, and looks like plain text")
    }

    @Test func textThatIsHardToReadIsNamedOnceAtItsWorstDepth() throws {
        let found = try theme("roles: { key: { fg: \"#888888\", bg: \"#ffffff\", ansi16: { fg: white } } }").check()
        #expect(
            found.map(\.description) == [
                "key: expected a contrast of 4.5 or more, found 1.2 (white on bright-white in 16 colours)"
            ])
    }

    @Test func frameLinesAndOneSidedColoursAreNotJudged() throws {
        #expect(
            try theme(
                "roles: { border: { fg: \"#777\", bg: \"#888\" }, key: { fg: \"#eee\" }, label: { bg: \"#eee\" } }"
            ).check() == [])
    }

    @Test func aLayersOwnPairIsJudgedOnceAndItsBackgroundWithEachRole() throws {
        let pair = try theme(
            """
            roles:
              key: { fg: red }
              selection: { fg: "#444", bg: "#555", indexed256: { fg: 240, bg: 244 }, ansi16: { fg: black, bg: white } }
            """)
        #expect(
            pair.check().map(\.description) == [
                "selection: expected a contrast of 4.5 or more, found 1.3 (#444444 on #555555 in truecolor)"
            ])
        let background = try theme("roles: { key: { fg: red }, selection: { bg: blue } }").check()
        #expect(
            background.map(\.description) == [
                "key under selection: expected a contrast of 4.5 or more, found 1.6 (red on blue in truecolor)"
            ])
        #expect(try theme("roles: { key: { fg: red }, selection: { attrs: [reverse] } }").check() == [])
    }
}
