import Canvas
import Documents
import Foundation
import Testing

@testable import Settings

struct ThemeLibraryTests {
    private func library(_ texts: [String: String]) -> ThemeLibrary {
        ThemeLibrary(environment: ["HOME": "/ada"], files: FileTable(texts).source)
    }

    @Test func theLaterFolderWinsByName() throws {
        let own = "/ada/.config/warroom/themes"
        let library = library([
            "/etc/warroom/themes/night.yaml": "roles: { text: { fg: red } }",
            "/etc/warroom/themes/day.yaml": "roles: { text: { fg: green } }",
            "\(own)/night.yaml": "roles: { text: { fg: blue } }",
            "\(own)/mono.yaml": "roles: { text: { fg: cyan } }",
            "\(own)/Bad Name.yaml": "", "\(own)/.hidden.yaml": "", "\(own)/notes.txt": "",
        ])
        #expect(library.names == (ThemeTable.shipped.map(\.name) + ["day", "night"]).sorted())
        #expect(library.origins["base"] == .shipped)
        #expect(library.origins["night"]?.description == "\(own)/night.yaml")
        #expect(library.passedOver == ["\(own)/Bad Name.yaml"])
        #expect(try library.theme("night").styles[.text] == ThemeEntry(Style(foreground: .ansi(4))))
        #expect(try library.theme("day").styles[.text] == ThemeEntry(Style(foreground: .ansi(2))))
        #expect(try library.theme("mono").styles[.text] == ThemeEntry(Style(foreground: .ansi(6))))
    }

    @Test func foldersThatDoNotExistAreEmpty() {
        #expect(ThemeLibrary(directories: ["/nowhere/themes"]).names == ThemeTable.shipped.map(\.name))
    }

    private let shipped = ThemeTable.shipped.map(\.name).joined(separator: ", ")

    @Test(arguments: [
        ("bsae", "found \"bsae\" (did you mean \"base\"?)"), ("dracula", "found \"dracula\""),
        ("../../etc/passwd", "found \"../../etc/passwd\""), ("", "found \"\""),
    ])
    func anUnknownThemeListsThoseThereAre(_ name: String, _ end: String) {
        #expect(
            problems { _ = try library([:]).theme(name) } == ["theme: expected one of the themes \(shipped), \(end)"])
    }

    @Test func aThemeInheritsFromAShippedOne() throws {
        let library = library(["/etc/warroom/themes/loud.yaml": "inherits: base\nroles: { text: { attrs: [bold] } }"])
        var expected = try library.theme("base")
        expected.name = "loud"
        expected.styles[.text] = ThemeEntry(Style(attributes: .bold))
        #expect(try library.theme("loud") == expected)
    }

    @Test func circlesAndLostAncestorsAreNamedWithTheirLine() {
        let library = library([
            "/etc/warroom/themes/a.yaml": "# a\ninherits: b", "/etc/warroom/themes/b.yaml": "inherits: c",
            "/etc/warroom/themes/c.yaml": "\n\ninherits: a", "/etc/warroom/themes/self.yaml": "inherits: self",
            "/etc/warroom/themes/lost.yaml": "foo: 1\ninherits: bas",
        ])
        #expect(
            problems { _ = try library.theme("a") } == [
                "/etc/warroom/themes/c.yaml:3:11: inherits: expected a theme that does not lead back, found the circle a → b → c → a"
            ])
        #expect(
            problems { _ = try library.theme("self") } == [
                "/etc/warroom/themes/self.yaml:1:11: inherits: expected a theme that does not lead back, found the circle self → self"
            ])
        #expect(
            problems { _ = try library.theme("lost") } == [
                "/etc/warroom/themes/lost.yaml:1:1: unknown key \"foo\", expected one of: name, appearance, inherits, palette, roles",
                "/etc/warroom/themes/lost.yaml:2:11: inherits: expected one of the themes "
                    + library.names.joined(separator: ", ") + ", found \"bas\" (did you mean \"base\"?)",
            ])
    }

    @Test func aLongRowOfAncestorsEnds() throws {
        var texts: [String: String] = [:]
        for level in 0..<20 { texts["/etc/warroom/themes/t\(level).yaml"] = "inherits: t\(level + 1)" }
        texts["/etc/warroom/themes/t20.yaml"] = "roles: { text: { fg: red } }"
        let library = library(texts)
        #expect(try library.theme("t13").styles[.text] == ThemeEntry(Style(foreground: .ansi(1))))
        #expect(
            problems { _ = try library.theme("t12") } == [
                "/etc/warroom/themes/t19.yaml:1:11: inherits: expected at most 8 themes in a row, found more"
            ])
    }

    @Test func aFileAnywhereCanBeTried() throws {
        let files = FileTable(["/tmp/mine.yaml": "inherits: mono\nroles: { text: { fg: red } }", "/tmp/Mine": ""])
            .source
        let library = ThemeLibrary(directories: [], files: files)
        #expect(try library.theme(contentsOf: "/tmp/mine.yaml").name == "mine")
        #expect(
            problems { _ = try library.theme(contentsOf: "/tmp/gone.yaml") } == [
                "/tmp/gone.yaml: cannot be read: not there"
            ])
        #expect(problems { _ = try library.theme(contentsOf: "/tmp/Mine") }.count == 1)
    }

    @Test func aThemesProblemsHaveTheirPlaces() {
        let library = library([
            "/etc/warroom/themes/pale.yaml": """
            inherits: light
            palette: { muted: "#c0c0c0" }
            roles:
              text: { fg: "#2b3038", bg: "#ffffff" }
              key: { fg: "#dddddd", ansi16: blue }
            """,
            "/etc/warroom/themes/broken.yaml": "roles: { text: { fg: redd } }",
        ])
        #expect(ThemeTable.shipped.flatMap { library.problems(of: $0.name) } == [])
        let found = library.problems(of: "pale").map(\.description)
        #expect(
            found.contains {
                $0.hasPrefix("/etc/warroom/themes/pale.yaml:5:3: key: expected a contrast of 4.5 or more, found 1.3")
            }, "\(found)")
        // What the palette spoils stands in no line of the file.
        #expect(found.contains { $0.hasPrefix("/etc/warroom/themes/pale.yaml: text.dim: expected a contrast") })
        #expect(
            library.problems(of: "broken").map(\.description).map { $0.prefix(42) }
                == ["/etc/warroom/themes/broken.yaml:1:22: text"])
        #expect(library.problems(of: "nosuch").count == 1)
        #expect(library.problems(contentsOf: "/etc/warroom/themes/pale.yaml").map(\.description) == found)
        #expect(
            library.problems(contentsOf: "/gone.yaml").map(\.description) == ["/gone.yaml: cannot be read: not there"])
    }

    @Test func theTableHoldsExactlyTheFilesOfTheFolder() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../themes")
            .path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(ThemeTable.shipped.map { $0.name + ".yaml" } == files)
        for (name, bytes) in ThemeTable.shipped {
            let contents = try #require(FileManager.default.contents(atPath: "\(folder)/\(name).yaml"))
            #expect(bytes == Array(contents), "\(name) is bound to another file")
        }
    }
}
