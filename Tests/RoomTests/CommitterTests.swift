import EventCodec
import EventLog
import Foundation
import Synchronization
import Testing
import WarRoom

@testable import Room

struct CommitterTests {
    private static let room = EventID(high: 0x7000, low: 1)

    /// A committer over a log of its own, and what it said.
    private final class Bench: Sendable {
        let home: Home
        let committer: Committer
        private let heard: Heard

        private final class Heard: Sendable {
            let stored = Mutex<[Int64]>([])
            let transactions = Mutex(0)
            let sizes = Mutex<[[Int]]>([])
            let answers = Mutex<[String]>([])
        }

        init() throws {
            var template = Array("/tmp/warroom-committer-XXXXXX".utf8CString)
            try #require(mkdtemp(&template) != nil)
            let path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            home = Home(path: path + "/home")
            try home.create()
            let heard = Heard()
            self.heard = heard
            committer = Committer(
                try EventStore.open(home) { room }.store,
                onStored: { batches, _ in
                    heard.transactions.withLock { $0 += 1 }
                    heard.sizes.withLock { $0.append(batches.map(\.records.count)) }
                    heard.stored.withLock { $0 += batches.flatMap(\.records).map(\.sequence) }
                }, onFailure: {})
        }

        deinit {
            committer.close()
            try? FileManager.default.removeItem(atPath: (home.path as NSString).deletingLastPathComponent)
        }

        var stored: [Int64] { heard.stored.withLock { $0 } }
        var transactions: Int { heard.transactions.withLock { $0 } }
        /// How many events the batches of each transaction had.
        var sizes: [[Int]] { heard.sizes.withLock { $0 } }
        var answers: [String] { heard.answers.withLock { $0 } }

        func record(_ sequence: Int64, id: UInt64? = nil) throws -> EventRecord {
            let instant = Instant(milliseconds: sequence)
            let event = Event(
                envelope: Envelope(
                    sequence: sequence, id: EventID(high: 0x7001, low: id ?? UInt64(sequence)), occurredAt: instant,
                    recordedAt: instant, actor: .daemon), body: DaemonStopped(facts: .init(reason: "test")))
            return try EventRecord(event)
        }

        /// A batch of one event that one sender waits for.
        func commit(_ sequence: Int64, id: UInt64? = nil) throws {
            var batch = Batch()
            batch.records = [try record(sequence, id: id)]
            let submission = Submission(commands: [], actor: .daemon, commandID: nil) { [heard] result in
                heard.answers.withLock { answers in
                    switch result {
                    case .stored: answers.append("stored \(sequence)")
                    case .unwritable: answers.append("refused \(sequence)")
                    case .busy, .remembered: answers.append("odd \(sequence)")
                    }
                }
            }
            batch.answers = [(submission, .stored([]))]
            committer.commit(batch)
        }
    }

    @Test func everythingIsStoredOnceAndInOrderAndManyShareATransaction() throws {
        let bench = try Bench()
        let count: Int64 = 2000
        for sequence in 1...count { try bench.commit(sequence) }
        #expect(bench.committer.settle() == nil)
        #expect(bench.stored == Array(1...count))
        #expect(bench.answers == (1...count).map { "stored \($0)" })
        #expect(bench.transactions < Int(count) / 2, "\(bench.transactions) transactions")
        #expect(bench.committer.head.sequence == count)
        #expect(bench.committer.isIdle)
    }

    @Test func aTransactionTakesWhatItHasRoomForOrOneBatchThatHasMore() throws {
        let bench = try Bench()
        let sizes = [1, 1500, 1500, 10, 3000, 10, 1500, 400, 90, 10, 1, 2500, 1]
        var sequence: Int64 = 0
        let batches = try sizes.map { size in
            var batch = Batch()
            batch.records = try (0..<size).map { _ in
                sequence += 1
                return try bench.record(sequence)
            }
            return batch
        }
        for batch in batches { bench.committer.commit(batch) }
        #expect(bench.committer.settle() == nil)
        #expect(bench.sizes.flatMap(\.self) == sizes)
        for transaction in bench.sizes where transaction.count > 1 {
            #expect(transaction.reduce(0, +) <= Limits.eventsPerCommitMax, "\(transaction)")
        }
    }

    @Test func afterAFailureEverythingIsRefusedUntilSomebodyHasAskedWhy() throws {
        let bench = try Bench()
        try bench.commit(1)
        #expect(bench.committer.settle() == nil)
        // Of an id that the log has already.
        try bench.commit(2, id: 1)
        try bench.commit(3)
        let reason = bench.committer.settle()
        #expect(reason != nil)
        #expect(bench.answers == ["stored 1", "refused 2", "refused 3"])
        #expect(!bench.committer.hasFailed)
        try bench.commit(2)
        #expect(bench.committer.settle() == nil)
        #expect(bench.stored == [1, 2])
        #expect(bench.committer.head.sequence == 2)
    }
}
