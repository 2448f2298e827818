import Testing
import WarRoom

@Suite struct RoleTests {
    private static let incident = IncidentID(number: 1)

    private static func room() throws(Refusal) -> TestRoom {
        var room = TestRoom()
        try room.perform(DeclareIncident(title: "One"))
        return room
    }

    private static func holders(in room: TestRoom) -> [String] {
        (room.state.incidents[incident]?.roles ?? []).map { "\($0.role.rawValue) \($0.person)" }.sorted()
    }

    @Test func whoTakesARoleTakesPart() throws {
        var room = try Self.room()
        #expect(
            try room.perform(AssignRole(.onlyOpen, role: .commander), by: .bob).sentence
                == "bob is now commander of INC-1")
        #expect(room.state.incidents[Self.incident]?.commander == "bob")
        #expect(room.state.incidents[Self.incident]?.participants.map(\.person) == ["ann", "bob"])
        let again = try room.perform(AssignRole(.onlyOpen, role: .commander, person: "bob"))
        #expect(again.sentence == "bob is commander of INC-1 already")
        #expect(room.lastKinds == [])
    }

    @Test func nobodyTakesCommandUnawares() throws {
        var room = try Self.room()
        try room.perform(AssignRole(.onlyOpen, role: .commander, person: "bob"))
        for from in [nil, "cat", "ann", ""] {
            let take = AssignRole(.onlyOpen, role: .commander, from: from)
            let refused = refusal { () throws(Refusal) in try room.perform(take, by: .cat) }
            #expect(refused?.reason == .conflict)
            #expect(refused?.description.contains("`warroom role take commander --from bob --incident INC-1`") ?? false)
        }
        #expect(Self.holders(in: room) == ["commander bob"])
        try room.perform(AssignRole(.onlyOpen, role: .commander, from: "bob"), by: .cat)
        #expect(Self.holders(in: room) == ["commander cat"])
    }

    @Test func theHolderGivesARoleWithoutFurtherWords() throws {
        var room = try Self.room()
        try room.perform(AssignRole(.onlyOpen, role: .commander), by: .bob)
        let outcome = try room.perform(AssignRole(.onlyOpen, role: .commander, person: "cat"), by: .bob)
        #expect(outcome.sentence == "cat is now commander of INC-1, after bob")
        try room.undo(outcome, by: .bob)
        #expect(Self.holders(in: room) == ["commander bob"])
    }

    @Test func theCommanderHoldsNoOtherRole() throws {
        var room = try Self.room()
        try room.perform(AssignRole(.onlyOpen, role: .scribe), by: .bob)
        try room.perform(AssignRole(.onlyOpen, role: .expert), by: .bob)
        let outcome = try room.perform(AssignRole(.onlyOpen, role: .commander), by: .bob)
        #expect(outcome.sentence == "bob is now commander of INC-1, and no longer scribe, expert")
        #expect(Self.holders(in: room) == ["commander bob"])
        for role in Role.allCases where role != .commander {
            let refused = refusal { () throws(Refusal) in
                try room.perform(AssignRole(.onlyOpen, role: role, person: "bob"))
            }
            #expect(refused == Refusal(.conflict, "bob is commander of INC-1, and the commander holds no other role"))
        }
        try room.undo(outcome, by: .bob)
        #expect(Self.holders(in: room) == ["expert bob", "scribe bob"])
    }

    @Test func expertsAreManyAndTheOtherRolesAreOne() throws {
        var room = try Self.room()
        for person in ["bob", "cat", "dan"] { try room.perform(AssignRole(.onlyOpen, role: .expert, person: person)) }
        #expect(Self.holders(in: room) == ["expert bob", "expert cat", "expert dan"])
        for role in [Role.deputy, .scribe, .communications] {
            try room.perform(AssignRole(.onlyOpen, role: role, person: "bob"))
            let take = AssignRole(.onlyOpen, role: role, person: "cat")
            #expect(refusal { () throws(Refusal) in try room.perform(take, by: .cat) }?.reason == .conflict)
            try room.perform(take, by: .bob)
            #expect(room.state.incidents[Self.incident]?.holders(of: role) == ["cat"])
        }
    }

    @Test func aRoleIsGivenBackToNobody() throws {
        var room = try Self.room()
        try room.perform(AssignRole(.onlyOpen, role: .commander), by: .bob)
        let refused = refusal { () throws(Refusal) in try room.perform(ReleaseRole(.onlyOpen, role: .commander)) }
        #expect(refused == Refusal(.conflict, "ann is not commander of INC-1"))
        let outcome = try room.perform(ReleaseRole(.onlyOpen, role: .commander, person: "bob"))
        #expect(outcome.sentence == "bob is no longer commander of INC-1")
        #expect(Self.holders(in: room) == [])
        try room.undo(outcome)
        #expect(Self.holders(in: room) == ["commander bob"])
    }

    @Test func whoLeavesGivesEveryRoleBack() throws {
        var room = try Self.room()
        try room.perform(AssignRole(.onlyOpen, role: .scribe), by: .bob)
        try room.perform(AssignRole(.onlyOpen, role: .expert), by: .bob)
        let outcome = try room.perform(JoinIncident(.onlyOpen, isJoined: false), by: .bob)
        #expect(outcome.sentence == "bob left INC-1 and is no longer its scribe and expert")
        #expect(room.lastKinds == ["role.released", "role.released", "person.left"])
        #expect(Self.holders(in: room) == [])
        try room.undo(outcome, by: .bob)
        #expect(Self.holders(in: room) == ["expert bob", "scribe bob"])
        #expect(RoomInvariants.violations(in: room.state) == [])
    }

    @Test(arguments: ["", " ", String(repeating: "n", count: Limits.personBytesMax + 1)])
    func aRoleNeedsAPersonsName(person: String) throws {
        var room = try Self.room()
        let assign = AssignRole(.onlyOpen, role: .scribe, person: person)
        #expect(refusal { () throws(Refusal) in try room.perform(assign) } != nil)
    }
}
