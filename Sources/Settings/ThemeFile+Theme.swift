public import Canvas
public import Documents

extension ThemeFile {
    /// The theme that this file is with those it inherits from.
    ///
    /// Palettes are joined first, so that a theme which only gives colours other values recolours what it inherits.
    /// A role that the file names replaces the inherited one; where it says neither `attrs` nor `mono`, the
    /// inherited look without colours stays, so that a theme of colours alone cannot take the meaning away from
    /// those who see none.
    ///
    /// - Parameter ancestors: the files it inherits from, the nearest first.
    /// - Throws: the problems of all the files, and colours that no palette knows.
    public func theme(inheriting ancestors: [ThemeFile] = []) throws(DocumentError) -> Theme {
        let files = ancestors.reversed() + [self]
        var problems = files.flatMap(\.problems)
        let palette = files.reduce(into: [:]) { $0.merge($1.palette) { _, own in own } }
        var entries: [String: ThemeEntry] = [:]
        for file in files {
            for (name, style) in file.roles.sorted(by: { $0.key < $1.key }) {
                var entry = style.entry(palette, &problems)
                if style.mono == nil, style.truecolor.attributes == nil, let inherited = entries[name] {
                    entry.mono = inherited.style(.mono).attributes
                }
                entries[name] = entry
            }
        }
        problems.sort { ($0.file, $0.line ?? 0, $0.column ?? 0) < ($1.file, $1.line ?? 0, $1.column ?? 0) }
        if let error = DocumentError(problems) { throw error }
        var theme = Theme(name: name, appearance: files.compactMap(\.appearance).last ?? .any)
        for (name, entry) in entries {
            if let role = StyleRole(rawValue: name) { theme.styles[role] = entry }
            if let layer = Layer(themeName: name) { theme.layers[layer] = entry }
        }
        return theme
    }
}

extension ThemeFile.RoleStyle {
    fileprivate func entry(
        _ palette: [String: TerminalColor], _ problems: inout [DocumentProblem]
    ) -> ThemeEntry {
        let full = Style(
            foreground: truecolor.foreground?.color(palette, &problems) ?? .default,
            background: truecolor.background?.color(palette, &problems) ?? .default,
            attributes: truecolor.attributes ?? [])
        let indexed = indexed256.map { $0.style(over: full) }
        return ThemeEntry(
            full, indexed256: indexed, ansi16: ansi16.map { $0.style(over: indexed ?? full) }, mono: mono)
    }
}

extension ThemeFile.Column<TerminalColor> {
    fileprivate func style(over richer: Style) -> Style {
        Style(
            foreground: foreground ?? richer.foreground, background: background ?? richer.background,
            attributes: attributes ?? richer.attributes)
    }
}

extension ThemeFile.ColorName {
    fileprivate func color(
        _ palette: [String: TerminalColor], _ problems: inout [DocumentProblem]
    ) -> TerminalColor? {
        if let color = palette[text] ?? TerminalColor(name: text) { return color }
        let known = palette.keys.sorted() + ["default"] + TerminalColor.ansiNames
        let shown = "\"\(text.prefix(80))\""
        problems.append(
            DocumentProblem(
                file: file, line: place.line, column: place.column,
                message:
                    "\(role): expected a palette's name, default, an ANSI colour, a number 0 to 255 or \"#rrggbb\", "
                    + "found \(shown)\(NearestWord.hint(text, among: known))"))
        return nil
    }
}
