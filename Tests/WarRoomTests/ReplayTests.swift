import Testing
import WarRoom

@Suite struct ReplayTests {
    private static let seedsPerTest: UInt64 = 10
    private static let commandsPerSeed = 300

    /// 20 tests of ten seeds each.
    @Test(arguments: 0..<UInt64(20))
    func whateverHappensEveryEventLeavesATrueStateAndTheLogGivesItAgain(part: UInt64) throws {
        for seed in part * Self.seedsPerTest..<(part + 1) * Self.seedsPerTest {
            let violation = Self.run(seed: seed)
            try #require(violation == nil, "\(violation ?? "")")
        }
    }

    /// Nil, or what went wrong with this seed.
    private static func run(seed: UInt64) -> String? {
        var commands = RandomCommands(seed: seed)
        var room = TestRoom(seed: seed)
        var lastOutcome = Outcome()
        var carriedOut = 0
        for step in 0..<commandsPerSeed {
            room.now = max(room.now + commands.step(), TestRoom.start)
            room.entry = commands.entry()
            var broken: [String] = []
            let (command, actor) = commands.next(in: room)
            let drawn: [(any Command, Actor)] =
                commands.isOnce(in: 15)
                ? lastOutcome.undo.map { ($0, actor) }
                : commands.isOnce(in: 25) ? [(room.ledger.drained(at: room.now), .daemon)] : [(command, actor)]
            for (command, actor) in drawn {
                do throws(Refusal) {
                    lastOutcome = try room.perform(command, by: actor) { event, state in
                        let found = RoomInvariants.violations(in: state)
                        if !found.isEmpty { broken.append("after \(event.body): \(found.joined(separator: "; "))") }
                    }
                    carriedOut += 1
                } catch {
                    if error.description.isEmpty { broken.append("\(command) was refused without a word") }
                }
                if let first = broken.first { return "seed \(seed), step \(step), \(command): \(first)" }
            }
        }
        guard room.replayed == room.state else { return "seed \(seed): the events give another state" }
        let restored = RoomState(RoomSnapshot(room.state))
        guard restored == room.state else { return "seed \(seed): the snapshot gives another state" }
        guard carriedOut > commandsPerSeed / 3 else {
            return "seed \(seed): only \(carriedOut) commands were carried out"
        }
        return nil
    }

    @Test func theRandomCommandsReachEveryKindOfEventAndEveryRule() throws {
        var kinds: Set<String> = []
        var rules: Set<String> = []
        for seed in UInt64(0)..<60 {
            var commands = RandomCommands(seed: seed)
            var room = TestRoom(seed: seed)
            for step in 0..<Self.commandsPerSeed {
                room.now = max(room.now + commands.step(), TestRoom.start)
                room.entry = commands.entry()
                let (command, actor) = commands.next(in: room)
                _ = refusal { () throws(Refusal) in try room.perform(command, by: actor) }
                if step % 25 == 24 { _ = refusal { () throws(Refusal) in try room.summarise() } }
            }
            kinds.formUnion(room.events.map(\.kind))
            rules.formUnion(room.events.compactMap { rule(of: $0) })
        }
        // A log is salvaged while its room is closed: no command records it.
        #expect(kinds == Set(EventTable.types.map { $0.kind }).subtracting([LogSalvaged.kind]))
        // These record no event of their own, or one that names no rule.
        let silent: Set<String> = ["F5", "F6", "F7", "F8", "C7", "C8", "C9", "S2"]
        #expect(rules == Set(AlertLifeCycle.table.map(\.rule)).subtracting(silent))
    }
}

extension ResendLedger {
    /// The summary of what the ledger holds, without emptying it: a summary heard twice must do no harm either.
    func drained(at now: Instant) -> SummariseRepeats {
        var copy = self
        return copy.drain(at: now)
    }
}
