import ArgumentParser
import Dashboard
import Documents
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

        @OptionGroup var options: GlobalOptions

        @Argument(help: "A config.yaml or a keymap.yaml; those that would be used if left out.")
        var file: String?

        func run() throws {
            guard options.json else {
                for sentence in try sentences() { Output.line(.cell(sentence)) }
                return
            }
            do {
                _ = try sentences()
                try Output.json([ProblemRow]())
            } catch let error as DocumentError {
                try Output.json(error.problems.map(ProblemRow.init))
                throw ExitCode(ExitStatus.configuration.rawValue)
            }
        }

        /// What is fine. Throws `DocumentError` for what is not, and `CommandFailure` for what cannot work together.
        private func sentences() throws -> [String] {
            let environment = ConfigCommand.environment
            if let file, file.split(separator: "/").last == "keymap.yaml" {
                _ = try KeyMapFile.load(path: file, actions: KeyMap.actions)
                return ["\(file) is fine"]
            }
            try check(try ConfigCommand.load(file))
            if let file { return ["\(file) is fine"] }
            let path = Configuration.path(environment: environment) { FileManager.default.fileExists(atPath: $0) }
            let keys = try KeyMapFile.load(environment: environment, actions: KeyMap.actions)
            return [path.map { "\($0) is fine" } ?? "there is no configuration file: the defaults hold"]
                + (keys.map { ["\($0.file) is fine"] } ?? [])
        }

        /// What each value says may be right by itself, and still lead to nothing.
        private func check(_ loaded: LoadedConfiguration) throws {
            let configuration = loaded.configuration
            do {
                _ = try ThemeLibrary(environment: ConfigCommand.environment).theme(configuration.theme)
            } catch {
                throw CommandFailure(
                    .configuration, "\(place("theme", loaded)): \(error.problems.first.map { "\($0)" } ?? "")")
            }
            guard case .at(let address) = configuration.listen else { return }
            do {
                try ServeCommand.checkSenders(of: address, configuration)
            } catch {
                throw CommandFailure(.configuration, "\(place("listen", loaded)): \(error)")
            }
        }

        /// Where a value stands, as `config.yaml:3: theme`.
        private func place(_ key: String, _ loaded: LoadedConfiguration) -> String {
            loaded.origins[key].map { "\($0): \(key)" } ?? key
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

        @OptionGroup var options: GlobalOptions

        private struct Row: Encodable {
            let key: String
            let value: String
            let expected: String
            let unit: String?
            let help: String
        }

        func run() throws {
            if options.json {
                return try Output.json(
                    ConfigurationTable.keys.map {
                        Row(key: $0.name, value: $0.defaultText, expected: $0.form, unit: $0.unit, help: $0.help)
                    })
            }
            for text in SafeText.lines(ConfigurationTable.yaml, limit: 1000) { Output.line(text) }
        }
    }
}
