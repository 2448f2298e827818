import Testing

@testable import Room

struct RequestGateTests {
    static let gate = RequestGate(further: ["War-Room.example"])

    @Test(arguments: [
        "localhost", "localhost:9911", "127.0.0.1:9911", "[::1]:9911", "LOCALHOST:1", "war-room.example:9911",
    ])
    func aListedHostMayPass(_ host: String) {
        #expect(Self.gate.refusal(host: host, origin: nil, fetchSite: nil) == nil)
    }

    @Test(arguments: ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:9911", "", "[::2]:9911"])
    func aForeignHostIsTurnedAway(_ host: String) {
        #expect(Self.gate.refusal(host: host, origin: nil, fetchSite: nil) != nil)
    }

    @Test func aRequestWithoutHostIsTurnedAway() {
        #expect(Self.gate.refusal(host: nil, origin: nil, fetchSite: nil) == "the request names no Host")
    }

    @Test func aWebPageIsTurnedAwayWhateverTheHost() {
        #expect(Self.gate.refusal(host: "localhost", origin: "http://localhost", fetchSite: nil) != nil)
        #expect(Self.gate.refusal(host: "localhost", origin: nil, fetchSite: "same-origin") != nil)
    }
}
