import ArgumentParser
import PlainText
import RoomClient
import WarRoom

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One incident: who, which alerts, what happened.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident, as in INC-1; the one that is open if left out.")
    var incident: IncidentID?

    private struct Document: Encodable {
        let incident: IncidentSummary
        let alerts: [AlertRow]
        let timeline: [TimelineEntry]
    }

    func run() async throws {
        let client = try await options.openedClient()
        let incidents = try await client.read([IncidentSummary].self, "/v1/incidents")
        let shown = try chosen(incidents)
        let linked = Set(shown.alerts)
        let alerts = try await client.read([AlertRow].self, "/v1/alerts", [("all", "1")]).filter {
            linked.contains($0.id)
        }
        let entries = try await client.timeline(TimelineFilter(incident: shown.id), limit: Limits.timelineRowsMax)
        if options.json {
            try Output.json(Document(incident: shown, alerts: alerts, timeline: entries))
            return
        }
        printHead(shown)
        if !alerts.isEmpty {
            Output.line("")
            var table = Table(["ID", "SEVERITY", "STATE", "NAME", "TARGET", "AGE", "COUNT", "BY", "TITLE"])
            for row in alerts { table.add(AlertsCommand.cells(row, now: TimeWords.now())) }
            table.print()
        }
        Output.line("")
        for entry in entries { Output.line(TailCommand.line(entry)) }
    }

    private func chosen(_ incidents: [IncidentSummary]) throws(CommandFailure) -> IncidentSummary {
        if let incident {
            guard let found = incidents.first(where: { $0.id == incident }) else {
                throw CommandFailure(.failed, "there is no \(incident): `warroom incidents` lists those there are")
            }
            return found
        }
        let open = incidents.filter { $0.status != .closed }
        guard let only = open.first else { throw CommandFailure(.failed, "no incident is open: name one, as in INC-1") }
        guard open.count == 1 else {
            let names = open.map { "\($0.id) \($0.title)" }.joined(separator: ", ")
            throw CommandFailure(.usage, "\(open.count) incidents are open (\(names)): say which one")
        }
        return only
    }

    private func printHead(_ incident: IncidentSummary) {
        Output.line(
            .cell("\(incident.id)  \(incident.severity.rawValue)  \(incident.status.rawValue)  ")
                + .cell(incident.title))
        let closed = incident.closedAt.map { ", closed \(TimeWords.local($0))" } ?? ""
        let merged = incident.mergedInto.map { ", merged into \($0)" } ?? ""
        Output.line(.cell("declared by \(incident.declaredBy) \(TimeWords.local(incident.openedAt))\(closed)\(merged)"))
        for role in Role.allCases {
            let holders = incident.roles.filter { $0.role == role }.map(\.person)
            guard role == .commander || !holders.isEmpty else { continue }
            Output.line(.cell("\(role.title): \(holders.isEmpty ? "nobody" : holders.joined(separator: ", "))"))
        }
        if !incident.participants.isEmpty {
            Output.line(.cell("Present: \(incident.participants.map(\.person).joined(separator: ", "))"))
        }
    }
}
