import Dashboard
import Documents
import Foundation
import Playbooks
import Settings
import Testing

/// The guide hangs together, and what it shows as an example is one.
struct GuideTests {
    @Test(arguments: ["README.md"] + Page.guideNames.map { Page.guide($0).path })
    func everyReferenceLeadsSomewhere(_ path: String) {
        let folder = SourceTree.root.appendingPathComponent(path).deletingLastPathComponent()
        for reference in Page(path: path).references {
            let file = reference.prefix { $0 != "#" }
            let place = folder.appendingPathComponent(String(file)).path
            #expect(FileManager.default.fileExists(atPath: place), "\(path) leads to \(reference), which is not there")
        }
    }

    @Test func everyPageIsReachedFromTheFirst() {
        let references = Set(Page.guide("Documentation").references)
        for name in Page.guideNames where name != "Documentation" {
            #expect(references.contains(name + ".md"), "the first page does not lead to \(name)")
        }
    }

    @Test func everyPictureIsShown() {
        let references = Set(Page.guideNames.flatMap { Page.guide($0).references })
        for picture in SourceTree.names(in: Page.guideFolder) where picture.hasSuffix(".svg") {
            #expect(references.contains(picture), "no page shows \(picture)")
        }
    }

    @Test func theExampleOfAThemePassesItsOwnCheck() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("warroom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let example = try Page.guide("Themes").example("theme")
        try example.write(to: folder.appendingPathComponent("night.yaml"), atomically: true, encoding: .utf8)
        #expect(ThemeLibrary(directories: [folder.path]).problems(of: "night") == [])
    }

    @Test func theExampleOfAPlaybookHasNothingWrong() throws {
        let text = try Page.guide("Playbooks").example("playbook")
        let reading = PlaybookReading(text: text, file: "queue-backs-up.md", name: "queue-backs-up")
        #expect(reading.problems == [])
        #expect(reading.playbook?.steps.isEmpty == false)
    }

    @Test func theExampleOfAKeyMapCanBeRead() throws {
        let actions = ActionTable.all.map {
            KeyMapAction(
                name: $0.id.name, keys: $0.keys, pane: $0.scope.pane?.rawValue, needsKey: $0.id == .quit)
        }
        let text = try Page.guide("Keys").example("keymap")
        #expect(try KeyMapFile.parse(text: text, file: "keymap.yaml", actions: actions).keys.isEmpty == false)
    }

    @Test(arguments: [("Configuration", "config"), ("Senders", "tokens"), ("Senders", "keeping the pager")])
    func theExamplesOfAConfigurationCanBeRead(_ page: String, _ marker: String) throws {
        let loaded = try Configuration.parse(text: Page.guide(page).example(marker), file: "config.yaml")
        #expect(!loaded.origins.isEmpty)
    }
}
