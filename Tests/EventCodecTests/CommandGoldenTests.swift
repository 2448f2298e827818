import EventCodec
import Testing
import WarRoom
import WireJSON

/// What clients send and are answered is frozen as well: an old client talks to a new daemon.
@Suite struct CommandGoldenTests {
    @Test(arguments: CommandTable.types.map { $0.name })
    func aCommandIsWrittenAndReadAsItsGoldenFileSays(name: String) throws {
        let sample = try #require(CommandSamples.byName[name], "add a sample of \(name) to CommandSamples")
        let full = CommandRequest(id: Sample.id(9), person: "bob \"the\" builder", command: sample.full)
        let bare = CommandRequest(id: Sample.id(10), person: nil, command: sample.bare)
        let members: [(name: String, json: [UInt8])] = [
            ("full", try CommandCodec.encode(full)), ("bare", try CommandCodec.encode(bare)),
        ]
        let golden = try GoldenFile("commands/\(name)").members(recording: members)
        #expect(golden.count == members.count)
        for ((member, json), request) in zip(members, [full, bare]) {
            #expect(golden[member].map(text) == text(json), "\(member) of \(name)")
            let read = try CommandCodec.decode(try #require(golden[member]))
            #expect(read.id == request.id)
            #expect(read.person == request.person)
            #expect(isEqual(read.command, request.command), "\(member) of \(name): \(read.command)")
            #expect(text(try CommandCodec.encode(read)) == text(json))
        }
    }

    @Test func everyCommandIsInTheTableOnceAndHasAGoldenFile() throws {
        let names = CommandTable.types.map { $0.name }
        #expect(Set(names).count == names.count)
        #expect(Set(CommandSamples.byName.keys) == Set(names))
        #expect(try GoldenFile.names(in: "commands") == Set(names))
    }

    @Test func anOutcomeIsWrittenAndReadAsItsGoldenFileSays() throws {
        var full = Outcome()
        full.sentence = Sample.words
        full.sequence = .max
        full.events = [Sample.id(4), Sample.id(5)]
        full.incident = Sample.incident
        full.undo = CommandTable.types.compactMap { CommandSamples.byName[$0.name]?.full }
        let bare = Outcome()
        let members: [(name: String, json: [UInt8])] = [
            ("full", try CommandCodec.encode(full)), ("bare", try CommandCodec.encode(bare)),
        ]
        let golden = try GoldenFile("outcome").members(recording: members)
        for ((name, json), outcome) in zip(members, [full, bare]) {
            #expect(golden[name].map(text) == text(json), "\(name) outcome")
            let read = try CommandCodec.decodeOutcome(try #require(golden[name]))
            #expect(read == outcome)
            #expect(text(try CommandCodec.encode(read)) == text(json))
        }
    }
}

func isEqual(_ left: any PersonCommand, _ right: any PersonCommand) -> Bool {
    func same<Wanted: PersonCommand>(_ left: Wanted) -> Bool { right as? Wanted == left }
    return same(left)
}
