import Testing
import WarRoom

@Suite struct MergingTests {
    private static let first = IncidentID(number: 1)
    private static let second = IncidentID(number: 2)

    /// INC-1 with `Disk`, declared by ann; INC-2 with `Fan` and `Net`, declared by bob, cat takes part in it.
    private static func room() throws(Refusal) -> TestRoom {
        var room = TestRoom()
        for name in ["Disk", "Fan", "Net"] { try room.fire(name) }
        try room.perform(DeclareIncident(title: "One", alerts: room.selection("Disk")))
        try room.perform(DeclareIncident(title: "Two", alerts: room.selection("Fan", "Net")), by: .bob)
        try room.perform(JoinIncident(.id(second)), by: .cat)
        try room.perform(JoinIncident(.id(second)), by: .ann)
        try room.perform(AssignRole(.id(second), role: .commander), by: .bob)
        room.now = room.now + .minutes(3)
        return room
    }

    @Test func alertsAndPeopleMoveAndTheOtherIsClosed() throws {
        var room = try Self.room()
        let outcome = try room.perform(MergeIncidents(.id(Self.second), into: .id(Self.first)))
        #expect(outcome.sentence == "merged INC-2 into INC-1 with 2 alerts and 2 people; INC-2 is closed")
        #expect(outcome.incident == Self.first && outcome.undo.isEmpty)
        #expect(room.lastKinds == ["incident.merged"])
        #expect(room.lastEvents.allSatisfy { $0.envelope.incident == Self.first })
        let kept = try #require(room.state.incidents[Self.first])
        #expect(kept.alerts == [room.reference("Disk"), room.reference("Fan"), room.reference("Net")])
        #expect(kept.participants.map(\.person) == ["ann", "bob", "cat"])
        #expect(kept.commander == nil && kept.mergedInto == nil)
        let closed = try #require(room.state.incidents[Self.second])
        #expect(closed.status == .closed && closed.closedAt == room.now && closed.mergedInto == Self.first)
        #expect(closed.alerts.isEmpty && closed.participants.count == 3)
        #expect(room.alert("Net")?.incident == Self.first)
        #expect(IncidentSummary(closed).mergedInto == Self.first)
        #expect(RoomInvariants.violations(in: room.state) == [])
        #expect(room.replayed == room.state)
        #expect(RoomState(RoomSnapshot(room.state)) == room.state)
    }

    @Test func theMoreSevereOfTheTwoIsKept() throws {
        var room = try Self.room()
        try room.perform(SetIncident(.id(Self.second), severity: .sev1))
        let outcome = try room.perform(MergeIncidents(.id(Self.second), into: .id(Self.first)))
        #expect(room.lastKinds == ["incident.merged", "incident.severity_changed"])
        #expect(outcome.sentence.hasSuffix("INC-2 is closed, and INC-1 is now SEV1"))
        #expect(room.state.incidents[Self.first]?.severity == .sev1)
        var other = try Self.room()
        try other.perform(SetIncident(.id(Self.second), severity: .sev5))
        try other.perform(MergeIncidents(.id(Self.second), into: .id(Self.first)))
        #expect(other.lastKinds == ["incident.merged"])
        #expect(other.state.incidents[Self.first]?.severity == .sev3)
    }

    @Test func anAlertThatFiresAnewStaysWithTheIncidentThatLivesOn() throws {
        var room = try Self.room()
        try room.perform(Acknowledge(room.selection("Fan")))
        try room.perform(MergeIncidents(.id(Self.second), into: .id(Self.first)))
        try room.clear("Fan")
        try room.fire("Fan")
        #expect(room.alert("Fan")?.phase == .firing)
        #expect(room.alert("Fan")?.incident == Self.first)
        #expect(RoomInvariants.violations(in: room.state) == [])
    }

    @Test func openedAgainItIsAnIncidentOfItsOwn() throws {
        var room = try Self.room()
        try room.perform(MergeIncidents(.id(Self.second), into: .id(Self.first)))
        try room.perform(SetIncident(.id(Self.second), status: .investigating))
        let again = try #require(room.state.incidents[Self.second])
        #expect(again.isOpen && again.mergedInto == nil && again.alerts.isEmpty)
        #expect(RoomInvariants.violations(in: room.state) == [])
    }

    @Test func whatCannotBeMergedIsRefused() throws {
        var room = try Self.room()
        func refused(_ incident: IncidentSelection, _ into: IncidentSelection) -> Refusal? {
            refusal { () throws(Refusal) in try room.perform(MergeIncidents(incident, into: into)) }
        }
        #expect(
            refused(.id(Self.first), .id(Self.first))?.description
                == "INC-1 cannot be merged into itself: name two incidents")
        #expect(refused(.id(IncidentID(number: 9)), .id(Self.first))?.reason == .notFound)
        #expect(refused(.onlyOpen, .id(Self.first))?.reason == .ambiguous)
        #expect(refused(.id(Self.second), .id(Self.first)) == nil)
        #expect(
            refused(.id(Self.second), .id(Self.first))?.description
                == "INC-2 is closed and part of INC-1: only open incidents can be merged")
        #expect(refused(.id(Self.first), .id(Self.second))?.reason == .conflict)
    }
}
