import Testing

@testable import Room

struct RequestGateTests {
    static let gate = RequestGate(further: ["War-Room.example"])

    @Test(arguments: [
        "localhost", "localhost:9911", "127.0.0.1:9911", "[::1]:9911", "LOCALHOST:1", "war-room.example:9911",
    ])
    func aListedHostMayPass(_ host: String) {
        #expect(Self.gate.refusal(hosts: [host], origin: nil, fetchSite: nil) == nil)
    }

    @Test(arguments: ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:9911", "", "[::2]:9911"])
    func aForeignHostIsTurnedAway(_ host: String) {
        #expect(Self.gate.refusal(hosts: [host], origin: nil, fetchSite: nil) != nil)
    }

    @Test func aRequestWithoutHostIsTurnedAway() {
        #expect(Self.gate.refusal(hosts: [], origin: nil, fetchSite: nil)?.sentence == "the request names no Host")
    }

    @Test func aRequestWithSeveralHostsIsABadOne() {
        for hosts in [["localhost", "evil.example"], ["localhost", "localhost"], ["evil.example", "localhost"]] {
            #expect(Self.gate.refusal(hosts: hosts, origin: nil, fetchSite: nil)?.status == 400)
        }
        #expect(Self.gate.refusal(hosts: ["evil.example"], origin: nil, fetchSite: nil)?.status == 403)
    }

    @Test func aWebPageIsTurnedAwayWhateverTheHost() {
        #expect(Self.gate.refusal(hosts: ["localhost"], origin: "http://localhost", fetchSite: nil) != nil)
        #expect(Self.gate.refusal(hosts: ["localhost"], origin: nil, fetchSite: "same-origin") != nil)
    }
}
