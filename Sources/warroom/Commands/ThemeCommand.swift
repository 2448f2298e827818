import ArgumentParser
import Canvas
import Documents
import Foundation
import PlainText
import Settings
import Terminal

struct ThemeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "The colours of the screen.",
        discussion: """
            A theme of your own is a file ~/.config/warroom/themes/NAME.yaml: `inherits: dark` and a palette are enough. \
            `theme: NAME` in config.yaml puts it on.
            """,
        subcommands: [List.self, Show.self, Check.self])

    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The themes there are, and where each comes from.")

        @OptionGroup var options: GlobalOptions

        private struct Row: Encodable {
            let name: String
            let appearance: String?
            let from: String
            let isInUse: Bool
        }

        func run() throws {
            let library = ThemeLibrary(environment: ThemeCommand.environment)
            let used = try Configuration.load(environment: ThemeCommand.environment).configuration.theme
            let rows = library.names.map { name in
                Row(
                    name: name, appearance: (try? library.theme(name))?.appearance.rawValue,
                    from: library.origins[name]?.description ?? "", isInUse: name == used)
            }
            if options.json {
                try Output.json(rows)
            } else {
                var table = Table(["NAME", "FOR", "USED", "FROM"])
                for row in rows {
                    table.add([
                        .cell(row.name), .cell(row.appearance ?? "unreadable"), row.isInUse ? "yes" : "",
                        .cell(row.from, isName: true),
                    ])
                }
                table.print()
            }
            for path in library.passedOver {
                Output.problem("\(path) is passed over: a theme's name is \(ThemeName.words)")
            }
            if library.origins[used] == nil { throw CommandFailure(.configuration, "there is no theme \(used)") }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Say what is wrong, with file and line, and what was expected.",
            discussion: """
                Also where letters are hard to read: less than 4.5 to 1 between two colours that the theme gives both \
                (WCAG). Ends with 78 where anything is wrong.
                """)

        @OptionGroup var options: GlobalOptions

        @Argument(help: "A theme's file; all themes there are if left out.")
        var file: String?

        func run() throws {
            let library = ThemeLibrary(environment: ThemeCommand.environment)
            let problems =
                file.map(library.problems(contentsOf:))
                ?? library.names.flatMap(library.problems(of:))
            if options.json {
                try Output.json(problems.map(ProblemRow.init))
                if !problems.isEmpty { throw ExitCode(ExitStatus.configuration.rawValue) }
            } else if let error = DocumentError(problems) {
                throw error
            } else {
                Output.line(.cell(file.map { "\($0) is fine" } ?? "\(library.names.count) themes are fine"))
            }
        }
    }
}
