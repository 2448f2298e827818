import ArgumentParser
import Documents
import Foundation
import PlainText
import Settings

/// The program: a dashboard unless a command is named.
struct Warroom: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warroom",
        abstract: "An incident war room in a terminal.",
        discussion: """
            Without a command it opens the dashboard: live alerts, who has them, the timeline and what to do next, the same \
            on every screen of the room. The room's daemon is started when none runs; --plain, --theme, --color, --ascii, \
            --mouse and --read-only say how it looks: `warroom dashboard --help` lists them. Options such as --home stand \
            before or after the command.
            """,
        version: Version.text,
        subcommands: [
            DashboardCommand.self, DemoCommand.self, ServeCommand.self, StatusCommand.self, StopCommand.self,
            AlertsCommand.self, AckCommand.self, UnackCommand.self, ResolveCommand.self, SeenCommand.self,
            SilenceCommand.self, UnsilenceCommand.self, SilencesCommand.self,
            DeclareCommand.self, IncidentsCommand.self, ShowCommand.self, SetCommand.self, CloseCommand.self,
            LinkCommand.self, UnlinkCommand.self, MergeCommand.self,
            NoteCommand.self, CorrectCommand.self, RedactCommand.self, PinCommand.self, UnpinCommand.self,
            OnCallCommand.self, RoleCommand.self, WhoCommand.self, PlaybookCommand.self,
            TailCommand.self, LogCommand.self, ConfigCommand.self,
            ThemeCommand.self, TokenCommand.self,
        ],
        defaultSubcommand: DashboardCommand.self)
}

@main
enum Main {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        makeConfigurationPathAbsolute()
        let arguments = ArgumentOrder.normalised(Array(CommandLine.arguments.dropFirst()))
        do {
            try CommandWords.check(arguments)
            var command = try Warroom.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(error)
        }
    }

    /// A daemon that this starts, or that is served, reads the configuration as well and does not stay where it was started.
    private static func makeConfigurationPathAbsolute() {
        guard let path = ProcessInfo.processInfo.environment["WARROOM_CONFIG"], !path.isEmpty, !path.hasPrefix("/")
        else { return }
        setenv("WARROOM_CONFIG", URL(fileURLWithPath: path).standardizedFileURL.path, 1)
    }

    private static func end(_ error: any Error) -> Never {
        if error is CleanExit || error is ExitCode || error is ValidationError
            || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
        {
            let isProblem = Warroom.exitCode(for: error) != .success
            for line in SafeText.lines(Warroom.fullMessage(for: error), limit: 10_000) {
                if isProblem { Output.problemLine(line) } else { Output.line(line) }
            }
            exit(Warroom.exitCode(for: error).rawValue)
        }
        let problems =
            switch error {
            case let error as DocumentError: error.problems.map(\.description)
            case let error as CommandFailure: error.problems
            default: ["\(error)"]
            }
        for problem in problems { Output.problem(problem) }
        exit(ExitStatus.of(error).rawValue)
    }
}
