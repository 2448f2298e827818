import ArgumentParser
import EventLog
import PlainText
import RoomClient
import WarRoom
import WireJSON

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Is a daemon up, since when, and what it hears; starts none.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let document = try await options.client.document("/v1/status")
        if options.json {
            Output.json(document)
            return
        }
        let root = try JSONDocument(parsing: document, limits: .trusted).root
        func text(_ key: String) -> String { root[key]?.string ?? "" }
        let since = Instant(timestamp: text("since")).map(TimeWords.local) ?? "?"
        let kind = root["serving"]?.bool == true ? "served" : "started by a client"
        Output.line(
            .cell(
                "the room in \(text("home")) is open since \(since) (\(kind), pid \(root["pid"]?.int ?? 0), warroom \(text("version")))"
            ))
        Output.line(
            .cell(
                "log: #\(root["sequence"]?.int ?? 0)"
                    + (root["readOnly"]?.string.map { ", cannot be written: \($0)" } ?? "")))
        Output.line(.cell("senders' listener: \(root["listener"]?.string.map { "http://\($0)" } ?? "none")"))
        if let sentence = Self.notShown(root["notShown"]?.int) { Output.line(.cell(sentence)) }
        let now = TimeWords.now()
        for sender in root["senders"].map({ Array($0.elements) }) ?? [] {
            let heard = sender["lastHeard"]?.string.flatMap(Instant.init(timestamp:)).map { (now - $0).short } ?? "?"
            Output.line(
                .cell("  \(sender["name"]?.string ?? "") (\(sender["source"]?.string ?? "")), heard \(heard) ago"))
        }
        for problem in root["problems"].map({ Array($0.elements) }) ?? [] {
            Output.line(.cell("problem: \(problem.string ?? "")"))
        }
    }
}

extension StatusCommand {
    /// What is to be said of alerts above the board's limit; nil where there are none, or where the daemon does not tell.
    static func notShown(_ count: Int64?) -> String? {
        guard let count, count > 0 else { return nil }
        return
            "\(count) more \(count == 1 ? "alert is" : "alerts are") only counted and not shown: the board holds \(Limits.openAlertsMax)"
    }
}

struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "stop", abstract: "Stop the daemon in good order.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let client = options.client
        try await client.stop()
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            if try await isClosed(client) {
                Output.line("the room is closed")
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw CommandFailure(.tryAgain, "the daemon was told to stop and still answers")
    }

    /// The lock is the last thing that the daemon lets go of; who shares another's room cannot try it, and asks instead.
    private func isClosed(_ client: RoomClient) async throws -> Bool {
        do {
            return try HomeLock(options.room) != nil
        } catch LogError.cannotOpen {
            do {
                _ = try await client.hello()
                return false
            } catch let error as ClientError {
                return error.isUnreachable
            }
        }
    }
}
