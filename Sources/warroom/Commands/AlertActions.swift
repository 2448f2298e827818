import ArgumentParser
import WarRoom

struct AckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Look after alerts for a while; an ack runs out by itself.")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var alerts: AlertArguments

    @Option(name: .customLong("for"), help: ArgumentHelp("How long, as in 30m or 2h.", valueName: "length"))
    var length: String?

    @Option(name: .long, help: ArgumentHelp("A word on why or what.", valueName: "text"))
    var note: String?

    @Option(name: .long, help: ArgumentHelp("Whose they are to be, if not yours.", valueName: "person"))
    var to: String?

    func run() async throws {
        try await options.carryOut(
            Acknowledge(
                try alerts.selection(), length: try length.map(TimeWords.length), note: note, person: to))
    }
}

struct UnackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unack", abstract: "Take acks back: the alerts fire again.")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var alerts: AlertArguments

    func run() async throws {
        try await options.carryOut(Unacknowledge(try alerts.selection()))
    }
}

struct ResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Say that alerts are over; a source that still sends them opens them anew.")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var alerts: AlertArguments

    func run() async throws {
        try await options.carryOut(ResolveAlerts(try alerts.selection()))
    }
}

struct SeenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seen", abstract: "Say that you have looked; alerts that had cleared leave the board.")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var alerts: AlertArguments

    func run() async throws {
        try await options.carryOut(SeeAlerts(try alerts.selection()))
    }
}
