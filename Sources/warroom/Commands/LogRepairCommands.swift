import ArgumentParser
import EventLog
import Foundation
import PlainText
import RoomClient
import WarRoom

extension LogCommand {
    struct AcceptHead: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept-head", abstract: "Accept that the log lost events: it is shown no more.",
            discussion:
                "The lost numbers stay lost; who accepted that is in the log, and `log verify` is content with it.")

        @OptionGroup var options: GlobalOptions

        @Flag(name: .long, help: "Do not ask.")
        var yes = false

        func run() async throws {
            let client = try await options.openedClient()
            let view = try await client.read(
                RoomView.self, "/v1/view", [("length", "0"), ("timelineLength", "0")])
            guard let truncation = view.overview.truncation else {
                throw CommandFailure(.failed, "there is nothing to accept: the log is not known to have lost anything")
            }
            if !yes {
                try Confirmation.ask(
                    .cell(
                        "The log lost its events #\(truncation.from) to #\(truncation.to), found \(TimeWords.local(truncation.foundAt)). They were acknowledged; a backup or an export may still have them."
                    ), word: "accept")
            }
            try await options.carryOut(WarRoom.AcceptHead(from: truncation.from, to: truncation.to))
        }
    }

    struct Salvage: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "salvage", abstract: "Make a new log of what can still be read of a damaged one.",
            discussion: """
                The damaged log stays as it is, and nothing may be writing it. The new log is a new room with a chain of its own, \
                and its first event says what it was made of. Needs room for twice the damaged log.
                """)

        @OptionGroup var options: GlobalOptions

        @Argument(help: ArgumentHelp("The directory to make.", valueName: "dest"))
        var destination: String

        private struct Document: Encodable {
            let home: String
            let room: EventID
            let sequence: Int64
            let salvaged: LogSalvaged.Facts
        }

        func run() async throws {
            let (source, target) = (options.room, LogCommand.home(destination))
            let sourceLock = try Self.lock(source)
            let targetLock = try target.createEmpty()
            let user = getuid()
            let person = options.speaker
            let actor = Actor(
                principal: "uid:\(user)", person: person ?? NSUserName(), via: person == nil ? "account" : "as")
            let result = try LogSalvage.run(of: source, to: target, .init(now: TimeWords.now(), actor: actor))
            withExtendedLifetime((sourceLock, targetLock)) {}
            if options.json {
                try Output.json(
                    Document(
                        home: target.path, room: result.head.room, sequence: result.head.sequence,
                        salvaged: result.facts))
            } else {
                for line in Self.lines(result, in: target) { Output.line(raw: line) }
            }
        }

        /// Nil on a disk that nobody can write any more.
        private static func lock(_ home: Home) throws -> HomeLock? {
            guard access(home.path, W_OK) == 0 else { return nil }
            guard let lock = try HomeLock(home) else {
                throw CommandFailure(
                    .cannotCreate,
                    "a daemon has the room in \(home.path): `warroom stop --home \(home.path)` stops it")
            }
            return lock
        }

        private static func lines(_ result: LogSalvage.Result, in home: Home) -> [String] {
            let facts = result.facts
            var lines = [
                "\(facts.kept) of \(facts.kept + facts.missing) events are in \(home.path), the room \(result.head.room)"
            ]
            if facts.unproved > 0 {
                lines.append("\(facts.unproved) of them follow a gap: nothing proves that they are what was written")
            }
            if facts.textsLost > 0 { lines.append("\(facts.textsLost) of them lost their text") }
            if facts.rejected > 0 { lines.append("\(facts.rejected) were kept out: they are not what was written") }
            for gap in facts.gaps {
                lines.append(gap.from == gap.to ? "missing: #\(gap.from)" : "missing: #\(gap.from) to #\(gap.to)")
            }
            let listed = facts.gaps.reduce(Int64(0)) { $0 + ($1.to - $1.from + 1) }
            if listed < facts.missing { lines.append("missing: \(facts.missing - listed) more in further gaps") }
            return lines
        }
    }
}
