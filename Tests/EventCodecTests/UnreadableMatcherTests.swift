import EventCodec
import Testing
import WarRoom

/// Matchers that were logged once stay readable, whatever this version thinks of them.
struct UnreadableMatcherTests {
    private static let matchers = #"[{"name":"instance","value":"db-(","isRegex":true,"isEqual":false}]"#

    @Test func aLoggedMatcherThatCannotBeCompiledHidesNothing() throws {
        let facts = """
            {"silence":"\(Sample.silence)","matchers":\(Self.matchers),"startsAt":"2026-11-22T03:00:00.000Z",\
            "endsAt":"2026-11-22T04:00:00.000Z","createdBy":"ann"}
            """
        let body = try EventCodec.decode(
            kind: SilenceCreated.kind, version: 1, facts: Array(facts.utf8), text: nil)
        let silence = try #require(body as? SilenceCreated)
        #expect(silence.facts.matchers.map(\.description) == [#"instance!~"db-(""#])
        #expect(!silence.facts.matchers.match(["instance": "db-1"]))
        #expect(!silence.facts.matchers.match([:]))
    }

    @Test func aCommandWithOneIsRefusedInWords() throws {
        let json = """
            {"id":"\(Sample.id(1))","command":"silence",\
            "arguments":{"matchers":\(Self.matchers),"length":3600000,"comment":"known"}}
            """
        let command = try CommandCodec.decode(Array(json.utf8)).command
        let situation = Situation(now: Sample.start, actor: .daemon, policy: Policy())
        var decision = Decision(situation, ids: EventIDSource())
        let refusal = #expect(throws: Refusal.self) {
            try command.decide(in: RoomState(), situation, into: &decision)
        }
        #expect(refusal?.reason == .invalid)
        #expect(refusal?.description.contains("regular expression") == true, "\(String(describing: refusal))")
    }
}
