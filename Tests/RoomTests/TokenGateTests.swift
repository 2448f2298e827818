import Dialects
import Settings
import Testing
import WarRoom

@testable import Room

struct TokenGateTests {
    static let gate = TokenGate(tokens: [
        IngestToken(name: "shop", digest: IngestToken.digest(of: "key-of-shop")),
        IngestToken(name: "grafana", digest: IngestToken.digest(of: "key-of-grafana"), dialects: ["grafana"]),
        IngestToken(name: "shop", digest: IngestToken.digest(of: "next-key-of-shop")),
        IngestToken(
            name: "pager", digest: IngestToken.digest(of: "0123456789abcdef0123456789abcdef"), dialects: ["pagerduty"]),
    ])

    private static func request(_ authorization: String?, _ body: String = "") -> DialectRequest {
        DialectRequest(
            method: "POST", path: [], headers: authorization.map { [("authorization", $0)] } ?? [],
            body: Array(body.utf8), now: Instant(milliseconds: 0))
    }

    @Test func withoutTokensAnyoneMaySend() {
        #expect(TokenGate(tokens: []).verdict(on: Self.request(nil), in: PlainAlerts.self) == .anyone)
        #expect(TokenGate(tokens: []).verdict(on: Self.request("Bearer x"), in: nil) == .anyone)
    }

    @Test(arguments: [
        ("Bearer key-of-shop", "shop"), ("Bearer next-key-of-shop", "shop"), ("GenieKey key-of-shop", "shop"),
        ("Basic eDprZXktb2Ytc2hvcA==", "shop"),
    ])
    func aKeyLeadsToItsSender(_ authorization: String, _ name: String) {
        #expect(Self.gate.verdict(on: Self.request(authorization), in: PlainAlerts.self) == .sender(name))
        #expect(Self.gate.verdict(on: Self.request(authorization), in: nil) == .sender(name))
    }

    @Test(arguments: [nil, "Bearer key-of-shoq", "Bearer ", "Basic a2V5LW9mLXNob3A=", "Bearer key-of-shop key-of-shop"])
    func whoeverHasNoKeyIsToldSoWithoutTheKey(_ authorization: String?) {
        guard
            case .unauthorized(let why) = Self.gate.verdict(on: Self.request(authorization), in: PlainAlerts.self)
        else {
            Issue.record("expected no way in")
            return
        }
        #expect(!why.contains("key-of"))
        #expect(!why.isEmpty)
    }

    @Test func aTokenIsOnlyForItsDialects() {
        let request = Self.request("Bearer key-of-grafana")
        #expect(Self.gate.verdict(on: request, in: GrafanaWebhook.self) == .sender("grafana"))
        #expect(
            Self.gate.verdict(on: request, in: PlainAlerts.self)
                == .forbidden("the token grafana is only for grafana", sender: "grafana"))
        #expect(Self.gate.verdict(on: request, in: nil) == .sender("grafana"))
    }

    @Test func aRoutingKeyIsAToken() {
        let request = Self.request(nil, #"{"routing_key":"0123456789abcdef0123456789abcdef"}"#)
        #expect(Self.gate.verdict(on: request, in: PagerDutyEvents.self) == .sender("pager"))
        #expect(Self.gate.verdict(on: request, in: PlainAlerts.self) != .sender("pager"))
    }

    @Test func theConfigurationKnowsEveryDialect() {
        let names = DialectTable.dialects.map { $0.name }
        #expect(Configuration.dialects == names.sorted())
    }

    @Test func theAddressThatIsListenedOnMayBeCalled() {
        let (four, six) = (ListenAddress("10.0.0.5:9911"), ListenAddress("[fd00::1]:9911"))
        let gate = RequestGate(further: [], at: four)
        #expect(gate.refusal(hosts: ["10.0.0.5:9911"], origin: nil, fetchSite: nil) == nil)
        #expect(gate.refusal(hosts: ["10.0.0.6:9911"], origin: nil, fetchSite: nil) != nil)
        let other = RequestGate(further: [], at: six)
        #expect(other.refusal(hosts: ["[fd00::1]:9911"], origin: nil, fetchSite: nil) == nil)
    }
}
