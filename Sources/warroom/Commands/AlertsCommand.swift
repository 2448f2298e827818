import ArgumentParser
import PlainText
import RoomClient
import WarRoom
import WireJSON

struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "The board: what fires, and what has not been looked at.")

    @OptionGroup var options: GlobalOptions

    @Option(name: .long, help: "Only alerts of this state.")
    var state: AlertState?

    @Option(
        name: .long, help: ArgumentHelp("Only alerts that match, as in 'severity=\"critical\"'.", valueName: "matchers")
    )
    var match: String?

    @Flag(name: .long, help: "With those that are gone.")
    var all = false

    func run() async throws {
        if let match { _ = try MatcherSyntax.parse(match) }
        let arguments: [(name: String, value: String?)] = [
            ("match", match), ("state", state?.rawValue), ("all", all ? "1" : nil),
        ]
        let client = try await options.openedClient()
        if options.json {
            let document = try await client.document("/v1/alerts", arguments)
            Output.json(try ContractFields.completing(ContractFields.alert, ofEachIn: document))
            try await tellNotShown(client)
            return
        }
        let rows = try await client.read([AlertRow].self, "/v1/alerts", arguments)
        guard !rows.isEmpty else {
            Output.line(state == nil && match == nil ? "no alert is on the board" : "no alert is so")
            return
        }
        let now = TimeWords.now()
        var table = Table(["ID", "SEVERITY", "STATE", "NAME", "TARGET", "AGE", "COUNT", "BY", "TITLE"])
        for row in rows { table.add(Self.cells(row, now: now)) }
        table.print()
        try await tellNotShown(client)
    }

    /// Says beside the answer that it is not all.
    private func tellNotShown(_ client: RoomClient) async throws {
        let status = try JSONDocument(parsing: try await client.document("/v1/status"), limits: .trusted).root
        if let sentence = StatusCommand.notShown(status["notShown"]?.int) { Output.problem(sentence) }
    }

    private static func under(_ row: AlertRow) -> SafeText {
        row.under.map { ", under " + .cell($0, isName: true).truncated(to: 20) } ?? ""
    }

    static func cells(_ row: AlertRow, now: Instant) -> [SafeText] {
        [
            .cell(String(row.id.description.prefix(8))), .cell(row.severity.rawValue),
            .cell(row.state.rawValue + (row.flapping == true ? ", flapping" : "")) + under(row),
            .cell(row.name).truncated(to: 32), .cell(row.target.isEmpty ? "-" : row.target).truncated(to: 24),
            .cell((now - row.since).short), .number(Int(clamping: row.count)), .cell(row.by ?? "-").truncated(to: 16),
            .cell(row.title),
        ]
    }
}
