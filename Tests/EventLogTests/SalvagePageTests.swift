import EventCodec
import Foundation
import SeededRandom
import Testing
import WarRoom

@testable import EventLog

/// Damage of the file itself: a page costs what was on it, and no salvage makes anything up.
@Suite struct SalvagePageTests {
    private static let count: Int64 = 80

    /// A log at rest over several pages, and its bytes.
    private static func log() throws -> (test: TestHome, bytes: [UInt8]) {
        let test = try TestHome()
        let store = try test.open()
        try store.append((1...count).map { Make.note($0, String(repeating: "\($0) ", count: 600)) })
        store.close()
        return (test, [UInt8](try Data(contentsOf: URL(fileURLWithPath: test.home.log))))
    }

    private static func write(_ bytes: [UInt8], _ test: TestHome) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: test.home.log))
    }

    @Test func aLostPageCostsWhatWasOnIt() throws {
        let (test, bytes) = try Self.log()
        let rows = try test.home.rows
        let pages = bytes.count / LogSchema.pageBytes
        #expect(pages > 8)
        var losses: [Int64] = []
        for page in 0..<pages {
            var damaged = bytes
            let start = page * LogSchema.pageBytes
            damaged.replaceSubrange(
                start..<start + LogSchema.pageBytes, with: [UInt8](repeating: 0, count: LogSchema.pageBytes))
            try Self.write(damaged, test)
            guard let salvaged = try? SalvageTests.salvage(test) else {
                // The root of the table leads to all the others.
                #expect(page == 1, "page \(page)")
                continue
            }
            let facts = salvaged.result.facts
            #expect(facts.kept + facts.missing == Self.count, "page \(page)")
            let known = rows.map { SalvageTests.Kept($0.record) }
            #expect(salvaged.kept.allSatisfy(known.contains), "page \(page)")
            losses.append(facts.missing)
            if page == 0 { #expect(facts.missing == 0) }
        }
        #expect(losses.filter { $0 > 0 }.count > 3)
        #expect(losses.allSatisfy { $0 <= Self.count / 3 })
        #expect(losses.reduce(0, +) == Self.count, "each event is on one page")
    }

    /// However far apart rows are sought, those behind a lost page are found from the first of them on.
    @Test(arguments: [Int64(0), 1, 5, 100], [Int64(1), 10, 80])
    func rowsBehindALostPageAreFound(misses: Int64, probes: Int64) throws {
        let (test, bytes) = try Self.log()
        var damaged = bytes
        // The pages of the table come after those that every log begins with.
        let start = 8 * LogSchema.pageBytes
        damaged.replaceSubrange(
            start..<start + LogSchema.pageBytes, with: [UInt8](repeating: 0, count: LogSchema.pageBytes))
        try Self.write(damaged, test)
        let log = try #require(
            try DamagedLog(of: test.home, copiedTo: test.home.path + "/copy.db", isMended: false))
        #expect(log.room == Make.room && log.greatest == Self.count)
        func sequences(misses: Int64, probes: Int64) throws -> [Int64] {
            var found: [Int64] = []
            let unusable = try log.forEachRow(upTo: Self.count, misses: misses, probes: probes) {
                found.append($0.record.sequence)
            }
            #expect(unusable == 0)
            return found
        }
        let all = try sequences(misses: Self.count, probes: 1)
        #expect(all.count < Int(Self.count) && all.last == Self.count)
        #expect(try sequences(misses: misses, probes: probes) == all)
    }

    @Test func theDamagedLogIsLeftAsItIs() async throws {
        let test = try await CrashTests.killed(after: 25)
        try FileManager.default.removeItem(atPath: test.home.log + "-shm")
        func files() throws -> [String: Data] {
            let names = try FileManager.default.contentsOfDirectory(atPath: test.home.path)
            return Dictionary(
                names.compactMap { name in
                    FileManager.default.contents(atPath: "\(test.home.path)/\(name)").map { (name, $0) }
                }, uniquingKeysWith: { first, _ in first })
        }
        let before = try files()
        let salvaged = try SalvageTests.salvage(test)
        #expect(salvaged.result.facts.kept == 25 && salvaged.result.facts.missing == 0)
        #expect(try files() == before)
        // Nor is the main file needed, where the WAL has it all.
        try Data().write(to: URL(fileURLWithPath: test.home.log))
        #expect(try SalvageTests.salvage(test).result.facts.kept == 25)
    }

    /// Wherever a byte is changed, the salvaged log is whole, and what the chain proves is what was written.
    @Test func aChangedByteCostsAtMostAFewEvents() throws {
        let (test, bytes) = try Self.log()
        let known = try test.home.rows.map { SalvageTests.Kept($0.record) }
        var generator = SplitMix64(seed: 11)
        for _ in 0..<(DamageTests.isThorough ? 3000 : 60) {
            let offset = Int.random(in: 0..<bytes.count, using: &generator)
            var damaged = bytes
            damaged[offset] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            try Self.write(damaged, test)
            guard let salvaged = try? SalvageTests.salvage(test) else {
                // Only where every way to the events leads through the byte, or where it makes the log say that it is newer.
                let isVersion = (60..<64).contains(offset)
                #expect(offset / LogSchema.pageBytes == 1 || isVersion, "byte \(offset)")
                continue
            }
            let facts = salvaged.result.facts
            let strangers = salvaged.kept.filter { kept in
                !known.contains { known in
                    var textless = known
                    textless.record.text = nil
                    return known == kept || textless == kept
                }
            }
            #expect(Int64(strangers.count) <= facts.unproved, "byte \(offset)")
            #expect(facts.kept + facts.missing == Self.count, "byte \(offset)")
        }
    }
}
