import Foundation
import Testing

/// What the program says about its colours, and how it shows them.
struct ThemeCommandTests {
    private static let shipped = [
        "base", "catppuccin-latte", "catppuccin-mocha", "dark", "deuteranopia", "high-contrast", "light", "mono",
        "nord",
    ]
    private static let escape = "\u{1B}["

    private func write(_ text: String, to name: String, in room: TestRoom) throws -> String {
        let folder = room.directory + "/config/warroom/themes"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// The lines without escape sequences and without the blanks that colour a row to its end.
    private static func words(_ output: String) -> [String] {
        let plain: String = output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        return plain.components(separatedBy: "\n").map { (line: String) -> String in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    @Test func theThemesAreListedWithWhereTheyComeFrom() async throws {
        try await TestRoom.with { room in
            try "theme: night\n".write(toFile: room.configuration, atomically: true, encoding: .utf8)
            let night = try write("inherits: dark\npalette: { accent: \"#ffaf5f\" }\n", to: "night.yaml", in: room)
            let nord = try write("inherits: light\n", to: "nord.yaml", in: room)
            _ = try write("roles: [", to: "torn.yaml", in: room)
            let passedOver = try write("", to: "My Theme.yaml", in: room)
            let answer = try room.run("theme", "list")
            #expect(answer.code == 0, "\(answer)")
            #expect(answer.errors.contains(passedOver))
            let rows = try room.run("theme", "list", "--json").json.array
            #expect(rows.compactMap { $0["name"].string } == (Self.shipped + ["night", "torn"]).sorted())
            #expect(rows.filter { $0["isInUse"].bool == true }.compactMap { $0["name"].string } == ["night"])
            let origins = Dictionary(uniqueKeysWithValues: rows.map { ($0["name"].string, $0["from"].string) })
            #expect(origins["night"] == night && origins["nord"] == nord && origins["base"] == "shipped")
            let kinds = Dictionary(uniqueKeysWithValues: rows.map { ($0["name"].string, $0["appearance"].string) })
            #expect(kinds["night"] == "dark" && kinds["nord"] == "light" && kinds["base"] == "any")
            #expect(kinds["torn"] == .some(nil))
            for line in ["night  ", "unreadable", "shipped"] { #expect(answer.output.contains(line)) }
            // None of these needs a room.
            #expect(!FileManager.default.fileExists(atPath: room.home))
        }
    }

    @Test func aThemeInUseThatDoesNotExistIsSaid() async throws {
        try await TestRoom.with { room in
            try "theme: nihgt\n".write(toFile: room.configuration, atomically: true, encoding: .utf8)
            let answer = try room.run("theme", "list")
            #expect(answer.code == 78 && answer.errors.contains("nihgt") && answer.output.contains("base"), "\(answer)")
            #expect(try room.run("theme", "show").code == 78)
        }
    }

    @Test func withoutATerminalAThemeIsShownInPlainWords() async throws {
        try await TestRoom.with { room in
            let answer = try room.run("theme", "show", "nord")
            #expect(answer.code == 0 && !answer.output.contains("\u{1B}"), "\(answer)")
            let words = [
                "SEV2", "Checkout latency", "CRIT", "ERR", "WARN", "INFO", "ada ✓", "silenced", "returned", "expired",
                "finding", "decision", "question", "impact", "! port 9911", "step", "failed", "selection.unfocused",
            ]
            for word in words { #expect(answer.output.contains(word), "\(word)") }
            let ascii = try room.run("theme", "show", "nord", "--ascii").output
            #expect(ascii.utf8.allSatisfy { $0 < 128 }, "\(ascii)")
            // A depth in the configuration is about terminals, and this is none.
            try "color: 256\n".write(toFile: room.configuration, atomically: true, encoding: .utf8)
            #expect(try room.run("theme", "show", "nord").output == answer.output)
        }
    }

    @Test(arguments: [("truecolor", "38;2;216;222;233"), ("256", "38;5;"), ("16", "0;1;91m"), ("mono", "0;1;7m")])
    func aDepthThatIsAskedForIsDrawnAnywhere(_ depth: String, _ sequence: String) async throws {
        try await TestRoom.with { room in
            let answer = try room.run("theme", "show", "nord", "--color", depth)
            #expect(answer.code == 0 && answer.output.contains(sequence), "\(answer)")
            // Taken out again, the words are the plain ones.
            let plain = try room.run("theme", "show", "nord").output
            #expect(Self.words(answer.output) == Self.words(plain))
        }
    }

    @Test func aTerminalGetsTheColoursThatItHas() async throws {
        try await TestRoom.with { room in
            let window = try Window(room, columns: 90, rows: 60, ["theme", "show", "nord"])
            try window.terminal.wait(for: "the sample") { $0.shows("changed  ") }
            #expect(try window.child.waitForEnd().code == 0)
            let text = String(decoding: window.terminal.received, as: UTF8.self)
            #expect(text.contains(Self.escape + "0;38;5;") && !text.contains("38;2;"))
            #expect(!text.contains(Window.entering), "nothing is taken over")
            let dull = try Window(room, columns: 90, rows: 60, ["theme", "show"], environment: ["NO_COLOR": "1"])
            try dull.terminal.wait(for: "the sample") { $0.shows("changed  ") }
            #expect(try dull.child.waitForEnd().code == 0)
            let plain = String(decoding: dull.terminal.received, as: UTF8.self)
            #expect(plain.contains(Self.escape + "0;1") && !plain.contains("38;5;"))
        }
    }

    @Test func whatEachRoleLooksLikeIsToldAsJSON() async throws {
        try await TestRoom.with { room in
            let theme = try room.run("theme", "show", "nord", "--json").json
            #expect(theme["name"].string == "nord" && theme["appearance"].string == "dark")
            #expect(theme["roles"]["text"]["truecolor"]["bg"].string == "#2e3440")
            #expect(theme["roles"]["text"]["16"]["bg"].string == "default")
            #expect(theme["roles"]["severity.critical"]["mono"]["attrs"].strings == ["bold", "reverse"])
            #expect(theme["roles"]["selection"]["mono"]["attrs"].strings == ["reverse"])
        }
    }

    @Test func aThemeIsCheckedWithFileLineColumnAndWhatWasExpected() async throws {
        try await TestRoom.with { room in
            #expect(try room.run("theme", "check").output == "\(Self.shipped.count) themes are fine\n")
            #expect(try room.run("theme", "check", "--json").output == "[]\n")
            let pale = try write(
                "inherits: dark\nroles:\n  key: { fg: \"#333333\", ansi16: cyan }\n", to: "pale.yaml", in: room)
            let torn = try write("inherits: dark\nroles:\n  text: { fg: blu }\nfoo: 1\n", to: "torn.yaml", in: room)
            for arguments in [["theme", "check"], ["theme", "check", torn]] {
                let answer = try room.run(arguments)
                #expect(answer.code == 78 && answer.output.isEmpty, "\(answer)")
                #expect(answer.errors.contains("\(torn):3:15: text.fg: expected a palette's name"), "\(answer)")
                #expect(answer.errors.contains("\(torn):4:1: unknown key \"foo\""), "\(answer)")
            }
            let found = try room.run("theme", "check", pale, "--json")
            #expect(found.code == 78)
            #expect(
                found.json.array.contains {
                    $0["file"].string == pale && $0["line"].int == 3 && $0["column"].int == 3
                        && $0["message"].string?.contains("expected a contrast of 4.5 or more") == true
                }, "\(found)")
            #expect(try room.run("theme", "check", room.directory + "/none.yaml").code == 78)
            // The screen says the same, and does not open.
            let shown = try room.run("theme", "show", "torn")
            #expect(shown.code == 78 && shown.errors.contains("\(torn):3:15"), "\(shown)")
            let unknown = try room.run("theme", "show", "nrod")
            #expect(unknown.code == 1 && unknown.errors.contains("did you mean \"nord\"?"), "\(unknown)")
        }
    }
}
