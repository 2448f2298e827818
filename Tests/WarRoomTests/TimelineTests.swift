import Testing
import WarRoom

@Suite struct TimelineTests {
    private static let incident = IncidentID(number: 1)
    private static let id = EventID(high: 0x7000, low: 5)

    private static func note(
        by author: Actor = .ann, kind: String = NoteAdded.kind, isPinned: Bool = false, isWithdrawn: Bool = false
    ) -> TimelineSubject {
        TimelineSubject(
            id: id, sequence: 214, kind: kind, incident: incident, author: author, body: "the words",
            isPinned: isPinned,
            isWithdrawn: isWithdrawn)
    }

    @Test func aNoteGoesToTheOnlyOpenIncidentElseToTheRoom() throws {
        var room = TestRoom()
        let none = try room.perform(AddNote("hello"))
        #expect(
            none.sentence
                == "noted in the room: no incident is open; `warroom correct '#\(none.sequence ?? 0)' --incident INC` moves it once one is"
        )
        #expect(none.incident == nil)
        try room.perform(DeclareIncident(title: "One"))
        let one = try room.perform(AddNote("  it is the disk \n", tag: .finding, isPinned: true))
        #expect(one.sentence == "noted in INC-1")
        #expect(one.incident == Self.incident)
        let event = try #require(room.lastEvents.last)
        let note = try #require(event.body as? NoteAdded)
        #expect(note == NoteAdded(facts: .init(tag: .finding, isPinned: true), text: .init(body: "it is the disk")))
        #expect(event.envelope.incident == Self.incident)
        #expect(try room.perform(AddNote("for all", place: .room)).sentence == "noted in the room")
        try room.perform(DeclareIncident(title: "Two"))
        let several = try room.perform(AddNote("where?"))
        #expect(
            several.sentence
                == "noted in the room: 2 incidents are open; `warroom correct '#\(several.sequence ?? 0)' --incident INC-1` moves it"
        )
        let second = try room.perform(AddNote("there", place: .incident(IncidentID(number: 2))))
        #expect(second.incident == IncidentID(number: 2))
        let unknown = AddNote("nowhere", place: .incident(IncidentID(number: 3)))
        #expect(refusal { () throws(Refusal) in try room.perform(unknown) }?.reason == .notFound)
    }

    @Test func aNoteTellsWhatHasHappened() throws {
        var room = TestRoom()
        try room.perform(AddNote("earlier", at: room.now - .minutes(5)))
        #expect(room.lastEvents.last?.envelope.occurredAt == room.now - .minutes(5))
        try room.perform(AddNote("the clocks differ", at: room.now + .seconds(60)))
        let future = AddNote("prophecy", at: room.now + .seconds(61))
        #expect(refusal { () throws(Refusal) in try room.perform(future) }?.reason == .invalid)
    }

    @Test(arguments: ["", " \n\t\u{3000}", String(repeating: "x", count: Limits.noteBytesMax + 1)])
    func aNoteIsNeitherEmptyNorABook(body: String) throws {
        var room = TestRoom()
        #expect(refusal { () throws(Refusal) in try room.perform(AddNote(body)) } != nil)
        room.entry = Self.note()
        #expect(refusal { () throws(Refusal) in try room.perform(CorrectNote(.id(Self.id), body: body)) } != nil)
    }

    @Test func aNoteIsCorrectedAndMovedAndTheCorrectionTakenBack() throws {
        var room = TestRoom()
        try room.perform(DeclareIncident(title: "One"))
        try room.perform(DeclareIncident(title: "Two"))
        room.entry = Self.note(by: .bob)
        let words = try room.perform(CorrectNote(.sequence(214), body: " better words "))
        #expect(words.sentence == "corrected #214")
        #expect(room.lastEvents.last?.body.amendment == .correct(Self.id, body: "better words", movedTo: nil))
        #expect(room.lastEvents.last?.envelope.incident == Self.incident)
        #expect(words.undo.first as? CorrectNote == CorrectNote(.id(Self.id), body: "the words"))
        let moved = try room.perform(CorrectNote(.sequence(214), body: nil, movedTo: IncidentID(number: 2)))
        #expect(moved.sentence == "moved #214 to INC-2")
        #expect(room.lastEvents.last?.body.amendment == .correct(Self.id, body: nil, movedTo: IncidentID(number: 2)))
        #expect(moved.undo.first as? CorrectNote == CorrectNote(.id(Self.id), body: nil, movedTo: Self.incident))
        let nothing = CorrectNote(.sequence(214), body: nil)
        #expect(refusal { () throws(Refusal) in try room.perform(nothing) }?.reason == .invalid)
        let nowhere = CorrectNote(.sequence(214), body: nil, movedTo: IncidentID(number: 3))
        #expect(refusal { () throws(Refusal) in try room.perform(nowhere) }?.reason == .notFound)
    }

    @Test func aNoteIsMovedToTheRoomAndBack() throws {
        var room = TestRoom()
        try room.perform(DeclareIncident(title: "One"))
        room.entry = Self.note()
        let moved = try room.perform(CorrectNote(.sequence(214), body: nil, toRoom: true))
        #expect(moved.sentence == "moved #214 to the room")
        #expect(moved.incident == nil && room.lastEvents.last?.envelope.incident == nil)
        let amendment = try #require(room.lastEvents.last?.body.amendment)
        #expect(amendment == .correct(Self.id, body: nil, movedTo: nil, toRoom: true))
        #expect(moved.undo.first as? CorrectNote == CorrectNote(.id(Self.id), body: nil, movedTo: Self.incident))
        room.entry?.incident = nil
        let back = try room.perform(CorrectNote(.sequence(214), body: nil, movedTo: Self.incident))
        #expect(back.undo.first as? CorrectNote == CorrectNote(.id(Self.id), body: nil, toRoom: true))
        let both = CorrectNote(.sequence(214), body: nil, movedTo: Self.incident, toRoom: true)
        #expect(refusal { () throws(Refusal) in try room.perform(both) }?.reason == .invalid)
    }

    @Test func onlyWhoWroteANoteTakesItBack() throws {
        var room = TestRoom()
        room.entry = Self.note()
        let withdraw = WithdrawNote(.sequence(214))
        let asAnn = Actor(principal: "uid:1001", person: "ann", via: "as")
        for actor in [Actor.bob, asAnn, Actor(principal: "uid:1000", person: "bob", via: "as")] {
            let refused = refusal { () throws(Refusal) in try room.perform(withdraw, by: actor) }
            #expect(refused == Refusal(.forbidden, "ann wrote the note #214, only ann can take it back"))
        }
        #expect(try room.perform(withdraw).sentence == "took back the note #214")
        #expect(room.lastEvents.last?.body.amendment == .withdraw(Self.id))
    }

    @Test func addingANoteIsTakenBackByWithdrawingIt() throws {
        var room = TestRoom()
        let outcome = try room.perform(AddNote("oops"))
        let event = try #require(room.lastEvents.last)
        #expect(outcome.undo.first as? WithdrawNote == WithdrawNote(.id(event.envelope.id)))
    }

    @Test func whatWasTakenBackOrIsNoNoteCannotBeCorrected() throws {
        var room = TestRoom()
        let commands: [any Command] = [CorrectNote(.sequence(214), body: "new"), WithdrawNote(.sequence(214))]
        for command in commands {
            room.entry = Self.note(isWithdrawn: true)
            let gone = refusal { () throws(Refusal) in try room.perform(command) }
            #expect(gone == Refusal(.conflict, "the note #214 was taken back"))
            room.entry = Self.note(kind: AlertFired.kind)
            let other = refusal { () throws(Refusal) in try room.perform(command) }
            #expect(other?.reason == .invalid)
            room.entry = nil
            let none = refusal { () throws(Refusal) in try room.perform(command) }
            #expect(
                none == Refusal(.notFound, "there is no entry #214 on the timeline: `warroom tail` shows the numbers"))
        }
    }

    @Test func anyEntryIsPinnedAndUnpinned() throws {
        var room = TestRoom()
        room.entry = Self.note(kind: AlertFired.kind)
        let outcome = try room.perform(PinEntry(.sequence(214)), by: .bob)
        #expect(outcome.sentence == "pinned #214")
        #expect(room.lastEvents.last?.body.amendment == .pin(Self.id, true))
        #expect(outcome.undo.first as? PinEntry == PinEntry(.id(Self.id), isPinned: false))
        room.entry = Self.note(isPinned: true)
        #expect(try room.perform(PinEntry(.sequence(214))).sentence == "#214 is pinned already")
        #expect(room.lastKinds == [])
        try room.perform(PinEntry(.sequence(214), isPinned: false))
        #expect(room.lastEvents.last?.body.amendment == .pin(Self.id, false))
        room.entry = nil
        #expect(refusal { () throws(Refusal) in try room.perform(PinEntry(.sequence(1))) }?.reason == .notFound)
    }

    @Test func aChangeIsToldWithTheTimeItHappenedAt() throws {
        var room = TestRoom()
        let change = RecordChange(
            source: "ci", sender: "deployer", summary: "deployed 1.2", details: ["ref": "abc"], links: [],
            at: room.now - .minutes(2))
        try room.perform(change, by: .prometheus)
        let event = try #require(room.lastEvents.last)
        #expect(event.kind == "change.received" && event.envelope.occurredAt == room.now - .minutes(2))
        #expect(event.body.narration(in: room.state, as: event.envelope)?.sentence == "deployed 1.2")
        #expect(room.state.senders["deployer"]?.source == "ci")
        #expect(room.state.alerts.isEmpty)
    }

    @Test func whatCannotBeReadIsCountedAndShown() throws {
        var room = TestRoom()
        let refuse = RefuseInput(
            source: "alertmanager", sender: "prometheus", items: 2, reason: "no labels", body: "[{}]")
        try room.perform(refuse, by: .prometheus)
        try room.perform(refuse, by: .prometheus)
        #expect(room.state.senders["prometheus"]?.refusals == 2)
        let event = try #require(room.lastEvents.last)
        #expect(
            event.body.narration(in: room.state, as: event.envelope)?.sentence
                == "refused what prometheus sent: no labels")
    }

    @Test func anEventOfANewerVersionIsKeptAndShown() throws {
        var room = TestRoom()
        room.append(UnknownEvent(facts: .init(kind: "page.sent", version: 3, json: "{}"), text: nil))
        let event = try #require(room.lastEvents.last)
        #expect(event.kind == "page.sent")
        #expect(
            event.body.narration(in: room.state, as: event.envelope)?.sentence
                == "page.sent (written by a newer version)")
        #expect(room.state.sequence == 1)
    }
}
