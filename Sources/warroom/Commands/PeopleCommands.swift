import ArgumentParser
import PlainText
import RoomClient
import WarRoom

struct OnCallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "oncall", abstract: "Who is on call.", subcommands: [Who.self, Set.self],
        defaultSubcommand: Who.self)

    struct Who: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "who", abstract: "Who is on call now.")

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let view = try await RoomSummary.read(options)
            if options.json {
                try Output.json(view.overview.onCall.map { [$0] } ?? [])
                return
            }
            guard let onCall = view.overview.onCall else {
                Output.line("nobody is on call: `warroom oncall set PERSON` says who is")
                return
            }
            let until = onCall.until.map { " until \(TimeWords.local($0))" } ?? ""
            Output.line(.cell("\(onCall.person)\(until), set by \(onCall.setBy)"))
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "set", abstract: "Say who is on call.")

        @OptionGroup var options: GlobalOptions

        @Argument(help: "The person; nobody ends it.")
        var person: String

        @Option(name: .long, help: ArgumentHelp("Until when: 09:00, 8h, or RFC 3339.", valueName: "time"))
        var until: String?

        func run() async throws {
            let now = TimeWords.now()
            try await options.carryOut(
                SetOnCall(person: person, until: try until.map { try TimeWords.future($0, now: now) }))
        }
    }
}

/// The room in one view, without rows.
enum RoomSummary {
    static func read(_ options: GlobalOptions) async throws -> RoomView {
        try await options.openedClient().read(
            RoomView.self, "/v1/view", [("length", "0"), ("timelineLength", "0")])
    }
}

struct RoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Take, give or release a role in an incident.",
        subcommands: [Take.self, Give.self, Release.self])

    struct Take: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "take", abstract: "Take a role yourself.")

        @OptionGroup var options: GlobalOptions

        @Argument(help: "The role.")
        var role: Role

        @Argument(help: "Who takes it, if not you.")
        var person: String?

        @Option(name: .long, help: ArgumentHelp("Who holds it now: taking over needs the name.", valueName: "person"))
        var from: String?

        @Option(name: .long, help: "The incident; the one that is open if left out.")
        var incident: IncidentID?

        func run() async throws {
            try await options.carryOut(AssignRole(incident.selection, role: role, person: person, from: from))
        }
    }

    struct Give: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "give", abstract: "Give a role to somebody.")

        @OptionGroup var options: GlobalOptions

        @Argument(help: "The role.")
        var role: Role

        @Argument(help: "Who gets it.")
        var person: String

        @Option(name: .long, help: ArgumentHelp("Who holds it now, if not you.", valueName: "person"))
        var from: String?

        @Option(name: .long, help: "The incident; the one that is open if left out.")
        var incident: IncidentID?

        func run() async throws {
            try await options.carryOut(AssignRole(incident.selection, role: role, person: person, from: from))
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "release", abstract: "Give a role back to nobody.")

        @OptionGroup var options: GlobalOptions

        @Argument(help: "The role.")
        var role: Role

        @Argument(help: "Who releases it, if not you.")
        var person: String?

        @Option(name: .long, help: "The incident; the one that is open if left out.")
        var incident: IncidentID?

        func run() async throws {
            try await options.carryOut(ReleaseRole(incident.selection, role: role, person: person))
        }
    }
}

struct WhoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "who", abstract: "Everyone present, and what they do.")

    @OptionGroup var options: GlobalOptions

    private struct Document: Encodable {
        let onCall: OnCall?
        let present: [Presence]
        let incidents: [IncidentSummary]
        let working: [Worker]?
    }

    func run() async throws {
        let view = try await RoomSummary.read(options)
        let open = view.overview.incidents.filter { $0.status != .closed }
        if options.json {
            try Output.json(
                Document(
                    onCall: view.overview.onCall, present: view.live.present, incidents: open,
                    working: view.overview.working))
            return
        }
        Output.line(.cell("on call: \(view.overview.onCall?.person ?? "nobody")"))
        for incident in open {
            let people = incident.participants.map { participant in
                let roles = incident.roles.filter { $0.person == participant.person }.map { $0.role.title.lowercased() }
                return roles.isEmpty ? participant.person : "\(participant.person) (\(roles.joined(separator: ", ")))"
            }
            Output.line(.cell("\(incident.id): \(people.joined(separator: ", "))"))
        }
        let workers = view.overview.working ?? []
        for worker in workers {
            let more = worker.alerts > 1 ? " and \(worker.alerts - 1) more" : ""
            let until = "until \(TimeWords.local(worker.until))"
            Output.line(.cell("\(worker.person) works on \(worker.alert)\(more), \(until)"))
        }
        let others = view.overview.othersWorking
        if others > 0 { Output.line(.cell("and \(others) more people have taken alerts")) }
        let present = view.live.present.map { "\($0.person) since \(TimeWords.local($0.since))" }
        Output.line(.cell("screens open: \(present.isEmpty ? "none" : present.joined(separator: ", "))"))
    }
}
