import Dialects
import Testing
import WarRoom
import WireJSON

@Suite("Silences as in an Alertmanager")
struct AlertmanagerSilenceTests {
    private func silenceID(_ answer: DialectAnswer) throws -> EventID {
        #expect(answer.status == 200)
        let text = try #require(try JSONDocument(parsing: answer.body).root["silenceID"]?.string)
        return try #require(EventID(text))
    }

    private func body(
        matchers: String = #"[{"name":"alertname","value":"DiskFull","isRegex":false,"isEqual":true}]"#,
        startsAt: String = #""2026-11-22T03:04:05.678Z""#, endsAt: String = #""2026-11-22T05:04:05.678Z""#,
        more: String = #","createdBy":"ada","comment":"known""#
    ) -> String {
        #"{"matchers":\#(matchers),"startsAt":\#(startsAt),"endsAt":\#(endsAt)\#(more)}"#
    }

    @Test func aSilenceOfAmtoolHidesWhatItMatches() throws {
        var room = TestRoom()
        room.send("POST", "/api/v2/alerts", Payloads.amtool)
        let id = try silenceID(room.send("POST", "/api/v2/silences", Payloads.amtoolSilence))
        let silence = try #require(room.state.silences[id])
        #expect(silence.createdBy == "ada")
        #expect(silence.comment == "known")
        #expect(silence.state == .active)
        #expect(room.onlyAlert?.state == .silenced)
    }

    @Test func aSilenceIsShownWithAlertmanagersFields() throws {
        var room = TestRoom()
        let id = try silenceID(room.send("POST", "/api/v2/silences", Payloads.amtoolSilence))
        let expected =
            #"{"id":"\#(id)","status":{"state":"active"},"updatedAt":"2026-11-22T03:04:05.678Z","annotations":{},"comment":"known","createdBy":"ada","endsAt":"2026-11-22T05:04:05.678Z","matchers":[{"isEqual":true,"isRegex":false,"name":"alertname","value":"DiskFull"}],"startsAt":"2026-11-22T03:04:05.678Z"}"#
        #expect(room.send("GET", "/api/v2/silence/\(id)").text == expected)
        #expect(room.send("GET", "/api/v2/silences").text == "[\(expected)]")
    }

    @Test func aChangedEndKeepsTheSilencesName() throws {
        var room = TestRoom()
        let id = try silenceID(room.send("POST", "/api/v2/silences", body()))
        let change = body(
            endsAt: #""2026-11-22T06:00:00Z""#, more: #","createdBy":"ada","comment":"longer","id":"\#(id)""#)
        #expect(try silenceID(room.send("POST", "/api/v2/silences", change)) == id)
        #expect(room.state.silences[id]?.endsAt.description == "2026-11-22T06:00:00.000Z")
        #expect(room.state.silences[id]?.comment == "longer")
        #expect(room.state.silences.count == 1)
    }

    @Test func otherMatchersMakeAnotherSilence() throws {
        var room = TestRoom()
        let id = try silenceID(room.send("POST", "/api/v2/silences", body()))
        let change = body(
            matchers: #"[{"name":"alertname","value":"Disk.*","isRegex":true}]"#, more: #","comment":"x","id":"\#(id)""#
        )
        let other = try silenceID(room.send("POST", "/api/v2/silences", change))
        #expect(other != id)
        #expect(room.state.silences[id]?.state == .expired)
        #expect(room.state.silences[other]?.state == .active)
    }

    @Test func aSilenceThatIsOverIsMadeAnew() throws {
        var room = TestRoom()
        let id = try silenceID(room.send("POST", "/api/v2/silences", body()))
        #expect(room.send("DELETE", "/api/v2/silence/\(id)").status == 200)
        let again = try silenceID(room.send("POST", "/api/v2/silences", body(more: #","comment":"x","id":"\#(id)""#)))
        #expect(again != id)
        #expect(room.state.silences[again]?.state == .active)
    }

    @Test func deletingEndsASilenceAndAgainChangesNothing() throws {
        var room = TestRoom()
        let id = try silenceID(room.send("POST", "/api/v2/silences", body()))
        #expect(room.send("DELETE", "/api/v2/silence/\(id)") == DialectAnswer(status: 200))
        #expect(room.state.silences[id]?.state == .expired)
        let before = room.state.sequence
        #expect(room.send("DELETE", "/api/v2/silence/\(id)") == DialectAnswer(status: 200))
        #expect(room.state.sequence == before)
    }

    @Test func whatIsUnknownIsNotFound() {
        var room = TestRoom()
        let id = "11111111-1111-4111-8111-111111111111"
        #expect(room.send("GET", "/api/v2/silence/\(id)").status == 404)
        #expect(room.send("DELETE", "/api/v2/silence/\(id)").status == 404)
        #expect(room.send("POST", "/api/v2/silences", body(more: #","comment":"x","id":"\#(id)""#)).status == 404)
        #expect(room.send("POST", "/api/v2/silences", body(more: #","comment":"x","id":"nonsense""#)).status == 404)
    }

    @Test(arguments: ["GET", "DELETE"])
    func anIdThatIsNoUUIDIsRefusedAsGoDoesIt(_ method: String) {
        var room = TestRoom()
        let answer = room.send(method, "/api/v2/silence/xx")
        #expect(answer.status == 422)
        #expect(answer.text == #"{"code":601,"message":"silenceID in path must be of type uuid: \"xx\""}"#)
    }

    @Test func wordsThatAreMissingDoNotCostTheSilence() throws {
        var room = TestRoom()
        let id = try silenceID(room.send("POST", "/api/v2/silences", body(startsAt: "null", more: #","comment":" ""#)))
        #expect(room.state.silences[id]?.comment == "(no reason given)")
        #expect(room.state.silences[id]?.createdBy == "unknown")
        #expect(room.state.silences[id]?.startsAt == room.now)
    }

    @Test func wordsThatAreTooLongAreCut() throws {
        var room = TestRoom()
        let long = String(repeating: "x", count: 5000)
        let id = try silenceID(
            room.send("POST", "/api/v2/silences", body(more: #","comment":"\#(long)","createdBy":"\#(long)""#)))
        let silence = try #require(room.state.silences[id])
        #expect(silence.comment.hasSuffix("bytes cut)"))
        #expect(silence.createdBy.utf8.count <= Limits.personBytesMax)
    }

    @Test(arguments: [
        (#"{"matchers":[]}"#, "invalid silence: at least one matcher required"),
        ("[]", "expected a silence as an object, found an array"),
        (
            #"{"matchers":[{"name":"a","value":"("  ,"isRegex":true}],"endsAt":"2026-11-22T05:00:00Z"}"#,
            "invalid label matcher 0: cannot read the regular expression ("
        ),
        (
            #"{"matchers":[{"name":"a"}],"endsAt":"2026-11-22T05:00:00Z"}"#,
            "invalid label matcher 0: expected name and value"
        ),
        (#"{"matchers":[{"name":"a","value":"b"}]}"#, "invalid silence: invalid zero end timestamp"),
        (#"{"matchers":[{"name":"a","value":"b"}],"endsAt":"soon"}"#, "expected endsAt as"),
        (
            #"{"matchers":[{"name":"a","value":"b"}],"startsAt":"2026-11-22T05:00:00Z","endsAt":"2026-11-22T05:00:00Z"}"#,
            "Failed to create silence: start time must be before end time"
        ),
        (
            #"{"matchers":[{"name":"a","value":"b"}],"startsAt":"2026-11-22T01:00:00Z","endsAt":"2026-11-22T02:00:00Z"}"#,
            "Failed to create silence: end time can't be in the past"
        ),
        (
            #"{"matchers":[{"name":"a","value":".*","isRegex":true}],"endsAt":"2026-11-22T05:00:00Z"}"#,
            "these matchers would hide every alert there is"
        ),
        (#"{"matchers":[{"name":"a","value":"b"}],"endsAt":"2036-11-22T05:00:00Z"}"#, "a silence lasts at most"),
    ])
    func whatIsNoSilenceIsRefused(_ body: String, _ sentence: String) throws {
        var room = TestRoom()
        let answer = room.send("POST", "/api/v2/silences", body)
        #expect(answer.status == 400)
        let text = try #require(try JSONDocument(parsing: answer.body).root.string)
        #expect(text.hasPrefix(sentence), "\(text)")
        #expect(room.state.silences.isEmpty)
    }

    @Test func whereSendersMayNotActNothingIsSilenced() throws {
        var room = TestRoom()
        let id = try silenceID(room.send("POST", "/api/v2/silences", body()))
        room.policy.sendersMayAct = false
        #expect(room.send("POST", "/api/v2/silences", body()).status == 403)
        #expect(room.send("DELETE", "/api/v2/silence/\(id)").status == 403)
        #expect(room.state.silences.count == 1)
        #expect(room.state.silences[id]?.state == .active)
    }

    @Test func silencesAreListedByStateAndFilteredByMatcher() throws {
        var room = TestRoom()
        func make(_ value: String, _ starts: String, _ ends: String) throws -> String {
            try silenceID(
                room.send(
                    "POST", "/api/v2/silences",
                    body(
                        matchers: #"[{"name":"host","value":"\#(value)"}]"#, startsAt: "\"\(starts)\"",
                        endsAt: "\"\(ends)\""))
            ).description
        }
        let pending = try make("p", "2026-11-22T04:00:00Z", "2026-11-22T05:00:00Z")
        let late = try make("a", "2026-11-22T03:00:00Z", "2026-11-22T06:00:00Z")
        let soon = try make("a", "2026-11-22T03:00:00Z", "2026-11-22T03:30:00Z")
        let over = try make("e", "2026-11-22T03:00:00Z", "2026-11-22T06:00:00Z")
        room.send("DELETE", "/api/v2/silence/\(over)")
        func ids(_ query: (name: String, value: String)...) throws -> [String] {
            try JSONDocument(parsing: room.send("GET", "/api/v2/silences", query: query).body)
                .root.elements.compactMap { $0["id"]?.string }
        }
        #expect(try ids() == [soon, late, pending, over])
        #expect(try ids(("expired", "false"), ("pending", "false")) == [soon, late])
        #expect(try ids(("active", "false")) == [pending, over])
        #expect(try ids(("filter", "host=a")) == [soon, late])
        #expect(try ids(("filter", "host=~a")).isEmpty)
        #expect(room.send("GET", "/api/v2/silences", query: [("filter", "}")]).status == 400)
    }
}
