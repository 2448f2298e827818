public import Canvas

extension Theme {
    /// Drawn, not read: their contrast is a matter of taste.
    private static let drawnRoles: Set<StyleRole> = [.border, .borderFocused, .divider, .graph]

    /// What is wanting in the theme: roles it forgot, and text that is hard to read where the theme gives both
    /// colours. A colour on the terminal's own background cannot be judged. For each role and layer only the worst
    /// depth is named.
    public func check() -> [ThemeProblem] {
        StyleRole.allCases.filter(isMissing).map(ThemeProblem.missing)
            + Layer.allCases.compactMap(layerProblem)
            + StyleRole.allCases.filter { !Theme.drawnRoles.contains($0) }.flatMap { role in
                Layer.allCases.compactMap { contrastProblem(role, $0) }
            }
    }

    /// A role may take its style from the one above it, but that everything falls back to `text` in the end is no
    /// style.
    private func isMissing(_ role: StyleRole) -> Bool {
        guard role != .text, styles[role] == nil else { return false }
        guard let parent = role.parent, role.rawValue.hasPrefix(parent.rawValue + ".") else { return true }
        return isMissing(parent)
    }

    private func layerProblem(_ layer: Layer) -> ThemeProblem? {
        guard let entry = layers[layer], let worst = worst(of: { entry.style($0) }) else { return nil }
        return .lowContrastLayer(
            layer, worst.depth, foreground: worst.style.foreground, background: worst.style.background,
            ratio: worst.ratio)
    }

    private func contrastProblem(_ role: StyleRole, _ layer: Layer) -> ThemeProblem? {
        let worst = worst { depth in
            // A layer without colours changes no contrast, and one with both is judged once, not with every role.
            let over = layers[layer]?.style(depth) ?? .plain
            let isJudged = (over.foreground == .default) != (over.background == .default)
            return layer == .plain || isJudged ? style(role, layer, depth: depth) : .plain
        }
        return worst.map {
            .lowContrast(
                role, layer, $0.depth, foreground: $0.style.foreground, background: $0.style.background, ratio: $0.ratio
            )
        }
    }

    private func worst(of style: (ColorDepth) -> Style) -> (depth: ColorDepth, style: Style, ratio: Double)? {
        ColorDepth.allCases.reversed().compactMap { depth in
            let style = style(depth)
            guard let ratio = style.foreground.contrast(with: style.background), ratio < ThemeProblem.contrastMin else {
                return nil
            }
            return (depth, style, ratio)
        }.min { $0.ratio < $1.ratio }
    }
}
