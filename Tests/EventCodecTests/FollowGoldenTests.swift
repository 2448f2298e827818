import EventCodec
import Testing
import WarRoom
import WireJSON

@Suite struct FollowGoldenTests {
    @Test func messagesAreWrittenAndReadAsTheGoldenFileSays() throws {
        let members = try FollowSamples.messages.map { name, message in
            (name: name, json: try FollowCodec.encode(message).dropLast().map(\.self))
        }
        let golden = try GoldenFile("follow").members(recording: members)
        #expect(Set(golden.keys) == Set(members.map(\.name)))
        for ((name, json), (_, message)) in zip(members, FollowSamples.messages) {
            #expect(golden[name].map(text) == text(json), "\(name)")
            #expect(try FollowCodec.decode(try #require(golden[name])) == message, "\(name)")
        }
    }

    @Test(arguments: FollowSamples.messages.map(\.name))
    func aMessageIsOneLine(name: String) throws {
        let message = try #require(FollowSamples.messages.first { $0.name == name }?.message)
        let line = try FollowCodec.encode(message)
        #expect(line.count { $0 == UInt8(ascii: "\n") } == 1)
        #expect(line.last == UInt8(ascii: "\n"))
        #expect(try FollowCodec.decode(line) == message)
    }

    @Test func aMessageOfANewerDaemonIsPassedOver() throws {
        #expect(try FollowCodec.decode(Array(#"{"weather":{"sky":"blue"}}"#.utf8)) == nil)
    }

    @Test(arguments: [
        (#"{"heartbeat":{}}"#, "the member “sequence” is missing"),
        (#"{"heartbeat":{"sequence":"1"}}"#, "sequence: expected a whole number, found a string"),
        (#"{"change":{"rows":[{}],"entries":[],"timelineIsGapped":false}}"#, "rows.[0]: the member “id” is missing"),
    ])
    func aBrokenMessageIsRefusedWithItsPlace(line: String, sentence: String) {
        let error = #expect(throws: DecodingError.self) { try FollowCodec.decode(Array(line.utf8)) }
        #expect(error.map { WireDecoder.sentence($0) } == sentence)
    }
}
