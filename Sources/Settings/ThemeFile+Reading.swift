import Canvas
import Documents
import Yams

extension ThemeFile {
    private static let topKeys = ["name", "appearance", "inherits", "palette", "roles"]
    private static let columnKeys = ["fg", "bg", "attrs"]
    private static let roleKeys = columnKeys + ["ansi16", "indexed256", "mono"]
    /// What may be styled: the roles, then the layers that lie over them.
    private static let roleNames = StyleRole.allCases.map(\.rawValue) + Layer.allCases.compactMap(\.themeName)

    /// Reads a theme's text; what is wrong with it stands in ``problems``.
    ///
    /// - Parameters:
    ///   - text: the file's text.
    ///   - file: the file's name, for problems.
    ///   - name: the name under which the theme is known: the file's own without `.yaml`.
    public static func parse(text: String, file: String, name: String) -> ThemeFile {
        var reader = DocumentReader(file: file)
        var theme = ThemeFile(file: file, name: name)
        for entry in reader.entries(ofText: text) {
            switch entry.name {
            case "name": theme.readName(entry, &reader)
            case "appearance": theme.appearance = appearance(entry, &reader)
            case "inherits": theme.readInherits(entry, &reader)
            case "palette": theme.palette = palette(entry, &reader)
            case "roles": theme.roles = roles(entry, &reader)
            default: reader.reportUnknown(entry, as: entry.name, among: topKeys)
            }
        }
        theme.problems = reader.problems
        return theme
    }

    private func readName(_ entry: DocumentReader.Entry, _ reader: inout DocumentReader) {
        guard entry.value.word != name else { return }
        reader.report("name", expected: "\"\(name)\", as the file is called", found: entry.value)
    }

    private mutating func readInherits(_ entry: DocumentReader.Entry, _ reader: inout DocumentReader) {
        guard let parent = entry.value.word, ThemeName.isValid(parent) else {
            reader.report("inherits", expected: "a theme's name such as base", found: entry.value)
            return
        }
        inherits = parent
        inheritsPlace = Place(line: entry.value.mark?.line, column: entry.value.mark?.column)
    }

    private static func appearance(
        _ entry: DocumentReader.Entry, _ reader: inout DocumentReader
    ) -> Theme.Appearance? {
        if let found = entry.value.word.flatMap(Theme.Appearance.init(rawValue:)) { return found }
        reader.report("appearance", expected: "dark, light or any", found: entry.value)
        return nil
    }

    private static func palette(
        _ entry: DocumentReader.Entry, _ reader: inout DocumentReader
    ) -> [String: TerminalColor] {
        var palette: [String: TerminalColor] = [:]
        let entries = reader.entries(of: entry.value, of: "palette", expected: "names with colours, such as \(sample)")
        for color in entries {
            guard ThemeName.isValid(color.name), TerminalColor(name: color.name) == nil || isANSIName(color.name) else {
                reader.report(
                    "palette: expected a name that is no number and made of \(ThemeName.words), found \(Node.quoted(color.name))",
                    at: color.key)
                continue
            }
            palette[color.name] = literal(color.value, of: "palette.\(color.name)", .truecolor, &reader)
        }
        return palette
    }

    private static let sample = "{ red: \"#f38ba8\" }"

    /// A palette may say what `red` is; what `default` or `7` is, it may not.
    private static func isANSIName(_ name: String) -> Bool { TerminalColor.ansiNames.contains(name) }

    private static func roles(_ entry: DocumentReader.Entry, _ reader: inout DocumentReader) -> [String: RoleStyle] {
        var roles: [String: RoleStyle] = [:]
        let expected = "roles with styles, such as \"border.focused: { fg: cyan }\""
        for role in reader.entries(of: entry.value, of: "roles", expected: expected) {
            guard roleNames.contains(role.name) else {
                reader.report("unknown role \(Node.quoted(role.name))" + unknownRoleHint(role.name), at: role.key)
                continue
            }
            roles[role.name] = style(role, &reader)
        }
        return roles
    }

    /// There are too many roles to list; `theme check` and the documentation have them.
    private static func unknownRoleHint(_ name: String) -> String {
        let nearest = NearestWord.of(name, among: roleNames)
        let sameStart = roleNames.first { $0.split(separator: ".").first == name.split(separator: ".").first }
        return (nearest ?? sameStart).map { " (did you mean \"\($0)\"?)" }
            ?? ", expected one such as \"severity.critical\""
    }

    private static func style(_ role: DocumentReader.Entry, _ reader: inout DocumentReader) -> RoleStyle {
        var style = RoleStyle(place: Place(line: role.key.mark?.line, column: role.key.mark?.column))
        let expected = "a style such as { fg: cyan, attrs: [bold] }"
        for part in reader.entries(of: role.value, of: role.name, expected: expected) {
            let name = role.name + "." + part.name
            switch part.name {
            case "fg": style.truecolor.foreground = colorName(part, of: role.name, &reader)
            case "bg": style.truecolor.background = colorName(part, of: role.name, &reader)
            case "attrs": style.truecolor.attributes = attributes(part.value, of: name, &reader)
            case "mono": style.mono = attributes(part.value, of: name, &reader)
            case "ansi16": style.ansi16 = column(part.value, of: name, .ansi16, &reader)
            case "indexed256": style.indexed256 = column(part.value, of: name, .indexed256, &reader)
            default: reader.reportUnknown(part, as: part.name, among: roleKeys)
            }
        }
        return style
    }

    private static func column(
        _ node: Node, of name: String, _ depth: ColorDepth, _ reader: inout DocumentReader
    ) -> Column<TerminalColor>? {
        var column = Column<TerminalColor>()
        guard node.mapping != nil else {
            column.foreground = literal(node, of: name, depth, &reader)
            return column.foreground == nil ? nil : column
        }
        for part in reader.entries(of: node, of: name, expected: "") {
            switch part.name {
            case "fg": column.foreground = literal(part.value, of: name + ".fg", depth, &reader)
            case "bg": column.background = literal(part.value, of: name + ".bg", depth, &reader)
            case "attrs": column.attributes = attributes(part.value, of: name + ".attrs", &reader)
            default: reader.reportUnknown(part, as: part.name, among: columnKeys)
            }
        }
        return column
    }

    private static func colorName(
        _ part: DocumentReader.Entry, of role: String, _ reader: inout DocumentReader
    ) -> ColorName? {
        guard let word = part.value.word else {
            reader.report(
                "\(role).\(part.name)", expected: "a colour", found: part.value, hint: commentHint(part.value))
            return nil
        }
        let place = Place(line: part.value.mark?.line, column: part.value.mark?.column)
        return ColorName(text: word, file: reader.file, place: place, role: "\(role).\(part.name)")
    }

    /// A colour that is no palette's name, as a depth can show it.
    private static func literal(
        _ node: Node, of name: String, _ depth: ColorDepth, _ reader: inout DocumentReader
    ) -> TerminalColor? {
        let color = node.word.flatMap(TerminalColor.init(name:))
        // What the depth cannot show is a slip: the author would see another colour than the one that stands there.
        if let color, color.reduced(to: depth) == color { return color }
        if case .indexed(let index) = color, depth == .ansi16, index < 16 { return .ansi(index) }
        reader.report(name, expected: words(depth), found: node, hint: commentHint(node))
        return nil
    }

    /// In YAML a `#` after a space begins a comment, so a colour without quotes is not there at all.
    private static func commentHint(_ node: Node) -> String {
        node.isNothing ? " (a colour such as \"#f38ba8\" stands in quotes)" : ""
    }

    private static func words(_ depth: ColorDepth) -> String {
        switch depth {
        case .truecolor: "default, an ANSI colour such as bright-red, a number 0 to 255 or \"#rrggbb\""
        case .indexed256: "default, an ANSI colour such as bright-red or a number 0 to 255"
        case .ansi16, .mono: "default, an ANSI colour such as bright-red or a number 0 to 15"
        }
    }

    private static func attributes(
        _ node: Node, of name: String, _ reader: inout DocumentReader
    ) -> TextAttributes? {
        let words = TextAttributes.names.map(\.name).joined(separator: ", ")
        var attributes: TextAttributes = []
        for item in node.sequence.map(Array.init) ?? [node] {
            guard let word = item.word, let attribute = TextAttributes(name: word) else {
                reader.report(name, expected: "a list of \(words), or []", found: item)
                return nil
            }
            attributes.insert(attribute)
        }
        return attributes
    }
}
