import Foundation
import SeededRandom
import Testing

@testable import Settings

struct DaemonSettingsTests {
    private static func withDirectory(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/warroom-settings-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        try DaemonSettingsTests.withDirectory { directory in
            let path = directory + "/daemon.yaml"
            var settings = DaemonSettings(
                listen: ListenSetting("[::1]:9911"), group: "oncall", configuration: "/etc/a b.yaml")
            try settings.write(to: path)
            #expect(DaemonSettings.read(path).settings == settings)
            settings = DaemonSettings(listen: .off)
            try settings.write(to: path)
            #expect(DaemonSettings.read(path).settings == settings)
            #expect(DaemonSettings.read(path).problems.isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["daemon.yaml"])
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func anUnfinishedFileOfAnEarlierRunIsNoHindranceAndNoWayOut() throws {
        try DaemonSettingsTests.withDirectory { directory in
            let victim = directory + "/victim"
            try Data("kept".utf8).write(to: URL(fileURLWithPath: victim))
            try FileManager.default.createSymbolicLink(
                atPath: directory + "/daemon.yaml.new", withDestinationPath: victim)
            try DaemonSettings(group: "g").write(to: directory + "/daemon.yaml")
            #expect(DaemonSettings.read(directory + "/daemon.yaml").settings.group == "g")
            #expect(try String(contentsOfFile: victim, encoding: .utf8) == "kept")
        }
    }

    @Test func aHomeThatIsNotThereIsSaid() {
        let failure = #expect(throws: FileFailure.self) { try DaemonSettings().write(to: "/nowhere/daemon.yaml") }
        #expect(failure?.description == "/nowhere/daemon.yaml.new cannot be written: No such file or directory")
    }

    @Test func whatIsInTheWayIsKept() throws {
        try DaemonSettingsTests.withDirectory { directory in
            try FileManager.default.createDirectory(
                atPath: directory + "/daemon.yaml", withIntermediateDirectories: false)
            #expect(throws: FileFailure.self) { try DaemonSettings().write(to: directory + "/daemon.yaml") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["daemon.yaml"])
        }
    }

    @Test(arguments: [
        ("", DaemonSettings(), 0),
        ("listen: 127.0.0.1:1\nfuture: {a: 1}\n", DaemonSettings(listen: ListenSetting("127.0.0.1:1")), 0),
        ("listen: everywhere\ngroup: g\n", DaemonSettings(group: "g"), 1),
        ("listen:\ngroup: [a]\nconfiguration: /c", DaemonSettings(configuration: "/c"), 2),
        ("group: \"", DaemonSettings(), 1), ("- a", DaemonSettings(), 1),
    ])
    func aSpoiltFileStillGivesWhatItCan(_ text: String, _ settings: DaemonSettings, _ problemCount: Int) {
        let read = DaemonSettings.parse(text: text, file: "daemon.yaml")
        #expect(read.settings == settings)
        #expect(read.problems.count == problemCount)
    }

    @Test func noFileIsNoProblem() {
        #expect(DaemonSettings.read("/nowhere/daemon.yaml").settings == DaemonSettings())
        #expect(DaemonSettings.read("/nowhere/daemon.yaml").problems.isEmpty)
    }

    @Test(arguments: [
        "null", "~", "true", "off", "12", "- a", "a: b", "a #b", "/etc/x", "*a", "&a", "[a]", "'", "\"", "a:",
    ])
    func wordsThatMeanSomethingToYAMLStayWords(_ word: String) {
        #expect(DaemonSettings.parse(text: "group: \(YAMLText.scalar(word))\n", file: "d").settings.group == word)
    }

    @Test(arguments: [11, 12] as [UInt64])
    func anyNameSurvivesTheFile(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for round in 0..<200 {
            let word = String(
                String.UnicodeScalarView(
                    (0...generator.below(12)).compactMap { _ in
                        Unicode.Scalar(UInt32(generator.below(generator.below(2) == 0 ? 0x80 : 0x11_0000)))
                    }))
            guard !word.isEmpty else { continue }
            let settings = DaemonSettings(group: word, configuration: "/" + word)
            let read = DaemonSettings.parse(text: settings.yaml, file: "d")
            #expect(read.settings == settings, "seed \(seed), round \(round): \(word.unicodeScalars.map(\.value))")
            #expect(DaemonSettings.parse(text: "group: " + YAMLText.scalar(word), file: "d").settings.group == word)
        }
    }
}
