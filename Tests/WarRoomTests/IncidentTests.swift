import Testing
import WarRoom

@Suite struct IncidentTests {
    private static let first = IncidentID(number: 1)

    @Test func declaringNeedsNoSeverity() throws {
        var room = TestRoom()
        try room.fire("Disk")
        let outcome = try room.perform(DeclareIncident(title: " Checkout is down\n", alerts: room.selection("Disk")))
        #expect(outcome.sentence == "declared INC-1, SEV3 with 1 alert: Checkout is down")
        #expect(outcome.incident == Self.first)
        let incident = try #require(room.state.incidents[Self.first])
        #expect(incident.severity == .sev3 && incident.status == .investigating && incident.declaredBy == "ann")
        #expect(incident.participants.map(\.person) == ["ann"])
        #expect(incident.alerts == [room.reference("Disk")])
        #expect(incident.commander == nil)
        #expect(room.alert("Disk")?.incident == Self.first)
        try room.perform(DeclareIncident(title: "Another", severity: .sev1))
        #expect(room.state.lastIncidentNumber == 2)
    }

    @Test(arguments: ["", "  \n", String(repeating: "x", count: Limits.titleBytesMax + 1)])
    func aTitleIsNeitherEmptyNorABook(title: String) throws {
        var room = TestRoom()
        let refused = refusal { () throws(Refusal) in try room.perform(DeclareIncident(title: title)) }
        #expect(refused != nil)
        try room.perform(DeclareIncident(title: "Fine"))
        let set = SetIncident(.onlyOpen, title: title)
        #expect(refusal { () throws(Refusal) in try room.perform(set) } == refused)
    }

    @Test func withoutANameTheOnlyOpenIncidentIsMeant() throws {
        var room = TestRoom()
        let set = SetIncident(.onlyOpen, severity: .sev1)
        let none = refusal { () throws(Refusal) in try room.perform(set) }
        #expect(none == Refusal(.notFound, "no incident is open: `warroom declare TITLE` opens one"))
        try room.perform(DeclareIncident(title: "One"))
        try room.perform(set)
        #expect(room.state.incidents[Self.first]?.severity == .sev1)
        try room.perform(DeclareIncident(title: "Two"))
        let two = refusal { () throws(Refusal) in try room.perform(set) }
        #expect(two == Refusal(.ambiguous, "2 incidents are open (INC-1 One, INC-2 Two): say which one, as in INC-1"))
        try room.perform(SetIncident(.id(Self.first), status: .closed))
        try room.perform(set)
        #expect(room.state.incidents[IncidentID(number: 2)]?.severity == .sev1)
        let unknown = refusal { () throws(Refusal) in try room.perform(JoinIncident(.id(IncidentID(number: 9)))) }
        #expect(unknown == Refusal(.notFound, "there is no INC-9: `warroom incidents` lists those there are"))
    }

    @Test func anIncidentMovesOnClosesAndOpensAgain() throws {
        var room = TestRoom()
        try room.perform(DeclareIncident(title: "One"))
        for status in [IncidentStatus.identified, .monitoring, .resolved, .closed, .investigating] {
            room.now = room.now + .minutes(1)
            let outcome = try room.perform(SetIncident(.id(Self.first), status: status))
            #expect(outcome.sentence == "INC-1 is now \(status.rawValue)")
            let incident = try #require(room.state.incidents[Self.first])
            #expect(incident.status == status && incident.statusSince == room.now)
            #expect(incident.isOpen == (status != .closed))
            #expect(incident.closedAt == (status == .closed ? room.now : nil))
        }
        let same = try room.perform(SetIncident(.onlyOpen, severity: .sev3, status: .investigating, title: "One "))
        #expect(same.sentence == "INC-1 is SEV3, investigating, “One” already")
        #expect(room.lastKinds == [] && same.undo.isEmpty)
        let nothing = refusal { () throws(Refusal) in try room.perform(SetIncident(.onlyOpen)) }
        #expect(nothing?.reason == .invalid)
    }

    @Test func severalThingsAreSetAtOnce() throws {
        var room = TestRoom()
        try room.perform(DeclareIncident(title: "One"))
        let set = SetIncident(.onlyOpen, severity: .sev2, status: .identified, title: "Checkout")
        #expect(try room.perform(set).sentence == "INC-1 is now SEV2, identified, “Checkout”")
        #expect(room.lastKinds == ["incident.severity_changed", "incident.status_changed", "incident.title_changed"])
        #expect(room.lastEvents.allSatisfy { $0.envelope.incident == Self.first })
    }

    @Test func oneJoinsByActingOnlyOnceAndLeavesByAsking() throws {
        var room = TestRoom()
        try room.perform(DeclareIncident(title: "One"))
        try room.perform(AddNote("looking"), by: .bob)
        #expect(room.lastKinds == ["person.joined", "note.added"])
        try room.perform(AddNote("still looking"), by: .bob)
        #expect(room.lastKinds == ["note.added"])
        #expect(room.state.incidents[Self.first]?.participants.map(\.person) == ["ann", "bob"])
        #expect(try room.perform(JoinIncident(.onlyOpen), by: .bob).sentence == "bob takes part in INC-1 already")
        #expect(try room.perform(JoinIncident(.onlyOpen, isJoined: false), by: .bob).sentence == "bob left INC-1")
        #expect(
            try room.perform(JoinIncident(.onlyOpen, isJoined: false), by: .bob).sentence
                == "bob takes no part in INC-1")
        #expect(room.lastKinds == [])
        #expect(room.state.incidents[Self.first]?.participants.map(\.person) == ["ann"])
    }

    @Test func whoLinksAnAlertHasLookedAtIt() throws {
        var room = TestRoom()
        for name in ["Linked", "Declared", "Other"] { try room.fire(name) }
        try room.perform(DeclareIncident(title: "One", alerts: room.selection("Declared")))
        try room.perform(LinkAlerts(.onlyOpen, room.selection("Linked")), by: .bob)
        #expect(room.alert("Declared")?.seenBy == "ann" && room.alert("Linked")?.seenBy == "bob")
        for name in ["Linked", "Declared", "Other"] { try room.clear(name) }
        #expect(room.alert("Linked")?.phase == .resolved && room.alert("Declared")?.phase == .resolved)
        #expect(room.alert("Other")?.phase == .returned)
        try room.fire("Linked")
        #expect(room.alert("Linked")?.seenBy == nil)
        try room.clear("Linked")
        #expect(room.alert("Linked")?.phase == .returned, "nobody looked at the new episode")
    }

    @Test func alertsAreLinkedUnlinkedAndMovedBetweenIncidents() throws {
        var room = TestRoom()
        let second = IncidentID(number: 2)
        try room.fire("Disk")
        try room.fire("Fan")
        try room.perform(DeclareIncident(title: "One", alerts: room.selection("Disk")))
        try room.perform(DeclareIncident(title: "Two"))
        let outcome = try room.perform(LinkAlerts(.id(second), room.selection("Disk", "Fan")))
        #expect(outcome.sentence == "linked 2 alerts to INC-2")
        #expect(room.state.incidents[Self.first]?.alerts == [])
        #expect(room.state.incidents[second]?.alerts == [room.reference("Disk"), room.reference("Fan")])
        #expect(try room.perform(LinkAlerts(.id(second), room.selection("Disk"))).sentence == "linked already")
        #expect(room.lastKinds == [])
        try room.undo(outcome)
        #expect(room.state.incidents[Self.first]?.alerts == [room.reference("Disk")])
        #expect(room.state.incidents[second]?.alerts == [])
        #expect(room.alert("Fan")?.incident == nil)
        let unlink = LinkAlerts(.id(Self.first), room.selection("Disk", "Fan"), isLinked: false)
        #expect(try room.perform(unlink).sentence == "unlinked Disk from INC-1")
        #expect(room.alert("Disk")?.incident == nil)
        #expect(RoomInvariants.violations(in: room.state) == [])
    }

    @Test func declaringWithAnotherIncidentsAlertMovesIt() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(DeclareIncident(title: "One", alerts: room.selection("Disk")))
        let outcome = try room.perform(DeclareIncident(title: "Two", alerts: room.selection("Disk")))
        #expect(room.state.incidents[Self.first]?.alerts == [])
        #expect(RoomInvariants.violations(in: room.state) == [])
        try room.undo(outcome)
        #expect(room.state.incidents[Self.first]?.alerts == [room.reference("Disk")])
        #expect(room.alert("Disk")?.incident == Self.first)
        #expect(room.state.openIncidents.map(\.id) == [Self.first])
    }

    @Test func whatHappensToALinkedAlertIsPartOfItsIncident() throws {
        var room = TestRoom()
        for name in ["Clears", "Expires", "Acked"] {
            try room.fire(name) { $0.timeout = name == "Expires" ? .minutes(5) : nil }
        }
        try room.perform(DeclareIncident(title: "One", alerts: room.selection("Clears", "Expires", "Acked")))
        try room.perform(Acknowledge(room.selection("Acked"), length: .minutes(5)))
        try room.fire("Acked") { $0.severity = .info }
        try room.clear("Clears")
        try room.wait(.minutes(5))
        #expect(
            room.lastKinds == ["alert.expired", "ack.expired"] || room.lastKinds == ["ack.expired", "alert.expired"])
        #expect(room.events.dropFirst(3).allSatisfy { $0.envelope.incident == Self.first })
        #expect(room.events.count == 9)
    }

    @Test func thereIsNoIncidentAfterTheLastNumber() throws {
        var room = TestRoom()
        let last = IncidentID(number: .max)
        let facts = IncidentDeclared.Facts(incident: last, severity: .sev1, alerts: [])
        room.append(IncidentDeclared(facts: facts, text: IncidentDeclared.Words(title: "foreign")))
        let refused = refusal { () throws(Refusal) in try room.perform(DeclareIncident(title: "Mine")) }
        #expect(refused?.reason == .limit)
    }
}
