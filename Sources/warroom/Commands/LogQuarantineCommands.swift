import ArgumentParser
import EventCodec
import EventLog
import Foundation
import PlainText
import WarRoom
import WireJSON

extension LogCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "One event as it stands in the log, also where it cannot be read.",
            discussion: """
                Prints the object of `warroom tail --json`. Facts or text that are no JSON are printed as a string. Reads the \
                log itself, so that only its owner can; a daemon may be running.
                """)

        @OptionGroup var options: GlobalOptions

        @Argument(help: ArgumentHelp("The event's position, such as 214 or #214.", valueName: "sequence"))
        var event: String

        func run() async throws {
            guard let sequence = LogCommand.sequence(event) else {
                throw CommandFailure(.usage, "expected an event's position as 214 or #214, found \(event)")
            }
            let reader = try EventReader.open(options.room)
            guard let record = try reader.event(.sequence(sequence)) else {
                let last = try reader.last(room: reader.room()).sequence
                throw CommandFailure(.failed, "the log has no event #\(sequence): it ends at #\(last)")
            }
            TailCommand.printJSON(Self.printable(record))
        }

        /// The record with what is no JSON turned into a string.
        static func printable(_ record: EventRecord) -> EventRecord {
            var shown = record
            shown.facts = json(record.facts)
            shown.text = record.text.map(json)
            return shown
        }

        private static func json(_ bytes: [UInt8]) -> [UInt8] {
            if (try? JSONDocument(parsing: bytes, limits: .trusted)) != nil { return bytes }
            var writer = JSONWriter()
            writer.string(String(decoding: bytes, as: UTF8.self))
            return writer.bytes
        }
    }

    struct Quarantined: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "quarantine",
            abstract: "The events and inputs that are left out because they stopped the room.",
            discussion: "`log show` prints such an event, `log release` takes it in again.")

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let home = options.room
            // An empty list would say that all is well.
            guard FileManager.default.fileExists(atPath: home.log) else { throw LogError.missing(path: home.log) }
            let rows = EventLog.Quarantine(reading: home).rows
            if options.json { return try Output.json(rows) }
            if rows.isEmpty { Output.line("nothing is left out") }
            for row in rows { Output.line(raw: Self.line(row)) }
        }

        private static func line(_ row: EventLog.Quarantine.Row) -> String {
            let name = row.event.map { "#\($0)" } ?? "\((row.input ?? "").prefix(12))"
            let origin = row.dialect.map { " (\($0) input of \(row.who ?? "unknown"))" } ?? ""
            let released = row.released.map { ", let go \(TimeWords.local($0)): taken in at the next start" } ?? ""
            return "\(name)\(origin) since \(TimeWords.local(row.since)): \(row.reason)\(released)"
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "release",
            abstract: "Take an event or input out of quarantine, from the daemon's next start on.",
            discussion: "Where it still stops the room, the start after that puts it back.")

        @OptionGroup var options: GlobalOptions

        @Argument(
            help: ArgumentHelp(
                "An event's position, or 8 or more digits of an input's digest, as `log quarantine` prints them.",
                valueName: "which"))
        var which: String

        func run() async throws {
            let home = options.room
            var quarantine = EventLog.Quarantine(reading: home)
            let now = TimeWords.now()
            let event = LogCommand.sequence(which).flatMap { quarantine.release(event: $0, at: now) }
            let digest = which.lowercased()
            guard
                let row = event
                    ?? (digest.utf8.count >= Self.digitsMin ? quarantine.release(input: digest, at: now) : nil)
            else {
                throw CommandFailure(
                    .failed, "nothing that is left out is called \(which): `warroom log quarantine` lists what is")
            }
            try quarantine.write(to: home)
            if options.json { return try Output.json(row) }
            Output.line(raw: "\(which) is let go: the daemon takes it in when it starts next (`warroom stop` ends it)")
        }

        private static let digitsMin = 8
    }

    /// Reads `214` or `#214`.
    private static func sequence(_ text: String) -> Int64? {
        if case .sequence(let sequence)? = EntrySelection(text.hasPrefix("#") ? text : "#" + text) { return sequence }
        return nil
    }
}
