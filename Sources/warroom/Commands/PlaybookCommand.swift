import ArgumentParser
import Documents
import Foundation
import PlainText
import Playbooks
import RoomClient
import Settings
import WarRoom

struct PlaybookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook", abstract: "Playbooks and their steps.",
        subcommands: [
            List.self, Show.self, Check.self, Suggest.self, Start.self, Done.self, Skip.self, Stop.self, Status.self,
        ], defaultSubcommand: Status.self)

    static var library: PlaybookLibrary { PlaybookLibrary(environment: ProcessInfo.processInfo.environment) }

    /// The playbook of a name, or why it cannot be walked.
    static func read(_ name: String) throws -> Playbook {
        do {
            let reading = try library.read(name)
            if let playbook = reading.playbook { return playbook }
            throw CommandFailure(.badData, problems: reading.problems.map(\.description))
        } catch let error as CommandFailure {
            throw error
        } catch {
            throw CommandFailure(.failed, "\(error)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The playbooks there are, and where each comes from.")

        @OptionGroup var options: GlobalOptions

        private struct Item: Encodable {
            var name: String
            var title: String
            var steps: Int
            var origin: String
        }

        func run() async throws {
            let library = PlaybookCommand.library
            let items = library.names.map { name in
                let playbook = try? library.read(name).playbook
                return Item(
                    name: name, title: playbook?.title ?? "cannot be read: `warroom playbook check` says why",
                    steps: playbook?.mainStepCount ?? 0, origin: library.origin(name) ?? "")
            }
            if options.json { return try Output.json(items) }
            var table = Table(["NAME", "STEPS", "FROM", "TITLE"])
            for item in items {
                table.add([.cell(item.name), .number(item.steps), .cell(item.origin), .cell(item.title)])
            }
            table.print()
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "A playbook's steps and words.")

        @OptionGroup var options: GlobalOptions

        @Argument(help: "The playbook's name.")
        var name: String

        func run() async throws {
            let playbook = try PlaybookCommand.read(name)
            if options.json { return try Output.json(playbook.steps) }
            for line in SafeText.lines(playbook.source, limit: Int.max) { Output.line(line) }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Say what is wrong in playbooks, with file and line.")

        @OptionGroup var options: GlobalOptions

        @Argument(help: "Files; without any, all playbooks there are.", completion: .file(extensions: ["md"]))
        var files: [String] = []

        func run() async throws {
            let library = PlaybookCommand.library
            var problems = files.isEmpty ? library.passedOver.map { PlaybookLibrary.wrongName($0) } : []
            var count = 0
            for file in files.isEmpty ? library.names : files {
                do {
                    let reading = try files.isEmpty ? library.read(file) : library.read(contentsOf: file)
                    problems += reading.problems
                    count += 1
                } catch {
                    problems += error.problems
                }
            }
            if options.json {
                try Output.json(problems.map(ProblemRow.init))
                if !problems.isEmpty { throw ExitCode(ExitStatus.badData.rawValue) }
                return
            }
            guard problems.isEmpty else {
                throw CommandFailure(.badData, problems: problems.map(\.description))
            }
            Output.line(count == 1 ? "1 playbook, nothing wrong" : "\(count) playbooks, nothing wrong")
        }
    }

    struct Suggest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "suggest", abstract: "The playbooks that fit what fires, those that fit most first.")

        @OptionGroup var options: GlobalOptions

        private struct Item: Encodable {
            var name: String
            var title: String
            var alerts: Int
        }

        func run() async throws {
            let rows = try await options.openedClient().read([AlertRow].self, "/v1/alerts")
                .filter { $0.state == .firing || $0.state == .acknowledged }
            let items = PlaybookCommand.library.all().map { playbook in
                Item(name: playbook.name, title: playbook.title, alerts: rows.count { playbook.fits($0.labels) })
            }.filter { $0.alerts > 0 }.sorted { ($1.alerts, $0.name) < ($0.alerts, $1.name) }
            if options.json { return try Output.json(items) }
            guard !items.isEmpty else { return Output.line("no playbook fits what fires") }
            var table = Table(["NAME", "ALERTS", "TITLE"])
            for item in items { table.add([.cell(item.name), .number(item.alerts), .cell(item.title)]) }
            table.print()
        }
    }

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "start", abstract: "Begin to walk a playbook.")

        @OptionGroup var options: GlobalOptions

        @Argument(help: "The playbook's name.")
        var name: String

        @Option(
            name: .long,
            help: ArgumentHelp(
                "The incident, as in INC-1, or none for the room itself; the one that is open if left out.",
                valueName: "INC|none"))
        var incident: AddNote.Place?

        func run() async throws {
            let playbook = try PlaybookCommand.read(name)
            try await options.carryOut(
                StartPlaybook(
                    playbook.name, title: playbook.title, steps: playbook.steps, source: playbook.source,
                    place: incident ?? .obvious))
        }
    }
}

/// The walked playbook that a subcommand means.
struct RunArgument: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The walked playbook's name, or its run's id; the only one there is if left out.", valueName: "run"))
    var run: String?
}

extension PlaybookCommand {
    struct Done: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "done", abstract: "The active step is done.")

        @OptionGroup var options: GlobalOptions
        @OptionGroup var walked: RunArgument

        @Argument(help: "The step's number; the active one if left out.")
        var step: String?

        @Option(name: .long, help: "What came of it.")
        var note: String?

        func run() async throws {
            try await options.carryOut(CompleteStep(run: walked.run, step: step, note: note))
        }
    }

    struct Skip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "skip", abstract: "Leave the active step out.")

        @OptionGroup var options: GlobalOptions
        @OptionGroup var walked: RunArgument

        @Argument(help: "The step's number; the active one if left out.")
        var step: String?

        @Option(name: .long, help: "Why.")
        var why: String

        func run() async throws {
            try await options.carryOut(SkipStep(run: walked.run, step: step, reason: why))
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stop", abstract: "Stop walking a playbook before its end.")

        @OptionGroup var options: GlobalOptions
        @OptionGroup var walked: RunArgument

        @Option(name: .long, help: "Why.")
        var why: String

        func run() async throws {
            try await options.carryOut(StopPlaybook(run: walked.run, reason: why))
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "The playbooks that are walked, and how far.")

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let all = try await RoomSummary.read(options).overview.playbooks ?? []
            if options.json { return try Output.json(all) }
            guard !all.isEmpty else {
                return Output.line("no playbook is walked: `warroom playbook start NAME` begins one")
            }
            for progress in all { show(progress) }
        }

        private func show(_ progress: PlaybookProgress) {
            let incident = progress.incident.map { " in \($0)" } ?? ""
            let end = progress.endedAt == nil ? "" : progress.isStopped ? ", stopped" : ", done"
            Output.line(
                .cell("\(progress.playbook): \(progress.title)\(incident), begun by \(progress.startedBy)\(end)"))
            for step in progress.steps {
                let state =
                    switch step.state {
                    case .done: "done   "
                    case .skipped: "skipped"
                    case .active: "active "
                    case .pending: "       "
                    }
                Output.line(.cell("  \(state)  \(step.step.number)  \(step.step.title)"))
            }
        }
    }
}
