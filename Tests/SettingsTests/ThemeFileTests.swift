import Canvas
import SeededRandom
import Settings
import Testing

struct ThemeFileTests {
    private func read(_ text: String, inheriting ancestors: [ThemeFile] = []) throws -> Theme {
        try ThemeFile.parse(text: text, file: "t.yaml", name: "t").theme(inheriting: ancestors)
    }

    @Test func anEntryHasTheColumnsThatItGives() throws {
        let theme = try read(
            """
            name: t
            appearance: dark
            palette: { red: "#f38ba8", mauve: "#cba6f7", paper: default, grey: 244 }
            roles:
              severity.critical: { fg: red, attrs: [bold], ansi16: bright-red, mono: [reverse, bold] }
              severity.error:
                fg: red
                bg: grey
                attrs: [bold, underline]
                indexed256: { fg: 9, attrs: [] }
                ansi16: { bg: blue }
              border.focused: { fg: mauve, attrs: dim }
              text: { fg: cyan, bg: paper }
              selection: { bg: "#444", mono: [reverse] }
              selection.unfocused: { attrs: [underline] }
              changed: { attrs: [bold] }
            """)
        #expect(theme.name == "t")
        #expect(theme.appearance == .dark)
        let red = TerminalColor.rgb(0xF3, 0x8B, 0xA8)
        #expect(
            theme.styles[.severityCritical]
                == ThemeEntry(
                    Style(foreground: red, attributes: .bold), ansi16: Style(foreground: .ansi(9), attributes: .bold),
                    mono: [.reverse, .bold]))
        let indexed = Style(foreground: .indexed(9), background: .indexed(244))
        #expect(
            theme.styles[.severityError]
                == ThemeEntry(
                    Style(foreground: red, background: .indexed(244), attributes: [.bold, .underline]),
                    indexed256: indexed,
                    ansi16: Style(foreground: .indexed(9), background: .ansi(4))))
        #expect(
            theme.styles[.borderFocused] == ThemeEntry(Style(foreground: .rgb(0xCB, 0xA6, 0xF7), attributes: .dim)))
        #expect(theme.styles[.text] == ThemeEntry(Style(foreground: .ansi(6))))
        #expect(theme.layers[.selected] == ThemeEntry(Style(background: .rgb(0x44, 0x44, 0x44)), mono: .reverse))
        #expect(theme.layers[.selectedUnfocused] == ThemeEntry(Style(attributes: .underline)))
        #expect(theme.layers[.changed] == ThemeEntry(Style(attributes: .bold)))
        #expect(theme.style(.severityError, depth: .ansi16) == Style(foreground: .ansi(9), background: .ansi(4)))
    }

    @Test func aRoleThatIsLeftOutLooksLikeTheOneAboveIt() throws {
        let theme = try read("roles: { text: { fg: cyan }, border: { attrs: [dim] } }")
        #expect(theme.style(.borderFocused, depth: .ansi16) == Style(foreground: .ansi(6), attributes: .dim))
        #expect(theme.style(.textDim, depth: .ansi16) == Style(foreground: .ansi(6)))
        #expect(theme.style(.severityCritical, depth: .ansi16) == Style(foreground: .ansi(6)))
    }

    @Test func aThemeTakesTheRestFromItsAncestors() throws {
        let root = ThemeFile.parse(
            text: """
                appearance: light
                palette: { accent: blue, alarm: red }
                roles:
                  key: { fg: accent, mono: [bold] }
                  link: { fg: accent, attrs: [underline] }
                  mark: { fg: accent, attrs: [underline] }
                  prompt: { fg: alarm, mono: [reverse] }
                """, file: "root.yaml", name: "root")
        let middle = ThemeFile.parse(text: "palette: { accent: magenta }", file: "middle.yaml", name: "middle")
        let theme = try read(
            "roles: { link: { fg: green }, prompt: { fg: green, mono: [] }, mark: { fg: green, attrs: [bold] } }",
            inheriting: [middle, root])
        #expect(theme.appearance == .light)
        // A palette lower down recolours what was inherited.
        #expect(theme.styles[.key] == ThemeEntry(Style(foreground: .ansi(5)), mono: .bold))
        // Colours alone leave the look without colours as it was; attributes or `mono` replace it.
        #expect(theme.styles[.link] == ThemeEntry(Style(foreground: .ansi(2)), mono: .underline))
        #expect(theme.styles[.prompt] == ThemeEntry(Style(foreground: .ansi(2)), mono: []))
        #expect(theme.styles[.mark]?.style(.mono) == Style(attributes: .bold))
    }

    @Test(arguments: [
        ("nam: t", "t.yaml:1:1: unknown key \"nam\" (did you mean \"name\"?)"),
        (
            "layers: {}",
            "t.yaml:1:1: unknown key \"layers\", expected one of: name, appearance, inherits, palette, roles"
        ),
        ("name: other", "t.yaml:1:7: name: expected \"t\", as the file is called, found \"other\""),
        ("appearance: night", "t.yaml:1:13: appearance: expected dark, light or any, found \"night\""),
        ("inherits: ../base", "t.yaml:1:11: inherits: expected a theme's name such as base, found \"../base\""),
        (
            "roles: [a]",
            "t.yaml:1:8: roles: expected roles with styles, such as \"border.focused: { fg: cyan }\", found a list"
        ),
        (
            "palette: red",
            "t.yaml:1:10: palette: expected names with colours, such as { red: \"#f38ba8\" }, found \"red\""
        ),
        (
            "palette:\n  Red: red",
            "t.yaml:2:3: palette: expected a name that is no number and made of 1 to 64 of a-z, 0-9, dot, dash and underscore, "
                + "of which a letter or digit is first, found \"Red\""
        ),
        (
            "palette: { a: rot }",
            "t.yaml:1:15: palette.a: expected default, an ANSI colour such as bright-red, a number 0 to 255 or \"#rrggbb\", "
                + "found \"rot\""
        ),
        (
            "palette:\n  a: #f00\n",
            "t.yaml:2:5: palette.a: expected default, an ANSI colour such as bright-red, a number 0 to 255 or \"#rrggbb\", "
                + "found nothing (a colour such as \"#f38ba8\" stands in quotes)"
        ),
        (
            "roles:\n  text: red",
            "t.yaml:2:9: text: expected a style such as { fg: cyan, attrs: [bold] }, found \"red\""
        ),
        ("roles:\n  text: { fgg: red }", "t.yaml:2:11: unknown key \"fgg\" (did you mean \"fg\"?)"),
        (
            "roles:\n  text: { blink: red }",
            "t.yaml:2:11: unknown key \"blink\", expected one of: fg, bg, attrs, ansi16, indexed256, mono"
        ),
        (
            "roles:\n  sevrity.critical: {}",
            "t.yaml:2:3: unknown role \"sevrity.critical\" (did you mean \"severity.critical\"?)"
        ),
        (
            "roles:\n  severity.catastrophic: {}",
            "t.yaml:2:3: unknown role \"severity.catastrophic\" (did you mean \"severity.critical\"?)"
        ),
        ("roles:\n  selecton: {}", "t.yaml:2:3: unknown role \"selecton\" (did you mean \"selection\"?)"),
        ("roles:\n  zebra: {}", "t.yaml:2:3: unknown role \"zebra\", expected one such as \"severity.critical\""),
        (
            "palette: { mauve: red }\nroles:\n  text: { fg: mauv }",
            "t.yaml:3:15: text.fg: expected a palette's name, default, an ANSI colour, a number 0 to 255 or \"#rrggbb\", "
                + "found \"mauv\" (did you mean \"mauve\"?)"
        ),
        (
            "roles:\n  text: { bg: 256 }",
            "t.yaml:2:15: text.bg: expected a palette's name, default, an ANSI colour, a number 0 to 255 or \"#rrggbb\", "
                + "found \"256\""
        ),
        (
            "roles:\n  text:\n    fg: #f00",
            "t.yaml:3:8: text.fg: expected a colour, found nothing (a colour such as \"#f38ba8\" stands in quotes)"
        ),
        (
            "roles:\n  text: { attrs: [bold, blink] }",
            "t.yaml:2:25: text.attrs: expected a list of bold, dim, italic, underline, reverse, or [], found \"blink\""
        ),
        (
            "roles:\n  text: { mono: none }",
            "t.yaml:2:17: text.mono: expected a list of bold, dim, italic, underline, reverse, or [], found \"none\""
        ),
        (
            "palette: { a: red }\nroles:\n  text: { ansi16: a }",
            "t.yaml:3:19: text.ansi16: expected default, an ANSI colour such as bright-red or a number 0 to 15, found \"a\""
        ),
        (
            "roles:\n  text: { ansi16: { fg: 16 } }",
            "t.yaml:2:25: text.ansi16.fg: expected default, an ANSI colour such as bright-red or a number 0 to 15, found \"16\""
        ),
        (
            "roles:\n  text: { indexed256: \"#fff\" }",
            "t.yaml:2:23: text.indexed256: expected default, an ANSI colour such as bright-red or a number 0 to 255, found \"#fff\""
        ),
        (
            "roles:\n  text: { ansi16: { mono: [] } }",
            "t.yaml:2:21: unknown key \"mono\", expected one of: fg, bg, attrs"
        ),
        (
            "roles: {",
            "t.yaml:2:1: this is not YAML: did not find expected node content (while parsing a flow node that begins on line 2)"
        ),
    ])
    func aBadThemeSaysWhereAndWhat(_ text: String, _ sentence: String) {
        #expect(problems { _ = try read(text) } == [sentence])
    }

    @Test func theProblemsOfAllFilesAreNamed() {
        let root = ThemeFile.parse(text: "roles: { text: { fg: nosuch } }\nfoo: 1", file: "root.yaml", name: "root")
        let found = problems { _ = try read("bar: 1\nroles: { text: { fg: neither } }", inheriting: [root]) }
        #expect(
            found.map { $0.split(separator: ":").prefix(2).joined(separator: ":") } == [
                "root.yaml:1", "root.yaml:2", "t.yaml:1", "t.yaml:2",
            ])
    }

    @Test(arguments: [
        ("base", true), ("catppuccin-mocha", true), ("0", true), ("a.b_c-d", true),
        (String(repeating: "a", count: 64), true),
        (String(repeating: "a", count: 65), false), ("", false), (".a", false), ("-a", false), ("_a", false),
        ("A", false),
        ("a/b", false), ("a b", false), ("é", false), ("a\u{0}", false), ("..", false),
    ])
    func namesOfThemesAreNamesOfFiles(_ name: String, _ isValid: Bool) {
        #expect(ThemeName.isValid(name) == isValid)
    }

    @Test(arguments: [21, 22, 23] as [UInt64])
    func spoiltThemesNeverEndTheProgram(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let scalars = Array("{}[]:,-?&*!|>'\"%@#~ \n\t\u{0}\u{85}é🙂ab01".unicodeScalars)
        let text = """
            name: t
            palette: { red: "#f38ba8", paper: default, grey: 244 }
            roles:
              severity.error: { fg: red, bg: grey, attrs: [bold], indexed256: { fg: 9 }, ansi16: red, mono: [bold] }
            """
        for _ in 0..<250 {
            var spoilt = Array(text.unicodeScalars)
            for _ in 0...generator.below(4) {
                spoilt[generator.below(spoilt.count)] = scalars[generator.below(scalars.count)]
            }
            for problem in problems(of: { _ = try read(String(String.UnicodeScalarView(spoilt))) }) {
                #expect(problem.hasPrefix("t.yaml:"), "seed \(seed)")
            }
        }
    }
}
