import ArgumentParser
import EventCodec
import Foundation
import PlainText
import RoomClient
import Synchronization
import WarRoom
import WireJSON

struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "The log as lines, the last 100 unless told otherwise.")

    @OptionGroup var options: GlobalOptions

    @Flag(name: .shortAndLong, help: "Go on as events come.")
    var follow = false

    @Option(name: .long, help: ArgumentHelp("All events after this position.", valueName: "sequence"))
    var after: Int64?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only this incident's, as in INC-1, or none for what is of no incident.", valueName: "INC|none"))
    var incident: AddNote.Place?

    @Option(name: [.customShort("n"), .customLong("lines")], help: "How many of the newest.")
    var lines = 100

    func run() async throws {
        let client = try await options.openedClient()
        var position = try await printStart(client)
        guard follow else { return }
        let isClosed = Atomic<Bool>(false)
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let follower = RoomFollower(
            client, starter: try options.starter(),
            request: ViewRequest(length: 0, timeline: filter, timelineLength: 1)
        ) { update in
            switch update {
            case .message: wake.yield()
            case .lost(let reason): Output.problem(reason)
            case .closed:
                isClosed.store(true, ordering: .releasing)
                wake.finish()
            case .connecting: break
            }
        }
        let following = Task { await follower.run() }
        defer { following.cancel() }
        for await _ in wakes { position = (try? await printRest(client, after: position)) ?? position }
        if isClosed.load(ordering: .acquiring) { throw CommandFailure.closedRoom }
    }

    private var filter: TimelineFilter {
        switch incident {
        case .incident(let id): TimelineFilter(incident: id)
        case .room: TimelineFilter(isOfRoom: true)
        case .obvious, nil: .all
        }
    }

    private func printStart(_ client: RoomClient) async throws -> Int64 {
        if let after { return try await printRest(client, after: after) }
        guard (1...Limits.timelineRowsMax).contains(lines) else {
            throw CommandFailure(
                .usage, "-n takes 1 to \(Limits.timelineRowsMax), found \(lines); --after N prints all after N")
        }
        if options.json {
            let records = try await client.events(limit: lines, of: filter)
            records.forEach(Self.printJSON)
            return records.last?.sequence ?? 0
        }
        let entries = try await client.timeline(filter, limit: lines)
        for entry in entries { Output.line(Self.line(entry)) }
        return entries.last?.sequence ?? 0
    }

    /// Prints everything after a position, page by page, and returns the new one.
    private func printRest(_ client: RoomClient, after start: Int64) async throws -> Int64 {
        var position = start
        while true {
            if options.json {
                let records = try await client.events(after: position, limit: 1000, of: filter)
                records.forEach(Self.printJSON)
                guard let last = records.last else { return position }
                position = last.sequence
            } else {
                let entries = try await client.timeline(
                    filter, after: position, limit: Limits.timelineRowsMax)
                for entry in entries { Output.line(Self.line(entry)) }
                guard let last = entries.last else { return position }
                position = last.sequence
            }
        }
    }

    static func printJSON(_ record: EventRecord) {
        var writer = JSONWriter(escapingInvisible: true)
        record.write(to: &writer, withNulls: true)
        Output.json(writer.bytes)
    }

    /// One entry as a line: position, local time, who, what.
    static func line(_ entry: TimelineEntry) -> SafeText {
        let number = SafeText.cell("#\(entry.sequence)")
        var words = [number.padded(to: max(6, number.width), alignment: .left)]
        words.append(.cell(TimeWords.local(entry.occurredAt)))
        words.append(SafeText.line(entry.who).padded(to: 10, alignment: .left))
        if let tag = entry.tag { words.append(.cell(tag.rawValue + ":")) }
        words.append(.line(entry.sentence))
        if entry.isBackdated { words.append(.cell("(written \(TimeWords.local(entry.recordedAt)))")) }
        if entry.isCorrected { words.append("(corrected)") }
        if entry.isPinned { words.append("(pinned)") }
        if let incident = entry.incident { words.append(.cell("[\(incident)]")) }
        return words.reduce(SafeText("")) { $0.width == 0 ? $1 : $0 + " " + $1 }
    }
}
