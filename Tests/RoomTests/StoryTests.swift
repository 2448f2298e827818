import Demo
import EventCodec
import EventLog
import Foundation
import Logging
import Room
import RoomClient
import Synchronization
import Testing
import WarRoom

/// A whole incident through a real daemon and a real log, at a time that the test sets.
struct StoryTests {
    private static let beginning = Instant(milliseconds: 1_795_314_660_000)

    /// Stands still until it is told.
    private final class StoryTime: RoomClock {
        private let offset = Mutex(Milliseconds.zero)

        func advance(to offset: Milliseconds) { self.offset.withLock { $0 = offset } }
        func now() -> Instant { StoryTests.beginning + uptime() }
        func uptime() -> Milliseconds { offset.withLock { $0 } }
    }

    @Test func aToldIncidentIsInTheLogAndTheLogVerifies() async throws {
        let home = Home(path: "\(FileManager.default.temporaryDirectory.path)/warroom-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: home.path) }
        let lock = try home.createEmpty()
        let time = StoryTime()
        let daemon = try RoomDaemon(
            RoomSettings(home: home, listen: nil, version: "1.0.0", isServing: true), lock: lock, clock: time,
            logger: Logger(label: "story") { _ in SwiftLogNoOpLogHandler() })
        let serving = Task { try await daemon.run() }
        let client = RoomClient(home: home, person: "ada")
        // Long, because tests that wait for other programs may hold all threads of the pool meanwhile.
        let deadline = ContinuousClock.now + .seconds(300)
        while (try? await client.hello()) == nil, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        var ids = EventIDSource()
        for step in DemoScript.steps(seed: 1, from: Self.beginning, playbook: nil) {
            time.advance(to: step.offset)
            switch step.act {
            case .post(let post):
                let status = await daemon.hear(path: post.path, agent: post.agent, body: post.body)
                #expect((200...202).contains(status), "\(post.path) at \(step.offset.count) ms: \(status)")
            case .command(let person, let command):
                let client = RoomClient(home: home, person: person)
                _ = try await client.send(command, id: ids.next(at: time.now()))
            case .arrival: break
            }
        }
        let incidents = try await client.read([IncidentSummary].self, "/v1/incidents")
        #expect(incidents.map(\.status) == [.resolved])
        let refused = try await client.events(after: 0, limit: 10_000).filter { $0.kind == "input.refused" }
        #expect(refused.isEmpty)
        daemon.stop(reason: "the story is over")
        try await serving.value
        let verification = try Verification.check(home)
        #expect(verification.problem == nil)
        #expect(verification.last > 60)
    }
}
