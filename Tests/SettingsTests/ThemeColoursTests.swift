import Canvas
import Foundation
import Testing

@testable import Settings

/// What the colours of the shipped themes have to do: be read, and mean one thing.
struct ThemeColoursTests {
    private static let library = ThemeLibrary(directories: [])
    /// Themes that choose their background.
    private static let papered = ThemeTable.shipped.map(\.name).filter { !["base", "mono"].contains($0) }
    private static let rich = [ColorDepth.truecolor, .indexed256]

    private func theme(_ name: String) throws -> Theme { try ThemeColoursTests.library.theme(name) }

    /// One forgotten background would be a patch of the terminal's own, and letters on it perhaps lost.
    @Test(arguments: papered, rich)
    func noCellIsLeftToTheTerminal(_ name: String, _ depth: ColorDepth) throws {
        let theme = try theme(name)
        for role in StyleRole.allCases {
            for layer in Layer.allCases {
                let style = theme.style(role, layer, depth: depth)
                #expect(style.foreground != .default && style.background != .default, "\(role.rawValue)")
                #expect(!style.attributes.contains(.dim), "\(role.rawValue): how much dimmer is the terminal's to say")
            }
        }
    }

    @Test(arguments: papered, rich)
    func theBackgroundIsWhatTheThemeSaysItIs(_ name: String, _ depth: ColorDepth) throws {
        let theme = try theme(name)
        let paper = theme.style(.text, depth: depth).background
        let luminance = try #require(paper.relativeLuminance)
        switch theme.appearance {
        case .dark: #expect(luminance < 0.06)
        case .light: #expect(luminance > 0.8)
        case .any: Issue.record("\(name) has a background of its own and says that it has none")
        }
        let selected = try #require(theme.style(.text, .selected, depth: depth).background.contrast(with: paper))
        let unfocused = theme.style(.text, .selectedUnfocused, depth: depth).background.contrast(with: paper) ?? 1
        #expect(selected >= 1.19)
        #expect(selected > unfocused, "where the keys go is plainer to see than where they went")
        // Borders are calm: there, and weaker than anything that is read.
        let border = try #require(theme.style(.border, depth: depth).foreground.contrast(with: paper))
        let dim = try #require(theme.style(.textDim, depth: depth).foreground.contrast(with: paper))
        #expect(border >= 1.5 && border < dim)
    }

    /// WCAG 2.2, success criterion 1.4.6.
    @Test(arguments: rich)
    func highContrastIsHigherThanTheOthers(_ depth: ColorDepth) throws {
        let theme = try theme("high-contrast")
        for role in StyleRole.allCases where ![.border, .divider, .graph].contains(role) {
            let style = theme.style(role, depth: depth)
            #expect(try #require(style.foreground.contrast(with: style.background)) >= 7, "\(role.rawValue)")
        }
    }

    @Test(arguments: papered, [ColorDepth.truecolor, .indexed256, .ansi16])
    func theFocusNeverLooksLikeASeverity(_ name: String, _ depth: ColorDepth) throws {
        let theme = try theme(name)
        func colors(_ roles: [StyleRole]) -> Set<TerminalColor> {
            Set(roles.map { theme.style($0, depth: depth).foreground })
        }
        let text = colors([.text])
        let severities = colors([.severityCritical, .severityError, .severityWarning, .success])
        let focus = colors([.borderFocused, .titleFocused, .key, .promptMatch, .mark, .stepCurrent])
        #expect(focus.count == 1, "one accent: \(focus)")
        #expect(severities.subtracting(text).isDisjoint(with: focus))
        #expect(focus.isDisjoint(with: text))
    }

    /// With sixteen colours the background is the terminal's, and so no letters that it may swallow.
    @Test(arguments: papered)
    func withSixteenColoursLettersSuitTheKindOfBackground(_ name: String) throws {
        let theme = try theme(name)
        let isLight = theme.appearance == .light
        let indices: [UInt8] = isLight ? [0, 3, 7, 8, 9, 10, 11, 12, 13, 14, 15] : [0, 4, 8]
        let lost = Set(indices.map(TerminalColor.ansi))
        for role in StyleRole.allCases {
            for layer in Layer.allCases {
                let style = theme.style(role, layer, depth: .ansi16)
                if style.background == .default { #expect(!lost.contains(style.foreground), "\(role.rawValue)") }
            }
        }
        #expect((theme.style(.text, depth: .ansi16).background == .default) == (name != "high-contrast"))
    }

    /// The worst to the best, as eyes without the middle cones see them: each is told from every other.
    @Test(arguments: rich)
    func deuteranopiaTellsWrongFromWell(_ depth: ColorDepth) throws {
        let theme = try theme("deuteranopia")
        let roles: [StyleRole] = [.severityCritical, .severityError, .severityWarning, .success, .text]
        let seen = try roles.map { role in
            try #require(theme.style(role, depth: depth).foreground.components.map(PerceivedColor.init(deuteranope:)))
        }
        for (index, one) in seen.enumerated() {
            for (offset, other) in seen[(index + 1)...].enumerated() {
                let pair = "\(roles[index].rawValue) and \(roles[index + 1 + offset].rawValue)"
                #expect(one.difference(from: other) >= 20, "\(pair): \(one.difference(from: other))")
            }
        }
        let attributes = [StyleRole.severityCritical, .severityError, .severityWarning].map {
            theme.style($0, depth: depth).attributes
        }
        #expect(Set(attributes).count == 3, "severities differ in weight as well")
    }

    @Test func deuteranopiaUsesNeitherRedNorGreenOfSixteenColours() throws {
        let theme = try theme("deuteranopia")
        let confused: Set<TerminalColor> = [.ansi(1), .ansi(2), .ansi(9), .ansi(10)]
        for role in StyleRole.allCases {
            let style = theme.style(role, depth: .ansi16)
            #expect(confused.isDisjoint(with: [style.foreground, style.background]), "\(role.rawValue)")
        }
    }

    /// The simulation itself can fail: pure red and green, which such eyes confuse, come nearer to each other.
    @Test func theSimulationConfusesRedAndGreen() {
        let (red, green, blue) = (
            PerceivedColor(deuteranope: (200, 80, 60)), PerceivedColor(deuteranope: (110, 130, 50)),
            PerceivedColor(deuteranope: (60, 80, 200))
        )
        #expect(red.difference(from: green) < 20)
        #expect(red.difference(from: blue) > 60)
    }
}

/// A colour as an eye sees it: CIE L*a*b*, D65.
private struct PerceivedColor {
    let lightness: Double
    let greenRed: Double
    let blueYellow: Double

    /// What is left of a colour without the middle cones (Machado, Oliveira, Fernandes 2009, severity 1.0).
    init(deuteranope color: (red: UInt8, green: UInt8, blue: UInt8)) {
        let (red, green, blue) = (
            PerceivedColor.linear(color.red), PerceivedColor.linear(color.green), PerceivedColor.linear(color.blue)
        )
        func clamped(_ value: Double) -> Double { min(1, max(0, value)) }
        self.init(
            red: clamped(0.367322 * red + 0.860646 * green - 0.227968 * blue),
            green: clamped(0.280085 * red + 0.672501 * green + 0.047413 * blue),
            blue: clamped(-0.011820 * red + 0.042940 * green + 0.968881 * blue))
    }

    /// From linear sRGB.
    private init(red: Double, green: Double, blue: Double) {
        func curve(_ value: Double) -> Double { value > 0.008856 ? cbrt(value) : 7.787 * value + 16.0 / 116 }
        let horizontal = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
        let luminous = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue)
        let deep = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
        lightness = 116 * luminous - 16
        greenRed = 500 * (horizontal - luminous)
        blueYellow = 200 * (luminous - deep)
    }

    /// The distance (CIE 1976): about 2 can just be told apart, side by side.
    func difference(from other: PerceivedColor) -> Double {
        let parts = [lightness - other.lightness, greenRed - other.greenRed, blueYellow - other.blueYellow]
        return parts.map { $0 * $0 }.reduce(0, +).squareRoot()
    }

    private static func linear(_ component: UInt8) -> Double {
        let share = Double(component) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
}
