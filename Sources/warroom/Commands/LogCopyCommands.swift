import ArgumentParser
import EventLog
import Foundation
import PlainText
import WarRoom

extension LogCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "The events as JSON, a line each, as `log import` reads them.",
            discussion: """
                Each line is the object of `warroom tail --json` with all that the chain needs. Reads the log itself, so that \
                only its owner can; a daemon may be running. Only an export of the whole log can be imported.
                """)

        @OptionGroup var options: GlobalOptions

        @Option(name: .long, help: ArgumentHelp("Only events after this position.", valueName: "sequence"))
        var after: Int64 = 0

        @Option(name: .long, help: "Only this incident's.")
        var incident: IncidentID?

        @Argument(help: "The file to write, which must not be there yet, or - for standard output.")
        var file = "-"

        private struct Document: Encodable {
            let file: String
            let events: Int64
        }

        func validate() throws {
            guard after >= 0 else { throw ValidationError("--after takes a position from 0, found \(after)") }
        }

        func run() async throws {
            let reader = try EventReader.open(options.room)
            let output = file == "-" ? NewFile.standardOutput : try NewFile(file)
            let count = try reader.forEachExportLine(after: after, incident: incident) {
                try output.write(SafeText.json(String(decoding: $0, as: UTF8.self)))
            }
            try output.finish()
            if file == "-" { return }
            if options.json {
                try Output.json(Document(file: file, events: count))
            } else {
                Output.line(raw: "\(count) events are in \(file)")
            }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Make the log of a new or empty home from an export of a whole log.",
            discussion: """
                Every hash is checked while it is read: the first line that is wrong is named, and nothing is made. The room \
                stays the same: its id, sequences and hashes.
                """)

        @OptionGroup var options: GlobalOptions

        @Flag(name: .long, help: "Take an export that was cut off as far as it goes.")
        var partial = false

        @Argument(help: "The export, or - for standard input.")
        var file: String

        private struct Document: Encodable {
            let room: EventID
            let events: Int64
            let sequence: Int64
            let hash: String
        }

        func run() async throws {
            let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw CommandFailure(.badData, "cannot open \(file): \(String(cString: strerror(errno)))")
            }
            defer { if descriptor != STDIN_FILENO { close(descriptor) } }
            let home = options.room
            let lock = try home.createEmpty()
            let result = try LogImport.run(from: descriptor, into: home, takingPart: partial)
            withExtendedLifetime(lock) {}
            if options.json {
                try Output.json(
                    Document(
                        room: result.head.room, events: result.count, sequence: result.head.sequence,
                        hash: result.head.hashText))
            } else {
                Output.line(
                    raw:
                        "room \(result.head.room): \(result.count) events up to #\(result.head.sequence) are in \(home.path), every hash fits"
                )
            }
            if let problem = result.problem { Output.problem(problem) }
            if !result.isWhole {
                Output.problem(
                    "the export does not say that it is whole: compare #\(result.head.sequence) with the room that it is of"
                )
            }
        }
    }

    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup", abstract: "Copy the log and its head into a new home, while the daemon goes on.",
            discussion: """
                The copy is one moment of the log, and is checked when it is made; ends with 65 where something is wrong with \
                it. `warroom --home DEST` opens it as a room.
                """)

        @OptionGroup var options: GlobalOptions

        @Argument(help: ArgumentHelp("The directory to make.", valueName: "dest"))
        var destination: String

        private struct Document: Encodable {
            let home: String
            let room: EventID
            let checked: Int64
            let last: Int64
            let hash: String
            let firstBad: Int64?
            let problem: String?
        }

        func run() async throws {
            let target = LogCommand.home(destination)
            let (head, verification) = try copy(to: target)
            if options.json {
                try Output.json(
                    Document(
                        home: target.path, room: head.room, checked: verification.checked, last: head.sequence,
                        hash: head.hashText, firstBad: verification.firstBad, problem: verification.problem))
            } else {
                let verdict = verification.problem == nil ? ": the copy is whole" : ""
                Output.line(
                    raw:
                        "room \(head.room): \(verification.checked) events checked, up to #\(head.sequence), are in \(target.path)\(verdict)"
                )
            }
            guard let problem = verification.problem else { return }
            let place = verification.firstBad.map { "#\($0): " } ?? ""
            throw CommandFailure(.badData, "the copy is made, and has what is wrong with the log: \(place)\(problem)")
        }

        /// Nothing is made where there is nothing to copy, and nothing stays of a copy that fails.
        private func copy(to target: Home) throws -> (head: Head, verification: Verification) {
            _ = try EventReader.open(options.room)
            let wasThere = FileManager.default.fileExists(atPath: target.path)
            let lock = try target.createEmpty()
            defer { withExtendedLifetime(lock) {} }
            do {
                return try LogBackup.run(of: options.room, to: target)
            } catch {
                target.removeEmpty(wasThere: wasThere)
                throw error
            }
        }
    }

    /// A directory that was named as an argument.
    static func home(_ path: String) -> Home {
        Home(path: URL(fileURLWithPath: path).standardizedFileURL.path)
    }
}
