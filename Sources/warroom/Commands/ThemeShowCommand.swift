import ArgumentParser
import Canvas
import Documents
import Foundation
import PlainText
import Settings
import Terminal

extension ThemeCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "A sample of the screen in a theme's colours, and all its roles.",
            discussion: "Where the output is no terminal, words alone, unless --color says otherwise.")

        @OptionGroup var options: GlobalOptions

        @Argument(help: "The theme; the one in use if left out.")
        var name: String?

        @Option(name: .long, help: ArgumentHelp("auto, truecolor, 256, 16 or mono.", valueName: "depth"))
        var color: ColorChoice?

        @Flag(name: .long, help: "Draw with ASCII alone.")
        var ascii = false

        private static let columnsWithoutTerminal = 100

        func run() throws {
            let environment = ProcessInfo.processInfo.environment
            let settings = try Configuration.load(environment: environment).configuration
            let theme = try chosenTheme(settings, environment)
            if options.json {
                try Output.json(ThemeDocument(theme))
                return
            }
            let preview = try ThemePreview(
                columns: TerminalSession.columns(of: STDOUT_FILENO) ?? Self.columnsWithoutTerminal,
                glyphs: ascii || settings.ascii ? .ascii : .unicode)
            let resolved = depth(settings, environment).map { ResolvedTheme(theme, depth: $0) }
            for page in preview.lines(resolved) { Output.page(page) }
        }

        private func chosenTheme(_ settings: Configuration, _ environment: [String: String]) throws -> Theme {
            let library = ThemeLibrary(environment: environment)
            guard let name, library.origins[name] == nil else { return try library.theme(name ?? settings.theme) }
            do {
                return try library.theme(name)
            } catch {
                throw CommandFailure(.failed, problems: error.problems.map(\.description))
            }
        }

        /// What was asked for here is done everywhere; the configuration is about terminals.
        private func depth(_ settings: Configuration, _ environment: [String: String]) -> ColorDepth? {
            var terminal = TerminalOptions(environment: environment)
            switch color {
            case .depth(let depth): return depth
            case .auto: return TerminalSession.depthOfLines(terminal)
            case nil:
                guard TerminalSession.depthOfLines(terminal) != nil else { return nil }
                terminal.color = settings.color
                return TerminalSession.depthOfLines(terminal)
            }
        }
    }
}

/// A theme as `--json` prints it: what each role and layer looks like at each depth.
private struct ThemeDocument: Encodable {
    struct Look: Encodable {
        let fg: String
        let bg: String
        let attrs: [String]

        init(_ style: Style) {
            fg = style.foreground.name
            bg = style.background.name
            attrs = TextAttributes.names.filter { style.attributes.contains($0.attribute) }.map(\.name)
        }
    }

    let name: String
    let appearance: String
    /// By role, then by depth; a layer as it lies over plain text.
    let roles: [String: [String: Look]]

    init(_ theme: Theme) {
        name = theme.name
        appearance = theme.appearance.rawValue
        func looks(_ role: StyleRole, _ layer: Layer) -> [String: Look] {
            Dictionary(
                uniqueKeysWithValues: ColorDepth.allCases.map {
                    ($0.rawValue, Look(theme.style(role, layer, depth: $0)))
                })
        }
        var roles: [String: [String: Look]] = [:]
        for role in StyleRole.allCases { roles[role.rawValue] = looks(role, .plain) }
        for layer in Layer.allCases {
            if let name = layer.themeName { roles[name] = looks(.text, layer) }
        }
        self.roles = roles
    }
}
