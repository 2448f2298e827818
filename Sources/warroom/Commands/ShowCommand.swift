import ArgumentParser
import PlainText
import RoomClient
import Settings
import WarRoom
import WireJSON

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One incident or alert: who has it, and what happened.")

    @OptionGroup var options: GlobalOptions

    @Argument(
        help: ArgumentHelp(
            "An incident, as in INC-1, or an alert's id, which may be shortened; the open incident if left out.",
            valueName: "incident-or-alert"))
    var name: String?

    /// A number this short is an incident's, a longer one an alert's id.
    private static let incidentDigitsMax = 6

    func validate() throws {
        guard let name, incident == nil else { return }
        guard (1...16).contains(name.utf8.count), name.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
        else {
            throw ValidationError(
                "expected an incident as in INC-1, or an alert's id of up to sixteen hex digits, found \(name)")
        }
    }

    func run() async throws {
        let client = try await options.openedClient()
        if let name, incident == nil {
            let story = try await client.story(ofAlert: name)
            if options.json { return try Output.json(story) }
            return AlertPage(story: story, playbooks: PlaybookCommand.library.all(), now: TimeWords.now()).print()
        }
        let incidents = try await client.read([IncidentSummary].self, "/v1/incidents")
        let shown = try chosen(incidents)
        let linked = Set(shown.alerts)
        let alerts = try await client.read([AlertRow].self, "/v1/alerts", [("all", "1")]).filter {
            linked.contains($0.id)
        }
        let entries = try await client.timeline(TimelineFilter(incident: shown.id), limit: Limits.timelineRowsMax)
        let story = try await client.story(of: shown.id)
        if options.json {
            return try printJSON(shown, alerts, entries, story)
        }
        printHead(shown)
        IncidentPage(story: story, now: TimeWords.now()).print()
        if !alerts.isEmpty {
            Output.line("")
            var table = Table(["ID", "SEVERITY", "STATE", "NAME", "TARGET", "AGE", "COUNT", "BY", "TITLE"])
            for row in alerts { table.add(AlertsCommand.cells(row, now: TimeWords.now())) }
            table.print()
        }
        Output.line("")
        for entry in entries { Output.line(TailCommand.line(entry)) }
    }

    /// An object of `incident` and `alerts`, as `incidents` and `alerts` print them, `timeline` and `summary`.
    private func printJSON(
        _ incident: IncidentSummary, _ alerts: [AlertRow], _ timeline: [TimelineEntry], _ summary: IncidentStory
    ) throws {
        let shown = try ContractFields.completing(ContractFields.incident, of: WireEncoder.encode(incident))
        let linked = try ContractFields.completing(ContractFields.alert, ofEachIn: WireEncoder.encode(alerts))
        let (entries, story) = (try WireEncoder.encode(timeline), try WireEncoder.encode(summary))
        var writer = JSONWriter()
        writer.object { writer in
            for (name, value) in [("incident", shown), ("alerts", linked), ("timeline", entries), ("summary", story)] {
                writer.key(name)
                writer.raw(value)
            }
        }
        Output.json(writer.bytes)
    }

    /// The incident that was named; nil for none, and for what names an alert.
    private var incident: IncidentID? {
        guard let name, name.lowercased().hasPrefix("inc-") || name.utf8.count <= Self.incidentDigitsMax else {
            return nil
        }
        return IncidentID(name)
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
