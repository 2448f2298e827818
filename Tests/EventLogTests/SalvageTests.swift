import EventCodec
import Foundation
import SeededRandom
import Testing
import WarRoom

@testable import EventLog

/// What can be read of a damaged log goes into a new one, which is whole.
@Suite struct SalvageTests {
    /// An event without its place in a chain.
    struct Kept: Equatable {
        var record: EventRecord

        init(_ record: EventRecord) {
            self.record = record
            self.record.sequence = 0
            self.record.hash = []
        }
    }

    struct Salvaged {
        var test: TestHome
        var result: LogSalvage.Result
        /// The events behind the first.
        var kept: [Kept]
    }

    static func salvage(_ damaged: TestHome) throws -> Salvaged {
        let test = try TestHome()
        let result = try LogSalvage.run(
            of: damaged.home, to: test.home,
            .init(now: Make.start, actor: Make.ann, ids: EventIDSource(random: SplitMix64(seed: 3))))
        let rows = try test.home.rows
        let first = try #require(try rows.first?.record.event().body as? LogSalvaged)
        #expect(first.facts == result.facts)
        #expect(result.facts.kept == Int64(rows.count) - 1 && result.head.sequence == Int64(rows.count))
        let verification = try test.verify()
        #expect(verification.problem == nil && verification.last == result.head.sequence)
        #expect(
            Set(try FileManager.default.contentsOfDirectory(atPath: test.home.path)) == ["log.db", "head", "snapshots"])
        return Salvaged(test: test, result: result, kept: rows.dropFirst().map { Kept($0.record) })
    }

    @Test func aWholeLogIsTakenOverWhole() throws {
        let log = try ChainTests.log()
        let salvaged = try Self.salvage(log)
        let rows = try log.home.rows
        #expect(salvaged.kept == rows.map { Kept($0.record) })
        #expect(try salvaged.test.home.rows.dropFirst().map(\.salt) == rows.map(\.salt))
        let facts = salvaged.result.facts
        #expect(
            facts.room == Make.room && facts.sequence == 9 && facts.hash == rows.last.map { Hex.string($0.record.hash) }
        )
        #expect(facts.kept == 9 && facts.missing == 0 && facts.gaps == [] && facts.rejected == 0 && facts.unproved == 0)
        #expect(salvaged.result.head.room != Make.room)
        // The new room opens, and its state is what the events give.
        let (store, findings) = try EventStore.open(salvaged.test.home, newRoom: { Make.id(99) })
        #expect(findings == EventStore.Findings() && store.head == salvaged.result.head)
        try store.append([Make.note(11)])
        store.close()
        #expect(try salvaged.test.verify().problem == nil)
    }

    /// How it is damaged, what is kept out, and what nothing proves any more.
    @Test(arguments: [
        ("UPDATE events SET person = 'eve' WHERE sequence = 5", [Int64(5)], Int64(1), Int64(0)),
        ("UPDATE events SET hash = zeroblob(32) WHERE sequence = 5", [5], 1, 0),
        ("UPDATE events SET facts = '{' WHERE sequence IN (3, 7)", [3, 7], 2, 0),
        ("UPDATE events SET id = x'00' WHERE sequence = 2", [2], 1, 1),
        ("DELETE FROM events WHERE sequence IN (4, 5)", [4, 5], 0, 1),
        ("DELETE FROM events WHERE sequence IN (1, 8)", [1, 8], 0, 2),
        ("DELETE FROM events WHERE sequence > 6", [7, 8, 9], 0, 0),
        ("UPDATE events SET sequence = 20 WHERE sequence = 9", [9], 1, 0),
        ("UPDATE events SET sequence = -4 WHERE sequence = 5", [5], 0, 1),
        ("UPDATE facts SET value = '\(Make.id(77))'", [], 0, 0), ("DROP TABLE facts", [], 0, 0),
        ("DROP TABLE outcomes", [], 0, 0),
    ])
    func whatDoesNotFitIsKeptOutAndCounted(sql: String, missing: [Int64], rejected: Int64, unproved: Int64) throws {
        let log = try ChainTests.log()
        let rows = try log.home.rows
        try log.tamper(sql: sql)
        let salvaged = try Self.salvage(log)
        let facts = salvaged.result.facts
        #expect(salvaged.kept == rows.filter { !missing.contains($0.record.sequence) }.map { Kept($0.record) })
        #expect(facts.gaps.flatMap { Array($0.from...$0.to) } == missing)
        #expect(facts.missing == Int64(missing.count))
        #expect(facts.rejected == rejected && facts.unproved == unproved)
    }

    @Test func aTextThatWasChangedIsLeftOut() throws {
        let log = try ChainTests.log()
        let rows = try log.home.rows
        try log.tamper(sql: "UPDATE events SET text = '{\"body\":\"forged\"}' WHERE sequence = 5")
        let salvaged = try Self.salvage(log)
        var expected = rows.map { Kept($0.record) }
        expected[4].record.text = nil
        #expect(salvaged.kept == expected)
        #expect(salvaged.result.facts.textsLost == 1 && salvaged.result.facts.missing == 0)
    }

    @Test func aLossThatTheLogTellsOfIsNoBreakInItsChain() throws {
        let log = try AcceptedLossTests.log(Make.note(12))
        let salvaged = try Self.salvage(log)
        let facts = salvaged.result.facts
        #expect(facts.kept == 9 && facts.unproved == 0 && facts.rejected == 0)
        #expect(facts.gaps == [.init(from: 8, to: 10)] && facts.sequence == 12)
    }

    @Test func aMissingHeadIsNoHindrance() throws {
        let log = try ChainTests.log()
        try FileManager.default.removeItem(atPath: log.home.head)
        try log.tamper(sql: "DELETE FROM events WHERE sequence = 4")
        let facts = try Self.salvage(log).result.facts
        #expect(facts.kept == 8 && facts.sequence == 9 && facts.room == Make.room)
    }

    @Test func whereNothingCanBeReadNothingIsMade() throws {
        let (log, target) = (try ChainTests.log(), try TestHome())
        try log.tamper(sql: "DELETE FROM events")
        #expect(throws: LogError.self) {
            try LogSalvage.run(of: log.home, to: target.home, .init(now: Make.start, actor: Make.ann))
        }
        try Data(repeating: 0x41, count: 40_000).write(to: URL(fileURLWithPath: log.home.log))
        #expect(throws: LogError.self) {
            try LogSalvage.run(of: log.home, to: target.home, .init(now: Make.start, actor: Make.ann))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: target.home.path) == ["snapshots"])
    }
}
