import Dialects
import Testing
import WarRoom

@Suite("The table of dialects")
struct DialectTableTests {
    @Test func namesAndRoutesAreUnique() {
        let names = DialectTable.dialects.map { $0.name }
        #expect(Set(names).count == names.count)
        let routes = DialectTable.dialects.flatMap { $0.routes.map { "\($0.method) \($0.path)" } }
        #expect(Set(routes).count == routes.count)
    }

    @Test func everyRouteIsFoundByItsOwnPath() {
        for dialect in DialectTable.dialects {
            for route in dialect.routes {
                let segments = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "some-id" : String($0) }
                guard
                    case .match(let found, let foundRoute) = DialectTable.find(method: route.method, segments: segments)
                else {
                    Issue.record("\(route.method) \(route.path) leads nowhere")
                    continue
                }
                #expect(found.name == dialect.name)
                #expect(foundRoute == route)
            }
        }
    }

    @Test(arguments: [
        ("PUT", "/api/v2/alerts", ["POST", "GET"]), ("GET", "/v2/enqueue", ["POST"]),
        ("POST", "/api/v2/silence/x", ["GET", "DELETE"]), ("POST", "/-/ready", ["GET", "HEAD"]),
    ])
    func anotherMethodIsToldWhichAreAllowed(_ method: String, _ path: String, _ allowed: [String]) {
        let segments = path.split(separator: "/").map(String.init)
        guard case .wrongMethod(let found) = DialectTable.find(method: method, segments: segments) else {
            Issue.record("expected the wrong method")
            return
        }
        #expect(found == allowed)
    }

    @Test(arguments: [
        "/", "/api", "/api/v2/alerts/x", "/api/v2/silence", "/api/v2/silence/a/b", "/API/v2/alerts", "/metrics",
    ])
    func whatIsNotInTheTableLeadsNowhere(_ path: String) {
        let segments = path.split(separator: "/").map(String.init)
        guard case .none = DialectTable.find(method: "GET", segments: segments) else {
            Issue.record("expected nothing")
            return
        }
    }

    @Test func everyDialectSaysNoInItsOwnWay() {
        for dialect in DialectTable.dialects {
            for failure in [
                DialectFailure.busy, .unwritable("disk full"), .tooLarge, .tooSlow, .unauthorized("who"),
                .forbidden("no"), .malformed("odd"),
            ] {
                let answer = dialect.failure(failure)
                #expect((400...599).contains(answer.status))
                #expect(!answer.body.isEmpty)
                #expect(answer.contentType != nil)
                let shallComeBack = failure == .busy || failure == .unwritable("disk full")
                #expect((answer.headers["Retry-After"] != nil) == shallComeBack)
            }
        }
    }
}
