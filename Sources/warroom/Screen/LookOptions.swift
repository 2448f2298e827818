import ArgumentParser
import Canvas
import Dashboard
import Documents
import Settings
import Terminal

/// How a room is shown: options of every command that opens a screen.
struct LookOptions: ParsableArguments {
    @Flag(name: .long, help: "Lines instead of a screen: for screen readers, pipes and dumb terminals.")
    var plain = false

    @Option(name: .long, help: ArgumentHelp("The theme.", valueName: "name"))
    var theme: String?

    @Option(name: .long, help: ArgumentHelp("auto, truecolor, 256, 16 or mono.", valueName: "depth"))
    var color: ColorChoice?

    @Flag(name: .long, help: "Draw with ASCII alone.")
    var ascii = false

    @Flag(name: .long, help: "Take the mouse: wheel scrolls, click selects; Shift selects text as before.")
    var mouse = false

    /// What these options and the person's configuration come to; nil where lines are wanted, which have no look and no keys
    /// and must not fail for their sake.
    func choices(_ environment: [String: String]) throws -> LookChoices? {
        let settings = try configuration(environment)
        guard !plain else { return nil }
        var troubles: [String] = []
        let keyMap = keyMap(environment, &troubles)
        let theme = try chosenTheme(settings, environment, &troubles)
        try TerminalSession.check(TerminalOptions(environment: environment))
        return LookChoices(
            settings: settings, theme: theme, keyMap: keyMap, depth: depth(settings),
            isASCII: ascii || settings.ascii, takesMouse: mouse || settings.mouse, environment: environment,
            troubles: troubles)
    }

    /// The person's keys; those that there are by themselves where the file is wrong: an incident is no time to mend it.
    private func keyMap(_ environment: [String: String], _ troubles: inout [String]) -> KeyMap {
        do {
            return try KeyMap.load(environment: environment)
        } catch {
            troubles.append("your keys are not in use: \(Self.first(of: error))")
            return .standard
        }
    }

    private static func first(of error: DocumentError) -> String {
        error.problems.first.map { "\($0)" } ?? error.description
    }

    private func configuration(_ environment: [String: String]) throws -> Configuration {
        try Configuration.load(environment: environment).configuration
    }

    /// The theme that was asked for here, or the configuration's, in whose place the plainest will do.
    private func chosenTheme(
        _ settings: Configuration, _ environment: [String: String], _ troubles: inout [String]
    ) throws -> Theme {
        let library = ThemeLibrary(environment: environment)
        do {
            return try library.theme(theme ?? settings.theme)
        } catch {
            guard theme == nil, let base = try? ThemeLibrary(directories: []).theme(Self.themeInNeed) else {
                throw CommandFailure(
                    theme == nil ? .configuration : .failed, problems: error.problems.map(\.description))
            }
            troubles.append("the theme \(settings.theme) is not in use: \(Self.first(of: error))")
            return base
        }
    }

    private static let themeInNeed = "base"

    private func depth(_ settings: Configuration) -> ColorDepth? {
        switch color {
        case .auto: nil
        case .depth(let depth): depth
        case nil: settings.color
        }
    }
}

/// How a screen looks and which keys it has.
struct LookChoices: Sendable {
    var settings: Configuration
    var theme: Theme
    var keyMap: KeyMap
    var depth: ColorDepth?
    var isASCII: Bool
    var takesMouse: Bool
    var environment: [String: String]
    /// What could not be had as the person wants it, a sentence each.
    var troubles: [String] = []
}

/// `--color`.
enum ColorChoice: ExpressibleByArgument {
    case auto
    case depth(ColorDepth)

    init?(argument: String) {
        if argument == "auto" {
            self = .auto
        } else if let depth = ColorDepth(rawValue: argument) {
            self = .depth(depth)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] { ["auto"] + ColorDepth.allCases.map(\.rawValue) }
}
