import ArgumentParser
import PlainText
import RoomClient
import WarRoom

struct SilenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence", abstract: "Hide the alerts that match, for a while.")

    @OptionGroup var options: GlobalOptions

    @Option(
        name: .long, help: ArgumentHelp("Which alerts, as in 'job=\"api\",env=~\"dev|test\"'.", valueName: "matchers"))
    var match: String

    @Option(name: .customLong("for"), help: ArgumentHelp("How long, as in 2h.", valueName: "length"))
    var length: String

    @Option(name: .customLong("why"), help: ArgumentHelp("The reason, for everybody else.", valueName: "text"))
    var reason: String

    func run() async throws {
        try await options.carryOut(
            CreateSilence(
                matchers: try MatcherSyntax.parse(match), length: try TimeWords.length(length), comment: reason))
    }
}

struct UnsilenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unsilence", abstract: "End a silence before its time.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The silence's id; may be shortened while it is unique.")
    var id: String

    func run() async throws {
        try await options.carryOut(EndSilence(silence: id))
    }
}

struct SilencesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silences", abstract: "The silences there are, the next to end first.")

    @OptionGroup var options: GlobalOptions

    @Flag(name: .long, help: "With those that have ended.")
    var all = false

    func run() async throws {
        let client = try await options.openedClient()
        let silences = try await client.read([Silence].self, "/v1/silences").filter { all || $0.state != .expired }
        if options.json {
            try Output.json(silences)
            return
        }
        guard !silences.isEmpty else {
            Output.line("nothing is silenced")
            return
        }
        let now = TimeWords.now()
        var table = Table(["ID", "STATE", "ENDS IN", "BY", "MATCHERS", "WHY"])
        for silence in silences {
            table.add([
                .cell(silence.id.description), .cell(silence.state.rawValue),
                .cell(silence.state == .expired ? "-" : (silence.endsAt - now).shortLeft), .cell(silence.createdBy),
                .cell(silence.matchers.map(\.description).joined(separator: ",")), .cell(silence.comment),
            ])
        }
        table.print()
    }
}
