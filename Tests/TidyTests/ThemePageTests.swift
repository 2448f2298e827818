import Canvas
import Settings
import Testing

/// The page about themes has every role, layer and shipped theme.
@Suite(.serialized)
struct ThemePageTests {
    @Test func itListsEveryRoleByItsMeaning() throws {
        let meanings = Self.comments(ofCasesIn: "Sources/Canvas/StyleRole.swift")
        let rows = try StyleRole.allCases.map { role in
            let meaning = try #require(meanings["\(role)"], "the role \(role) says nothing of itself")
            return ["`\(role.rawValue)`", meaning, role.parent.map { "`\($0.rawValue)`" } ?? ""]
        }
        try Page.guide("Themes").check("roles", MarkdownTable.lines(["role", "for", "without it, as"], rows))
    }

    @Test func itListsEveryLayer() throws {
        let meanings = Self.comments(ofCasesIn: "Sources/Canvas/Layer.swift")
        let rows = try Layer.allCases.compactMap { layer in
            try layer.themeName.map { name in
                ["`\(name)`", try #require(meanings["\(layer)"], "the layer \(layer) says nothing of itself")]
            }
        }
        try Page.guide("Themes").check("layers", MarkdownTable.lines(["layer", "for"], rows))
    }

    @Test func itListsTheShippedThemes() throws {
        let library = ThemeLibrary(directories: [])
        let rows = try library.names.map { ["`\($0)`", try library.theme($0).appearance.rawValue] }
        try Page.guide("Themes").check("themes", MarkdownTable.lines(["theme", "background"], rows))
    }

    /// What the comment above each case of an enumeration says, by the case's name.
    private static func comments(ofCasesIn path: String) -> [String: String] {
        var found: [String: String] = [:]
        var comment: [String] = []
        for line in SourceTree.read(path).split(separator: "\n") {
            let words = line.trimmingPrefix(while: \.isWhitespace)
            if words.hasPrefix("/// ") {
                comment.append(String(words.dropFirst(4)))
                continue
            }
            if words.hasPrefix("case "), !comment.isEmpty {
                found[String(words.dropFirst(5).prefix { $0.isLetter || $0.isNumber })] = comment.joined(separator: " ")
            }
            comment = []
        }
        return found
    }
}
