import Canvas
import Testing

@testable import Settings

struct ShippedThemesTests {
    private static let library = ThemeLibrary(directories: [])
    private static let names = ThemeTable.shipped.map(\.name)

    private func theme(_ name: String) throws -> Theme { try ShippedThemesTests.library.theme(name) }

    @Test(arguments: names)
    func aShippedThemeNamesEveryRoleAndLayerAndPassesItsOwnCheck(_ name: String) throws {
        let theme = try theme(name)
        #expect(Set(theme.styles.keys) == Set(StyleRole.allCases))
        #expect(Set(theme.layers.keys) == Set(Layer.allCases.filter { $0 != .plain }))
        #expect(theme.check() == [])
    }

    /// What others lean on leans on nothing, and every other takes what it forgets from one of the two.
    @Test(arguments: names)
    func onlyTheTwoForEveryTerminalStandAlone(_ name: String) {
        let file = ThemeFile.parse(text: String(decoding: bytes(name), as: UTF8.self), file: name, name: name)
        #expect((file.inherits == nil) == ["base", "mono"].contains(name))
    }

    private func bytes(_ name: String) -> [UInt8] {
        ThemeTable.shipped.first { $0.name == name }?.bytes ?? []
    }

    /// What stands beside each other on a page and means different things must never look the same.
    private static let neighbours: [[StyleRole]] = [
        [.severityCritical, .severityError, .severityWarning, .severityInfo],
        [.sev1, .sev2, .sev3, .sev4, .sev5],
        [.border, .borderFocused], [.title, .titleFocused], [.tab, .tabActive], [.key, .keyLabel, .keyDisabled],
        [.text, .textDim, .textStrong], [.liveOk, .liveStale, .liveReadOnly], [.liveOk, .livePending, .liveReadOnly],
        [.stepDone, .stepCurrent, .stepFailed, .stepCommand], [.person, .roleUnfilled], [.countdown, .countdownUrgent],
        [.prompt, .promptError], [.promptCompletion, .promptMatch], [.stateFiring, .stateResolved, .stateReturned],
        [.text, .replay], [.text, .drill], [.text, .banner], [.text, .match], [.text, .mark],
    ]

    @Test(arguments: names, ColorDepth.allCases)
    func neighboursLookDifferentAtEveryDepth(_ name: String, _ depth: ColorDepth) throws {
        let theme = try theme(name)
        for roles in ShippedThemesTests.neighbours {
            let styles = Set(roles.map { theme.style($0, depth: depth) })
            #expect(styles.count == roles.count, "\(roles.map(\.rawValue)) at \(depth.rawValue)")
        }
    }

    @Test(arguments: names, ColorDepth.allCases)
    func aSelectedRowStandsOutUnderEveryRole(_ name: String, _ depth: ColorDepth) throws {
        let theme = try theme(name)
        for role in StyleRole.allCases {
            let plain = theme.style(role, depth: depth)
            let selected = theme.style(role, .selected, depth: depth)
            #expect(selected != plain, "\(role.rawValue)")
            #expect(
                selected.background != plain.background
                    || selected.attributes.contains(.reverse) != plain.attributes.contains(.reverse))
        }
        let layers = Set(Layer.allCases.map { theme.style(.text, $0, depth: depth) })
        #expect(layers.count == Layer.allCases.count)
    }

    /// White, yellow and black vanish on one kind of background, blue and bright black on many dark ones.
    @Test(arguments: ColorDepth.allCases)
    func baseDrawsNoLettersThatAKindOfBackgroundSwallows(_ depth: ColorDepth) throws {
        let theme = try theme("base")
        let safe: Set<TerminalColor> = [.default, .ansi(1), .ansi(2), .ansi(5), .ansi(6)]
        for role in StyleRole.allCases {
            for layer in Layer.allCases {
                let style = theme.style(role, layer, depth: depth)
                if style.background == .default { #expect(safe.contains(style.foreground), "\(role.rawValue)") }
            }
        }
    }

    /// A pair of colours stays readable in the palettes that terminals come with, not only in xterm's.
    @Test(arguments: [
        ("VGA", 0xAA5500, 0x00AAAA, 0x00AA00), ("Campbell", 0xC19C00, 0x3A96DD, 0x13A10E),
        ("GNOME", 0xA2734C, 0x2AA1B3, 0x26A269),
        ("Tango", 0xC4A000, 0x06989A, 0x4E9A06), ("VS Code light", 0x949800, 0x0598BC, 0x00BC00),
        ("Solarized", 0xB58900, 0x2AA198, 0x859900),
    ])
    func thePairsOfBaseReadInOtherPalettes(_ palette: String, _ yellow: Int, _ cyan: Int, _ green: Int) throws {
        let theme = try theme("base")
        let colors: [TerminalColor: Int] = [.ansi(3): yellow, .ansi(6): cyan, .ansi(2): green]
        for role in [StyleRole.banner, .liveReadOnly, .replay, .drill] {
            let style = theme.style(role, depth: .truecolor)
            let value = try #require(colors[style.background])
            let shown = TerminalColor.rgb(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
            #expect(try #require(style.foreground.contrast(with: shown)) >= 4, "\(role.rawValue) in \(palette)")
        }
    }

    @Test(arguments: ColorDepth.allCases)
    func monoHasNoColoursAndIsWhatBaseIsWithoutThem(_ depth: ColorDepth) throws {
        let (base, mono) = (try theme("base"), try theme("mono"))
        for role in StyleRole.allCases {
            for layer in Layer.allCases {
                let style = mono.style(role, layer, depth: depth)
                #expect(style.foreground == .default && style.background == .default)
                #expect(style == base.style(role, layer, depth: .mono), "\(role.rawValue)")
            }
        }
    }

    /// A theme that does not reach the screen looks like another one.
    @Test(arguments: ColorDepth.allCases.filter { $0 != .mono })
    func noTwoThemesRenderAlike(_ depth: ColorDepth) throws {
        let themes = try ShippedThemesTests.names.map { ResolvedTheme(try theme($0), depth: depth) }
        for (index, one) in themes.enumerated() {
            for other in themes[(index + 1)...] {
                let different = StyleRole.allCases.filter { one[$0, .plain] != other[$0, .plain] }
                #expect(different.count >= 8, "\(one.name) and \(other.name) at \(depth.rawValue): \(different)")
            }
        }
    }

    /// Without colours a theme has nothing of its own to say, and what tells words apart must not get lost.
    @Test(arguments: names)
    func withoutColoursEveryThemeIsTheSame(_ name: String) throws {
        let (base, theme) = (try theme("base"), try theme(name))
        for role in StyleRole.allCases {
            for layer in Layer.allCases {
                #expect(theme.style(role, layer, depth: .mono) == base.style(role, layer, depth: .mono), "\(role)")
            }
        }
    }
}
