import NIOCore
import NIOHTTP1
import Settings
import Synchronization
import Testing
import WarRoom

@testable import Room

struct ForwarderTests {
    /// The other side: answers in turn, and remembers what it was sent and how long it was left alone.
    private final class Pager: Sendable {
        let answers: Mutex<[ForwardAttempt]>
        let sent = Mutex<[ForwardedRequest]>([])
        let pauses = Mutex<[Milliseconds]>([])

        init(_ answers: [ForwardAttempt]) { self.answers = Mutex(answers) }

        /// Runs a forwarder over these requests until nothing waits.
        func run(_ requests: [ForwardedRequest]) async throws -> Forwarder.Status {
            let setting = try #require(ForwardSetting(url: "http://pager.example/v2/enqueue"))
            let (changes, change) = AsyncStream<Void>.makeStream()
            let forwarder = Forwarder(
                setting, pause: { [self] length in pauses.withLock { $0.append(length) } },
                onChange: { change.yield() })
            for request in requests { forwarder.add(request) }
            let running = Task {
                await forwarder.run { [self] request, _ in
                    sent.withLock { $0.append(request) }
                    return answers.withLock { $0.isEmpty ? .done : $0.removeFirst() }
                }
            }
            for await _ in changes where forwarder.status.waiting == 0 { break }
            running.cancel()
            return forwarder.status
        }
    }

    private static func request(_ body: String) -> ForwardedRequest {
        ForwardedRequest(
            method: "POST",
            headers: [
                ("content-type", "application/json"), ("authorization", "GenieKey k"), ("host", "room"),
                ("cookie", "c"), ("ce-id", "1"), ("x-forwarded-for", "a"),
            ], body: Array(body.utf8))
    }

    @Test func onlyWhatTheOtherSideNeedsIsPassedOn() {
        #expect(Self.request("b").headers.map(\.name) == ["content-type", "authorization", "ce-id"])
    }

    @Test func requestsGoInTheirOrder() async throws {
        let pager = Pager([])
        let requests = ["a", "b", "c"].map(Self.request)
        let status = try await pager.run(requests)
        #expect(status == Forwarder.Status(waiting: 0, done: 3, givenUp: 0, reason: nil))
        #expect(pager.sent.withLock { $0 } == requests)
    }

    @Test func whatFailsIsTriedAgainLaterAndLater() async throws {
        let pager = Pager([.failed("x"), .failed("x"), .failed("x"), .done])
        let status = try await pager.run([Self.request("a"), Self.request("b")])
        #expect(status.done == 2 && status.givenUp == 0 && status.reason == nil)
        let pauses = pager.pauses.withLock { $0 }
        #expect(pauses.count == 3)
        for (pause, longest) in zip(pauses, [Int64(500), 1000, 2000]) {
            #expect((longest / 2...longest).contains(pause.count))
        }
    }

    @Test func whatIsNotWantedIsGivenUpAtOnce() async throws {
        let pager = Pager([.refused("it answered 400"), .done])
        let status = try await pager.run([Self.request("a"), Self.request("b")])
        #expect(status.done == 1 && status.givenUp == 1 && status.reason == nil)
        #expect(pager.pauses.withLock { $0 }.isEmpty)
    }

    @Test func whatAlwaysFailsIsGivenUpAndShown() async throws {
        let pager = Pager(Array(repeating: .failed("connection refused"), count: Limits.forwardAttemptsMax))
        let status = try await pager.run([Self.request("a")])
        #expect(status.givenUp == 1 && status.done == 0)
        let setting = try #require(ForwardSetting(url: "http://pager.example/key-in-path"))
        let problem = try #require(status.problem(of: setting))
        #expect(problem == "forwarding to pager.example:80: 0 waiting, 1 given up: connection refused")
    }

    @Test func whatDoesNotFitIsGivenUp() throws {
        let setting = try #require(ForwardSetting(url: "http://pager.example/"))
        let forwarder = Forwarder(setting)
        for _ in 0..<Limits.forwardsWaitingMax + 5 { forwarder.add(Self.request("a")) }
        #expect(forwarder.status.waiting == Limits.forwardsWaitingMax)
        #expect(forwarder.status.givenUp == 5)
        #expect(forwarder.status.reason == "too many wait")
    }

    @Test(arguments: [
        (200, ForwardAttempt.done), (202, .done), (204, .done), (301, .refused("it answered 301")),
        (400, .refused("it answered 400")), (401, .refused("it answered 401")), (408, .failed("it answered 408")),
        (429, .failed("it answered 429")), (500, .failed("it answered 500")), (503, .failed("it answered 503")),
    ])
    func theStatusSaysWhetherToComeBack(_ status: Int, _ attempt: ForwardAttempt) {
        #expect(ForwardAttempt(status: status) == attempt)
    }

    @Test func pausesGrowToALimit() {
        #expect(Forwarder.delay(after: 1, share: 0) == Milliseconds(250))
        #expect(Forwarder.delay(after: 1, share: 1) == Milliseconds(500))
        #expect(Forwarder.delay(after: 1000, share: 1) == Limits.forwardDelayMax)
        #expect(Forwarder.delay(after: -1, share: 7) == Milliseconds(500))
    }

    @Test func onlyTheDialectThatIsNamedIsPassedOn() throws {
        let forwarders = try [nil, "pagerduty", "plain"].map { (dialect: String?) in
            let setting = try #require(ForwardSetting(url: "http://pager.example/", dialect: dialect))
            return Forwarder(setting)
        }
        Forwarding(forwarders).pass(Self.request("a"), of: "pagerduty")
        #expect(forwarders.map(\.status.waiting) == [1, 1, 0])
    }

    @Test func addressesOfOneHostAreToldApart() async throws {
        let settings = try [
            ("http://pager.example/a", "pagerduty"), ("http://pager.example/b", nil), ("http://other.example/", nil),
        ].map { try #require(ForwardSetting(url: $0, dialect: $1)) }
        let (changes, change) = AsyncStream<Void>.makeStream()
        let forwarding = Forwarding(settings.map { Forwarder($0, onChange: { change.yield() }) })
        for forwarder in forwarding.forwarders { forwarder.add(Self.request("b")) }
        let running = Task {
            await withTaskGroup(of: Void.self) { group in
                for forwarder in forwarding.forwarders {
                    group.addTask { await forwarder.run { _, _ in .refused("it answered 404") } }
                }
            }
        }
        for await _ in changes where forwarding.problems.count == 3 { break }
        running.cancel()
        let rest = "0 waiting, 1 given up: it answered 404"
        #expect(
            forwarding.problems == [
                "forwarding to pager.example:80 (no. 1, pagerduty): \(rest)",
                "forwarding to pager.example:80 (no. 2): \(rest)", "forwarding to other.example:80: \(rest)",
            ])
    }
}
