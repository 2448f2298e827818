import ArgumentParser
import PlainText
import RoomClient
import WarRoom

struct DeclareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare", abstract: "Open an incident; prints its id.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "What is wrong, in a few words.")
    var title: [String]

    @Option(name: .long, help: "SEV1 (worst) to SEV5; SEV3 unless said otherwise.")
    var severity: IncidentSeverity?

    @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("Alerts that belong to it.", valueName: "id"))
    var alert: [String] = []

    func run() async throws {
        let outcome = try await options.carryOut(
            DeclareIncident(
                title: title.joined(separator: " "), severity: severity,
                alerts: alert.isEmpty ? nil : AlertSelection(ids: alert)), printing: options.json)
        if !options.json, let incident = outcome.incident { Output.line(raw: incident.description) }
    }
}

struct IncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents", abstract: "The incidents, open ones first.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let client = try await options.openedClient()
        if options.json {
            let document = try await client.document("/v1/incidents")
            Output.json(try ContractFields.completing(ContractFields.incident, ofEachIn: document))
            return
        }
        let incidents = try await client.read([IncidentSummary].self, "/v1/incidents")
        guard !incidents.isEmpty else {
            Output.line("no incident was ever declared here")
            return
        }
        let now = TimeWords.now()
        var table = Table(["ID", "SEV", "STATUS", "COMMANDER", "AGE", "ALERTS", "TITLE"])
        for incident in incidents.sorted(by: {
            ($0.closedAt == nil ? 0 : 1, -$0.id.number) < ($1.closedAt == nil ? 0 : 1, -$1.id.number)
        }) {
            table.add([
                .cell(incident.id.description), .cell(incident.severity.rawValue), .cell(incident.status.rawValue),
                .cell(incident.commander ?? "-"), .cell(((incident.closedAt ?? now) - incident.openedAt).short),
                .number(incident.alerts.count), .cell(incident.title),
            ])
        }
        table.print()
    }
}

struct SetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change an incident's severity, status or title.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident, as in INC-1; the one that is open if left out.")
    var incident: IncidentID?

    @Option(name: .long, help: "SEV1 to SEV5.")
    var severity: IncidentSeverity?

    @Option(name: .long, help: "Where it stands; monitoring means that customers are no longer hurt.")
    var status: IncidentStatus?

    @Option(name: .long, help: "What it is called.")
    var title: String?

    func run() async throws {
        try await options.carryOut(SetIncident(incident.selection, severity: severity, status: status, title: title))
    }
}

struct CloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "close", abstract: "Close an incident.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident, as in INC-1; the one that is open if left out.")
    var incident: IncidentID?

    func run() async throws {
        try await options.carryOut(SetIncident(incident.selection, status: .closed))
    }
}

struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "link", abstract: "Make alerts part of an incident.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident, as in INC-1.")
    var incident: IncidentID

    @OptionGroup var alerts: AlertArguments

    func run() async throws {
        try await options.carryOut(LinkAlerts(.id(incident), try alerts.selection()))
    }
}

struct UnlinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "unlink", abstract: "Take alerts out of an incident.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident, as in INC-1.")
    var incident: IncidentID

    @OptionGroup var alerts: AlertArguments

    func run() async throws {
        try await options.carryOut(LinkAlerts(.id(incident), try alerts.selection(), isLinked: false))
    }
}
