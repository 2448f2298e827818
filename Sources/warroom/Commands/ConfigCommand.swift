import ArgumentParser
import Dashboard
import Foundation
import PlainText
import Settings

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The configuration.", subcommands: [Check.self, Show.self, Default.self])

    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// Reads a named file, or the one that would be used.
    private static func load(_ file: String?) throws -> LoadedConfiguration {
        try file.map { try Configuration.load(path: $0) } ?? Configuration.load(environment: environment)
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Say what is wrong, with file and line, and what was expected.")

        @Argument(help: "A config.yaml or a keymap.yaml; those that would be used if left out.")
        var file: String?

        func run() throws {
            if let file, file.split(separator: "/").last == "keymap.yaml" {
                _ = try KeyMapFile.load(path: file, actions: KeyMap.actions)
                Output.line(.cell("\(file) is fine"))
                return
            }
            let path =
                file
                ?? Configuration.path(environment: ConfigCommand.environment) {
                    FileManager.default.fileExists(atPath: $0)
                }
            _ = try ConfigCommand.load(file)
            Output.line(.cell(path.map { "\($0) is fine" } ?? "there is no configuration file: the defaults hold"))
            guard file == nil else { return }
            let keys = try KeyMapFile.load(environment: ConfigCommand.environment, actions: KeyMap.actions)
            if let keys { Output.line(.cell("\(keys.file) is fine")) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Each value, and where it comes from.")

        @OptionGroup var options: GlobalOptions

        private struct Row: Encodable {
            let key: String
            let value: String
            let origin: String
        }

        func run() throws {
            let loaded = try ConfigCommand.load(nil)
            let rows = loaded.configuration.rows(loaded.origins)
            if options.json {
                try Output.json(rows.map { Row(key: $0.key, value: $0.value, origin: "\($0.origin)") })
                return
            }
            var table = Table(["KEY", "VALUE", "FROM"])
            for row in rows { table.add([.cell(row.key), .cell(row.value), .cell("\(row.origin)")]) }
            table.print()
        }
    }

    struct Default: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "default", abstract: "The default configuration, with comments.")

        func run() {
            for text in SafeText.lines(ConfigurationTable.yaml, limit: 1000) { Output.line(text) }
        }
    }
}
