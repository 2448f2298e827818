import EventCodec
import Foundation
import GRDB
import Testing
import WarRoom

@testable import EventLog

/// A log is brought up to date in one transaction, or stays what it was.
@Suite struct LogUpgradeTests {
    private struct Failure: Error {}

    /// Steps to versions that there may be one day.
    private static let future =
        LogUpgrade.all + [
            LogUpgrade(version: LogSchema.version + 1) { try $0.execute(sql: "CREATE TABLE marks(event BLOB) STRICT") },
            LogUpgrade(version: LogSchema.version + 2) { try $0.execute(sql: "ALTER TABLE marks ADD COLUMN by TEXT") },
        ]

    private static func apply(_ steps: [LogUpgrade], to test: TestHome) throws -> Int {
        let queue = try DatabaseQueue(path: test.home.log)
        defer { try? queue.close() }
        return try queue.write { try LogUpgrade.apply(steps, to: $0) }
    }

    private static func version(_ test: TestHome) throws -> Int {
        try test.tamper { try LogUpgrade.version(of: $0) }
    }

    @Test func theStepsEndAtTheVersionThatIsKnown() {
        #expect(LogUpgrade.all.map(\.version) == Array(1...LogSchema.version))
    }

    @Test func anOlderLogIsBroughtUpToDateAndKeepsItsEvents() throws {
        let test = try ChainTests.log()
        let rows = try test.home.rows
        #expect(try Self.apply(Self.future, to: test) == LogSchema.version)
        #expect(try Self.version(test) == LogSchema.version + 2)
        try test.tamper(sql: "INSERT INTO marks(event, by) VALUES (x'00', 'ann')")
        #expect(try Self.apply(Self.future, to: test) == LogSchema.version + 2, "again, it changes nothing")
        #expect(try test.tamper { try Int.fetchOne($0, sql: "SELECT count(*) FROM marks") } == 1)
        try test.tamper(sql: "PRAGMA user_version = \(LogSchema.version)")
        #expect(try test.home.rows == rows)
    }

    @Test func aNewLogGoesThroughEveryStep() throws {
        let (new, old) = (try TestHome(), try TestHome())
        #expect(try Self.apply(Self.future, to: new) == 0)
        _ = try Self.apply(LogUpgrade.all, to: old)
        _ = try Self.apply(Self.future, to: old)
        func tables(_ test: TestHome) throws -> [String] {
            try test.tamper { try String.fetchAll($0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL") }
        }
        #expect(try tables(new) == tables(old))
    }

    @Test func aStepThatFailsLeavesTheLogAsItWas() throws {
        let test = try ChainTests.log()
        let rows = try test.home.rows
        let steps = Self.future + [LogUpgrade(version: LogSchema.version + 3) { _ in throw Failure() }]
        #expect(throws: Failure.self) { try Self.apply(steps, to: test) }
        #expect(try Self.version(test) == LogSchema.version)
        #expect(try test.home.rows == rows)
        #expect(try test.tamper { try $0.tableExists("marks") } == false)
    }

    @Test(arguments: [LogSchema.version + 1, .max])
    func aNewerLogIsRefusedInWordsAndLeftAsItIs(version: Int) throws {
        let version = min(version, Int(Int32.max))
        let test = try ChainTests.log()
        try test.tamper(sql: "PRAGMA user_version = \(version)")
        let refusal = LogError.newerVersion(found: version, known: LogSchema.version)
        #expect(throws: refusal) { try test.open() }
        #expect(throws: refusal) { try EventReader.open(test.home) }
        #expect(throws: refusal) { try test.verify() }
        let copy = try TestHome()
        #expect(throws: refusal) { try LogBackup.run(of: test.home, to: copy.home) }
        let occasion = LogSalvage.Occasion(now: Make.start, actor: Make.ann)
        #expect(throws: refusal) { try LogSalvage.run(of: test.home, to: copy.home, occasion) }
        #expect(!FileManager.default.fileExists(atPath: copy.home.log))
        #expect(try Self.version(test) == version)
        try test.tamper(sql: "PRAGMA user_version = \(LogSchema.version)")
        #expect(try test.verify().problem == nil)
    }

    @Test func aVersionThatNoLogCanHaveIsDamage() throws {
        let test = try ChainTests.log()
        try test.tamper(sql: "PRAGMA user_version = -3")
        let damage = LogError.damaged(sequence: 0, reason: "no log can have the version -3")
        #expect(throws: damage) { try test.open() }
        #expect(throws: damage) { try test.verify() }
    }

    /// Reading alone cannot make an older log a newer one; opening it for writing does.
    @Test func whatIsNotUpToDateIsNotReadAsIfItWere() throws {
        let test = try TestHome()
        #expect(FileManager.default.createFile(atPath: test.home.log, contents: nil))
        let error = #expect(throws: LogError.self) { try EventReader.open(test.home) }
        #expect(error?.description.contains("it is empty") == true)
        try test.open().close()
        #expect(try test.verify() == Verification())
    }
}
