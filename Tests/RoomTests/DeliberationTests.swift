import Dialects
import EventLog
import Foundation
import Settings
import Testing
import WarRoom

@testable import Room

struct DeliberationTests {
    private static let now = Instant(milliseconds: 1_795_316_645_678)

    /// The deliberation of an empty room over a log of its own.
    private final class Bench {
        let home: Home
        let deliberation: Deliberation
        private let store: EventStore
        private let timeline: TimelineFeeder

        init() throws {
            home = Home(path: "\(FileManager.default.temporaryDirectory.path)/warroom-\(UUID().uuidString)")
            try home.create()
            store = try EventStore.open(home) { EventID(high: 0x7000, low: 1) }.store
            timeline = TimelineFeeder(try TimelineStore.open(home, room: store.room).0)
            deliberation = Deliberation(
                state: RoomState(), after: store.head, reader: store.reader, timeline: timeline, policy: Policy(),
                now: DeliberationTests.now)
        }

        deinit {
            timeline.stop()
            store.close()
            try? FileManager.default.removeItem(atPath: home.path)
        }

        /// Decides what one sender says, and how many events it makes.
        func decide(_ commands: [any Command], after seconds: Int64 = 0) -> (batch: Batch, count: Int) {
            let actor = Actor(principal: "sender:s", person: "s", via: "sender")
            let submission = Submission(commands: commands, actor: actor, commandID: nil) { _ in }
            var waiting = [submission][...]
            let batch = deliberation.decide(&waiting, at: DeliberationTests.now + .seconds(seconds), jump: nil)
            return (batch, batch.records.count)
        }

        var alert: Alert? { deliberation.state.alerts[AlertID(value: 1)] }
    }

    private func fires(_ title: String) -> ObserveAlert {
        ObserveAlert(
            AlertObservation(
                alert: AlertID(value: 1), isFiring: true, severity: .error, labels: ["alertname": "Disk"], title: title,
                source: "test", sender: "s"))
    }

    private func change(_ number: UInt64) -> KeyedCommand {
        KeyedCommand(
            id: EventID(high: 0x8000, low: number),
            command: RecordChange(source: "ci", sender: "s", summary: "deploy", details: .none, links: [], at: nil))
    }

    @Test func aKeyedCommandIsCarriedOutOnceAndItsRepeatsGetTheSameOutcome() throws {
        let bench = try Bench()
        let (first, count) = bench.decide([change(1), change(2), change(1)])
        #expect(count == 2)
        #expect(first.remembered.map(\.command.low) == [1, 2])
        let results = try #require(first.answers.first).result
        guard case .stored(let outcomes) = results else {
            Issue.record("expected outcomes")
            return
        }
        #expect(try outcomes[0].get() == outcomes[2].get())
        #expect(try outcomes[0].get() != outcomes[1].get())
        // While the first batch is on its way to the disk.
        bench.deliberation.handOver(first, isNext: true)
        #expect(bench.decide([change(2), change(1)]).count == 0)
        #expect(bench.decide([change(3)]).count == 1)
    }

    /// What one submission makes is never parted, and nothing is taken after a batch is full.
    @Test(arguments: [[1500, 1500, 1500], [1, 10_000, 1], [Limits.eventsPerCommitMax, 1], [5, 5]])
    func aBatchIsFullAfterAWholeSubmission(_ sizes: [Int]) throws {
        let bench = try Bench()
        var number: UInt64 = 0
        let submissions = sizes.map { size in
            let commands = (0..<size).map { _ in
                number += 1
                return change(number)
            }
            return Submission(commands: commands, actor: .daemon, commandID: nil) { _ in }
        }
        var rest = submissions[...]
        var taken = 0
        while !rest.isEmpty {
            let batch = bench.deliberation.decide(&rest, at: Self.now, jump: nil)
            let own = sizes[taken..<(taken + batch.answers.count)]
            #expect(batch.records.count == own.reduce(0, +))
            #expect(own.dropLast().reduce(0, +) < Limits.eventsPerCommitMax)
            taken += batch.answers.count
        }
        #expect(taken == sizes.count)
    }

    @Test func anAlertInAKeyedCommandCountsAsHeard() throws {
        let bench = try Bench()
        let keyed = KeyedCommand(id: EventID(high: 0x8000, low: 9), command: fires("Disk is full"))
        #expect(bench.decide([keyed]).batch.observations == 1)
        #expect(bench.alert?.phase == .firing)
    }

    @Test func wordsThatWereHeardBeforeDoNotReplaceThoseOfAnAmendment() throws {
        let bench = try Bench()
        _ = bench.decide([fires("one")])
        // Held for the next summary.
        #expect(bench.decide([fires("two")]).count == 0)
        _ = bench.decide([AmendAlert(AlertID(value: 1), title: "three")])
        #expect(bench.alert?.title == "three")
        _ = bench.decide([], after: 60)
        #expect(bench.alert?.title == "three")
        #expect(bench.alert?.count == 2)
    }

    @Test func theConfigurationNamesTheDialectsThatCanBeGivenATTL() {
        let names = DialectTable.dialects.map { $0.name }.filter { $0 != AlertmanagerAPI.name }
        #expect(Configuration.dialectsWithTTL == names.sorted())
    }
}
