import Testing
import WarRoom

@Suite struct AlertLifeCycleTests {
    @Test(arguments: AlertLifeCycle.table.map(\.rule))
    func everyRowIsWalkedByRealCommands(rule wanted: String) throws {
        let row = try #require(AlertLifeCycle.table.first { $0.rule == wanted })
        var room = try AlertScenes.room(for: row)
        #expect(room.alert(AlertScenes.name)?.phase == row.from)

        try AlertScenes.happen(row.on, row.condition, in: &room)
        if row.records == [AlertRepeated.kind] {
            #expect(room.lastKinds == [])
            try room.summarise()
        }

        #expect(room.lastKinds == row.records)
        #expect(room.alert(AlertScenes.name)?.phase == row.to)
        for event in room.lastEvents where event.kind != AlertRepeated.kind {
            #expect(rule(of: event) == row.rule)
        }
        #expect(room.replayed == room.state)
        #expect(RoomInvariants.violations(in: room.state) == [])
    }

    private static let inputs = AlertInput.allCases

    /// Every phase against every input, in the order of ``AlertInput``; the rules in the order in which they are asked.
    /// An empty place means that nothing happens, on purpose: a source repeats its end, a person comes too late.
    private static let matrix: [(AlertPhase?, [String])] = [
        //               fires       clears   silent ack   unack ranOut resolve see   unseen
        (nil, /*      */ ["F1", /* */ "C6", /* */ "", "", "", "", "", "", ""]),
        (.firing, /*  */ ["F2 F5", "C7 C2 C3", "E1", "A1", "", "", "P1", "S1", ""]),
        (.acknowledged, ["F3 F4 F6", "C8 C1", "E2", "A2", "A5", "A6", "P2", "S2", ""]),
        (.returned, /**/ ["F7 F9", "", "", "A3", "", "", "P3", "S3", "S5"]),
        (.expired, /* */ ["F11", "C9 C4 C5", "", "A4", "", "", "P4", "S4", "S6"]),
        (.resolved, /**/ ["F8 F10", "", "", "", "", "", "", "", ""]),
    ]

    @Test func everyPhaseAndEveryInputHaveARowOrDeliberatelyNone() {
        #expect(Self.matrix.map(\.0) == [nil] + AlertPhase.allCases)
        for (phase, rules) in Self.matrix {
            #expect(rules.count == Self.inputs.count)
            for (input, expected) in zip(Self.inputs, rules) {
                let rows = AlertLifeCycle.table.filter { $0.from == phase && $0.on == input }
                #expect(
                    rows.map(\.rule).joined(separator: " ") == expected,
                    "\(phase.map(\.rawValue) ?? "unknown"), \(input)")
                // The last row asks for nothing, so that no alert falls through; only an unknown alert's end may.
                #expect(rows.last.map { $0.condition == .always || $0.rule == "C6" } ?? true)
            }
        }
    }

    /// The empty places of the matrix that somebody can ask for.
    private static let nothings: [(AlertPhase?, AlertInput)] = matrix.flatMap { phase, rules in
        zip(inputs, rules).filter { $0.1.isEmpty && $0.0 != .ackRunsOut && $0.0 != .unseenTooLong }.map {
            (phase, $0.0)
        }
    }

    @Test(arguments: nothings)
    func whereThereIsNoRowNothingChanges(phase: AlertPhase?, input: AlertInput) throws {
        var room = try AlertScenes.room(in: phase)
        if input == .fallsSilent, phase == .expired { room.now = room.now - AlertScenes.timeout }
        let before = room.state
        let count = room.events.count
        let refused = refusal { () throws(Refusal) in try AlertScenes.happen(input, in: &room) }
        #expect(room.events.count == count)
        #expect(room.state == before)
        let isPersons = [.acknowledge, .unacknowledge, .resolve].contains(input) || (input == .see && phase == nil)
        #expect((refused != nil) == isPersons, "\(refused?.description ?? "carried out")")
    }

    @Test func anUnknownAlertsEndWithoutABeginningIsNothing() throws {
        var room = TestRoom()
        let outcome = try room.clear("Disk")
        #expect(room.events.isEmpty)
        #expect(outcome.sentence == "nothing is open that this could end")
    }
}
