import ArgumentParser
import Foundation
import WarRoom

struct NoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "note", abstract: "Write a note on the timeline.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The note, or - to read it from standard input.")
    var text: [String]

    @Option(
        name: .long,
        help: ArgumentHelp("The incident, as in INC-1, or none for the room itself.", valueName: "INC|none"))
    var incident: AddNote.Place?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("When it happened: 03:05, -5m, or RFC 3339.", valueName: "time"))
    var at: String?

    @Option(name: .long, help: "What kind of thing it records.")
    var tag: NoteTag?

    @Flag(name: .long, help: "Pin it.")
    var pin = false

    func run() async throws {
        let now = TimeWords.now()
        try await options.carryOut(
            AddNote(
                try StandardInput.text(text), place: incident ?? .obvious,
                at: try at.map { try TimeWords.past($0, now: now) },
                tag: tag, isPinned: pin))
    }
}

/// Words given as arguments, or read from standard input where the only word is `-`.
enum StandardInput {
    static func text(_ words: [String]) throws -> String {
        guard words == ["-"] else { return words.joined(separator: " ") }
        let data = try FileHandle.standardInput.read(upToCount: Limits.noteBytesMax + 1) ?? Data()
        guard data.count <= Limits.noteBytesMax else {
            throw CommandFailure(
                .badData,
                "a note has at most \(Limits.noteBytesMax >> 10) KiB: standard input holds more than \(Limits.noteBytesMax >> 10) KiB"
            )
        }
        guard !data.contains(0) else {
            throw CommandFailure(.badData, "a note is text: standard input holds a NUL byte")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct a note, or move it to an incident or to the room; the first version stays in the log.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The note: #214, 214, or an event's id.")
    var id: EntrySelection

    @Argument(help: "The new text, or - to read it from standard input.")
    var text: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Move it to this incident, or none for the room itself.", valueName: "INC|none"))
    var incident: AddNote.Place?

    func run() async throws {
        let body = text.isEmpty ? nil : try StandardInput.text(text)
        var command = CorrectNote(id, body: body)
        switch incident {
        case .incident(let id): command.movedTo = id
        case .room: command.toRoom = true
        case .obvious, nil: break
        }
        try await options.carryOut(command)
    }
}

struct RedactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Erase an entry's words for good, from the log and everything made of it; the entry stays.",
        discussion: """
            A note's corrections lose their words with it. Of an alert goes what its source said in this episode: title, \
            annotations and links; its labels stay, and so do its other episodes, which are entries of their own. It is \
            answered when the words are in no file of the room any more. Screens and logs outside the room keep theirs.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The entry: #214, 214, or an event's id.")
    var id: EntrySelection

    @Option(name: .long, help: ArgumentHelp("Why, in words that may stay.", valueName: "reason"))
    var why: String

    func run() async throws {
        try await options.carryOut(RedactEntry(id, why: why))
    }
}

struct PinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pin", abstract: "Pin an entry of the timeline.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The entry: #214, 214, or an event's id.")
    var id: EntrySelection

    func run() async throws {
        try await options.carryOut(PinEntry(id))
    }
}

struct UnpinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "unpin", abstract: "Unpin an entry of the timeline.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The entry: #214, 214, or an event's id.")
    var id: EntrySelection

    func run() async throws {
        try await options.carryOut(PinEntry(id, isPinned: false))
    }
}
