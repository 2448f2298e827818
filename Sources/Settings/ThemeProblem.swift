public import Canvas

/// What ``Theme/check()`` finds wanting in a theme that can be used all the same.
public enum ThemeProblem: Sendable, Equatable, CustomStringConvertible {
    /// Neither the role nor a role above it has a style: it looks like plain text.
    case missing(StyleRole)
    /// The letters of a role, under a layer, are hard to read at a depth.
    case lowContrast(StyleRole, Layer, ColorDepth, foreground: TerminalColor, background: TerminalColor, ratio: Double)
    /// The same of a layer's own pair of colours, whatever lies below.
    case lowContrastLayer(Layer, ColorDepth, foreground: TerminalColor, background: TerminalColor, ratio: Double)

    /// The role or layer, as a theme file names it.
    var roleName: String {
        switch self {
        case .missing(let role), .lowContrast(let role, _, _, _, _, _): role.rawValue
        case .lowContrastLayer(let layer, _, _, _, _): layer.themeName ?? ""
        }
    }

    /// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
    public static let contrastMin = 4.5

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .missing(let role):
            return "\(role.rawValue): has no style of its own or from a role above it, and looks like plain text"
        case .lowContrast(let role, let layer, let depth, let foreground, let background, let ratio):
            let place = layer.themeName.map { " under \($0)" } ?? ""
            return ThemeProblem.sentence(role.rawValue + place, depth, foreground, background, ratio)
        case .lowContrastLayer(let layer, let depth, let foreground, let background, let ratio):
            return ThemeProblem.sentence(layer.themeName ?? "", depth, foreground, background, ratio)
        }
    }

    private static func sentence(
        _ place: String, _ depth: ColorDepth, _ foreground: TerminalColor, _ background: TerminalColor, _ ratio: Double
    ) -> String {
        // One decimal is enough, cut so that 4.49 does not read as 4.5.
        let tenths = (ratio * 10).rounded(.down) / 10
        let colors = depth == .indexed256 || depth == .ansi16 ? depth.rawValue + " colours" : depth.rawValue
        return "\(place): expected a contrast of \(contrastMin) or more, found \(tenths) "
            + "(\(foreground.name) on \(background.name) in \(colors))"
    }
}
