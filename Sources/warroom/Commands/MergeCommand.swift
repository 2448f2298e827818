import ArgumentParser
import RoomClient
import WarRoom

struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make an incident part of another; the first one is closed.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident that is closed, as in INC-2.")
    var incident: IncidentID

    @Argument(help: "The incident that gets its alerts and people, as in INC-1.")
    var into: IncidentID

    func run() async throws {
        try await options.carryOut(MergeIncidents(.id(incident), into: .id(into)))
    }
}
