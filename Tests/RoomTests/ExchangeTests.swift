import Testing

@testable import Room

struct ExchangeTests {
    @Test(
        arguments: [
            ("/api/v2/alerts", ["api", "v2", "alerts"], [:]),
            ("/api/v2/silence/a%2Fb", ["api", "v2", "silence", "a/b"], [:]),
            ("/v1/events?after=3&limit=10", ["v1", "events"], ["after": "3", "limit": "10"]),
            ("/x?filter=severity%3D%22critical%22&y=a+b", ["x"], ["filter": "severity=\"critical\"", "y": "a b"]),
            ("/x?empty", ["x"], ["empty": ""]),
            ("/", [], [:]),
        ] as [(String, [String], [String: String])])
    func aTargetIsTakenApart(_ target: String, _ path: [String], _ query: [String: String]) throws {
        let parts = try #require(Exchange.parts(of: target))
        #expect(parts.path == path)
        #expect(Dictionary(parts.query.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }) == query)
    }

    @Test(arguments: ["/%", "/%4", "/%zz", "/%ff", "/x?a=%"])
    func anEscapeThatIsNoneIsRefused(_ target: String) {
        #expect(Exchange.parts(of: target) == nil)
    }
}
