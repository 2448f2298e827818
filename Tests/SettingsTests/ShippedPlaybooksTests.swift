import Playbooks
import Settings
import Testing
import WarRoom

/// The playbooks that travel inside the program.
struct ShippedPlaybooksTests {
    static let library = PlaybookLibrary(directories: [])

    @Test func theTableNamesWhatIsShipped() {
        #expect(Self.library.names == ["database-failover", "disk-filling", "high-error-rate"])
    }

    @Test(arguments: library.names)
    func eachIsWithoutAMistakeAndWorthWalking(_ name: String) throws {
        let reading = try Self.library.read(name)
        #expect(reading.problems == [])
        let playbook = try #require(reading.playbook)
        #expect(!playbook.match.isEmpty && !playbook.introduction.isEmpty && playbook.severity != nil)
        #expect((7...20).contains(playbook.steps.count))
        #expect(playbook.title.count <= 60)
        for step in playbook.steps {
            #expect(step.title.count <= 48, "\(step.title)")
            #expect(!step.blocks.isEmpty, "\(step.title)")
            #expect(step.blocks.count { $0.kind == .command } <= 1, "\(step.title)")
        }
    }

    @Test(arguments: [
        (["alertname": "PostgresDown", "severity": "critical"], "database-failover"),
        (["alertname": "DiskWillFillIn4Hours", "severity": "warning"], "disk-filling"),
        (["alertname": "HighErrorRate", "severity": "critical"], "high-error-rate"),
    ])
    func commonAlertsSuggestThem(_ labels: [String: String], _ name: String) {
        let labels = Labels(labels.map { Label(name: $0.key, value: $0.value) })
        #expect(Self.library.all().filter { $0.fits(labels) }.map(\.name) == [name])
    }

    @Test func aFileInAFolderReplacesAShippedOneAndNamesThatCannotBeAreTold() throws {
        let files = FileTable(["/p/disk-filling.md": "---\ntitle: Ours\n---\n## look\n", "/p/Bad name.md": ""])
        let library = PlaybookLibrary(directories: ["/p"], files: files.source)
        #expect(try library.read("disk-filling").playbook?.title == "Ours")
        #expect(library.origin("disk-filling") == "/p/disk-filling.md")
        #expect(library.origin("database-failover") == "shipped")
        #expect(library.passedOver == ["/p/Bad name.md"])
        #expect(throws: (any Error).self) { try library.read("disk-fillin") }
    }
}
