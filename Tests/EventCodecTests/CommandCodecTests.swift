import EventCodec
import Testing
import WarRoom
import WireJSON

@Suite struct CommandCodecTests {
    @Test(arguments: [
        (#"{"command":"note","arguments":{}}"#, "a command needs an id, a UUID made by the client"),
        (#"{"id":5,"command":"note","arguments":{}}"#, "a command needs an id, a UUID made by the client"),
        (#"{"id":"01939d2e-1a00-7000-8000-000000000008"}"#, "a command needs a name and arguments"),
        (#"{"id":"01939d2e-1a00-7000-8000-000000000008","command":"note"}"#, "a command needs a name and arguments"),
        (
            #"{"id":"01939d2e-1a00-7000-8000-000000000008","command":"fly","arguments":{}}"#,
            "this room does not know the command fly: its daemon may be older than your client"
        ),
        (
            #"{"id":"01939d2e-1a00-7000-8000-000000000008","as":5,"command":"note","arguments":{}}"#,
            "the person who speaks (“as”) is a name"
        ),
    ])
    func whatIsNoCommandIsRefusedInWords(json: String, sentence: String) {
        let refusal = #expect(throws: Refusal.self) { try CommandCodec.decode(Array(json.utf8)) }
        #expect(refusal?.description == sentence)
        #expect(refusal?.reason == .invalid)
    }

    @Test(arguments: [
        ("note", "{}", "the member “body” is missing"),
        (
            "acknowledge", #"{"alerts":{"ids":["a",5],"references":[],"matchers":[]}}"#,
            "alerts.ids.[1]: expected a string"
        ),
        ("set", #"{"incident":"7th"}"#, "incident: expected INC-1, found 7th"),
        ("set", #"{"incident":"open","severity":"SEV9"}"#, "severity: "),
        ("pin", ##"{"entry":"#0","isPinned":true}"##, "entry: expected #214 or an event's id, found #0"),
    ])
    func wrongArgumentsAreNamed(name: String, arguments: String, sentence: String) throws {
        let json = #"{"id":"01939d2e-1a00-7000-8000-000000000008","command":"\#(name)","arguments":\#(arguments)}"#
        let error = #expect(throws: DecodingError.self) { try CommandCodec.decode(Array(json.utf8)) }
        let found = error.map { WireDecoder.sentence($0) } ?? ""
        #expect(found.hasPrefix(sentence), "\(found)")
    }

    @Test func aHostileCommandIsRefusedBeforeItIsRead() {
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        let json = #"{"id":"01939d2e-1a00-7000-8000-000000000008","command":"note","arguments":\#(deep)}"#
        #expect(throws: JSONError.self) { try CommandCodec.decode(Array(json.utf8)) }
        #expect(throws: JSONError.self) { try CommandCodec.decode(Array(#"{"id":"a\u0000"}"#.utf8)) }
    }

    /// The daemon may be newer than the client, or, after going back, older than the one that remembered the outcome.
    @Test func anOutcomeWithAnUndoThatNobodyKnowsCannotBeTakenBack() throws {
        let json = #"{"sentence":"done","sequence":5,"events":[],"undo":[{"command":"fly","arguments":{}}]}"#
        let outcome = try CommandCodec.decodeOutcome(Array(json.utf8))
        #expect(outcome.sentence == "done")
        #expect(outcome.sequence == 5)
        #expect(outcome.undo.isEmpty)
    }

    @Test(arguments: CommandTable.types.map { $0.name })
    func fieldsThatANewerClientAddedAreIgnored(name: String) throws {
        let sample = try #require(CommandSamples.byName[name])
        let plain = try CommandCodec.encode(CommandRequest(id: Sample.id(1), person: nil, command: sample.full))
        let widened = text(plain).replacing(
            #""arguments":{"#, with: #""aNewField":[1],"arguments":{"anotherField":null,"#)
        #expect(isEqual(try CommandCodec.decode(Array(widened.utf8)).command, sample.full))
    }
}
