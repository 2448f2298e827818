import Canvas
import Testing

@Suite struct ThemeTests {
    private let pink = Style(foreground: .rgb(0xF3, 0x8B, 0xA8), attributes: .bold)

    @Test func missingColumnsAreComputed() {
        let entry = ThemeEntry(pink)
        #expect(entry.style(.truecolor) == pink)
        #expect(entry.style(.indexed256) == Style(foreground: .indexed(211), attributes: .bold))
        #expect(entry.style(.ansi16) == Style(foreground: .ansi(7), attributes: .bold))
        #expect(entry.style(.mono) == Style(attributes: .bold))
    }

    @Test func givenColumnsAreTaken() {
        let entry = ThemeEntry(
            pink, indexed256: Style(foreground: .indexed(204)), ansi16: Style(foreground: .ansi(9), attributes: .bold),
            mono: [.reverse, .bold])
        #expect(entry.style(.indexed256) == Style(foreground: .indexed(204)))
        #expect(entry.style(.ansi16) == Style(foreground: .ansi(9), attributes: .bold))
        #expect(entry.style(.mono) == Style(attributes: [.reverse, .bold]))
        #expect(
            ThemeEntry(pink, indexed256: Style(foreground: .indexed(196))).style(.ansi16) == Style(foreground: .ansi(9))
        )
        #expect(
            ThemeEntry(.plain, indexed256: Style(foreground: .rgb(255, 0, 0))).style(.indexed256).foreground
                == .indexed(196))
    }

    @Test func aRoleWithoutEntryAsksItsParents() {
        var theme = Theme(
            name: "t", styles: [.text: ThemeEntry(Style(foreground: .ansi(7))), .countdown: ThemeEntry(pink)])
        #expect(theme.style(.countdownUrgent, depth: .truecolor) == pink)
        #expect(theme.style(.severityInfo, depth: .truecolor) == Style(foreground: .ansi(7)))
        theme.styles = [:]
        #expect(theme.style(.severityInfo, depth: .truecolor) == .plain)
    }

    @Test func aColourThatARoleLeavesOutIsThatOfText() {
        let paper = Style(foreground: .rgb(200, 200, 200), background: .rgb(20, 20, 30))
        let theme = Theme(
            name: "t",
            styles: [
                .text: ThemeEntry(paper, ansi16: .plain), .person: ThemeEntry(Style(attributes: .bold)),
                .key: ThemeEntry(pink), .banner: ThemeEntry(Style(background: .rgb(9, 9, 9))),
            ], layers: [.selected: ThemeEntry(Style(background: .rgb(0, 0, 255)), mono: .reverse)])
        #expect(
            theme.style(.person, depth: .truecolor)
                == Style(foreground: paper.foreground, background: paper.background, attributes: .bold))
        #expect(theme.style(.key, depth: .truecolor).foreground == pink.foreground)
        #expect(theme.style(.key, depth: .truecolor).background == paper.background)
        #expect(theme.style(.banner, depth: .truecolor).foreground == paper.foreground)
        #expect(theme.style(.banner, depth: .truecolor).background == .rgb(9, 9, 9))
        #expect(theme.style(.person, .selected, depth: .truecolor).background == .rgb(0, 0, 255))
        // With sixteen colours the text gives none, and so nothing has one.
        #expect(theme.style(.person, depth: .ansi16) == Style(attributes: .bold))
        #expect(theme.style(.person, depth: .mono) == Style(attributes: .bold))
    }

    @Test func aLayerIsLaidOverTheRole() {
        let theme = Theme(
            name: "t",
            styles: [.person: ThemeEntry(Style(foreground: .ansi(2), background: .ansi(5), attributes: .italic))],
            layers: [.selected: ThemeEntry(Style(background: .rgb(0, 0, 255), attributes: .bold), mono: .reverse)])
        #expect(
            theme.style(.person, .selected, depth: .truecolor)
                == Style(foreground: .ansi(2), background: .rgb(0, 0, 255), attributes: [.italic, .bold]))
        #expect(theme.style(.person, .selected, depth: .mono) == Style(attributes: [.italic, .reverse]))
        #expect(theme.style(.person, .plain, depth: .ansi16).background == .ansi(5))
    }

    @Test func whatIsReversedStandsOutFromAReversedRow() {
        let reversed = Style(attributes: [.reverse, .bold])
        #expect(reversed.overlaid(by: Style(attributes: .reverse)).attributes == .bold)
        #expect(Style.plain.overlaid(by: reversed).attributes == [.reverse, .bold])
        #expect(reversed.overlaid(by: .plain) == reversed)
    }

    @Test(arguments: ColorDepth.allCases) func aSelectionIsNeverInvisible(depth: ColorDepth) {
        let looks = Layer.allCases.map { Theme(name: "empty").style(.text, $0, depth: depth) }
        #expect(Set(looks).count == Layer.allCases.count)
    }

    @Test(arguments: ColorDepth.allCases) func theTableHoldsWhatTheThemeSays(depth: ColorDepth) {
        var theme = Theme(name: "t", layers: [.changed: ThemeEntry(pink)])
        for (number, role) in StyleRole.allCases.enumerated() {
            theme.styles[role] = ThemeEntry(Style(foreground: .rgb(UInt8(number), 200, 10)))
        }
        let resolved = ResolvedTheme(theme, depth: depth)
        for role in StyleRole.allCases {
            for layer in Layer.allCases {
                #expect(resolved[role, layer] == theme.style(role, layer, depth: depth))
            }
        }
        #expect(resolved.depth == depth && resolved.name == "t")
        #expect(resolved == ResolvedTheme(theme, depth: depth))
    }
}
