import Testing
import WarRoom

@Suite struct RedactionTests {
    /// A note and its correction, both with the secret.
    private static func noted() throws -> (room: TestRoom, note: EventID) {
        var room = TestRoom()
        let outcome = try room.perform(AddNote("the password is hunter2", tag: .finding))
        let note = try #require(outcome.events.last)
        room.entry = TimelineSubject(
            id: note, sequence: 1, kind: NoteAdded.kind, incident: nil, author: .ann, body: "the password is hunter2",
            isPinned: false, isWithdrawn: false)
        try room.perform(CorrectNote(.id(note), body: "the password was hunter2"))
        try room.perform(AddNote("nothing to hide"))
        return (room, note)
    }

    private static func facts(in room: TestRoom) throws -> EntryRedacted.Facts {
        let redaction = room.lastEvents.first { $0.body is EntryRedacted }
        return try #require(redaction?.body as? EntryRedacted).facts
    }

    @Test func aNoteLosesItsWordsWithItsCorrections() throws {
        var (room, note) = try Self.noted()
        let correction = try #require(room.event(.sequence(2))).envelope.id
        let outcome = try room.perform(RedactEntry(.sequence(1), why: " a password "), by: .bob)
        #expect(outcome.sentence == "redacted #1 and 1 more text with its words")
        #expect(outcome.undo.isEmpty)
        let event = try #require(room.lastEvents.last)
        #expect(
            event.body as? EntryRedacted
                == EntryRedacted(
                    facts: .init(
                        entry: note, sequence: 1, person: "bob", also: [.init(event: correction, sequence: 2)]),
                    text: .init(why: "a password")))
        #expect(event.body.amendment == .retell(.id(note), sentence: "redacted by bob: a password"))
        #expect(event.body.narration(in: room.state, as: event.envelope) == nil)
        #expect(!room.texts.contains { $0.contains("hunter2") })
        #expect(room.texts.contains { $0.contains("nothing to hide") })
    }

    @Test func aCorrectionOrARedactionStandsForItsEntry() throws {
        for selection in [EntrySelection.sequence(2), .sequence(1)] {
            var (room, note) = try Self.noted()
            try room.perform(RedactEntry(selection, why: "hunter2 is still used"))
            #expect(try Self.facts(in: room).entry == note)
            // The reason was said badly: it goes as well.
            let redaction = try #require(room.lastEvents.last).envelope
            let outcome = try room.perform(RedactEntry(.id(redaction.id), why: "a password"))
            #expect(
                outcome.sentence
                    == "#1 was erased already; 1 text written about it since, reasons included, went now")
            #expect(try Self.facts(in: room).entry == note)
            #expect(try Self.facts(in: room).also == [.init(event: redaction.id, sequence: redaction.sequence)])
            #expect(!room.texts.contains { $0.contains("hunter2") })
        }
    }

    @Test func anEntryIsFoundWithWordsAndTheReasonIsGiven() throws {
        var (room, _) = try Self.noted()
        try room.perform(SetOnCall(person: "bob"))
        let wordless = refusal { () throws(Refusal) in try room.perform(RedactEntry(.sequence(4), why: "x")) }
        #expect(wordless?.reason == .invalid && wordless?.description.hasPrefix("#4 (oncall.set) has no words") == true)
        let blank = refusal { () throws(Refusal) in try room.perform(RedactEntry(.sequence(1), why: " \n")) }
        #expect(blank == Refusal(.invalid, "the reason cannot be empty"))
        room.entry = nil
        let none = refusal { () throws(Refusal) in try room.perform(RedactEntry(.sequence(99), why: "x")) }
        #expect(none?.reason == .notFound)
    }

    /// An alert whose words came in every way that words can come.
    private static func secretAlert() throws -> TestRoom {
        var room = TestRoom()
        try room.fire("Other") { $0.annotations = ["summary": "harmless"] }
        try room.fire("Leak") {
            $0.annotations = ["url": "https://ann:hunter2@db"]
            $0.links = [Link(title: "db", address: "https://ann:hunter2@db")]
            $0.title = "login with hunter2 fails"
        }
        for name in ["Leak", "Other"] {
            try room.fire(name) {
                $0.annotations = ["url": "still hunter2"]
                $0.title = "\(name) and hunter2"
            }
        }
        try room.summarise()
        try room.fire("Leak") {
            $0.severity = .critical
            $0.annotations = ["url": "now hunter2"]
        }
        try room.perform(Acknowledge(room.selection("Leak"), note: "on it"))
        return room
    }

    @Test func anAlertLosesWhatItsSourceSaidAndTakesNoMore() throws {
        var room = try Self.secretAlert()
        let outcome = try room.perform(RedactEntry(.sequence(2), why: "a password"))
        #expect(
            outcome.sentence
                == "redacted #2 and 2 more texts with its words; the alert's labels stay, since they are facts")
        let alert = try #require(room.alert("Leak"))
        #expect(alert.title == Erased.words && alert.annotations == .none && alert.links.isEmpty)
        #expect(alert.labels["alertname"] == "Leak" && alert.ack?.note == "on it" && alert.phase == .acknowledged)
        #expect(room.replayed == room.state)
        // Its source goes on saying it.
        try room.fire("Leak") {
            $0.severity = .critical; $0.annotations = ["url": "hunter2 again"]
        }
        try room.summarise()
        try room.fire("Leak") {
            $0.severity = .info; $0.annotations = ["url": "hunter2 again"]
        }
        #expect(room.alert("Leak")?.annotations == Labels.none)
        #expect(room.replayed == room.state)
        // Another episode is another entry.
        try room.clear("Leak")
        try room.fire("Leak") { $0.annotations = ["url": "a new one"] }
        #expect(room.alert("Leak")?.annotations == ["url": "a new one"])
        #expect(room.replayed == room.state)
    }

    @Test func anAlertToldOfInTheSameTextKeepsItsWords() throws {
        var room = try Self.secretAlert()
        let before = try #require(room.alert("Other"))
        try room.perform(RedactEntry(.sequence(2), why: "a password"))
        let after = try #require(room.alert("Other"))
        #expect(after.title == before.title && after.annotations == before.annotations && after.links == before.links)
        #expect(after.count == before.count && after.lastHeard == before.lastHeard)
        #expect(room.lastKinds == ["entry.redacted", "alert.repeated"])
        #expect(room.replayed == room.state)
    }

    @Test func theSeverityThatChangedStandsForTheWholeEpisode() throws {
        var room = try Self.secretAlert()
        let changed = try #require(room.events.first { $0.body is AlertSeverityChanged }).envelope.sequence
        try room.perform(RedactEntry(.sequence(changed), why: "a password"))
        #expect(try Self.facts(in: room).alert == room.reference("Leak"))
        #expect(try Self.facts(in: room).also.map(\.sequence).contains(2))
        #expect(room.alert("Leak")?.title == Erased.words)
        #expect(room.replayed == room.state)
    }

    @Test func whatPeopleSaidOfAnAlertReadsWithoutItsTitle() throws {
        var room = TestRoom()
        try room.fire("x") {
            $0.labels = ["host": "db-1"]
            $0.title = "hunter2"
        }
        let alert = AlertSelection([try #require(room.events.last?.alert)])
        try room.perform(Acknowledge(alert, note: "on it"))
        try room.perform(ResolveAlerts(alert), by: .bob)
        let search = try #require(room.search(.sequence(1)))
        #expect(search.words == ["hunter2"])
        #expect(
            search.retold == [
                .retell(.sequence(2), sentence: "acknowledged (erased) on db-1 for 1 h: on it"),
                .retell(.sequence(3), sentence: "resolved (erased) on db-1"),
            ])
        try room.perform(RedactEntry(.sequence(1), why: "a password"))
        #expect(room.state.lastCleared?.name == Erased.words)
        #expect(room.replayed == room.state)
    }

    @Test func anAckLosesItsNoteAlone() throws {
        var room = try Self.secretAlert()
        let ack = try #require(room.events.last).envelope.sequence
        try room.perform(RedactEntry(.sequence(ack), why: "a name"))
        #expect(room.alert("Leak")?.ack?.note == nil && room.alert("Leak")?.phase == .acknowledged)
        #expect(room.alert("Leak")?.title != Erased.words)
        #expect(room.replayed == room.state)
        // A later ack is another one.
        var other = try Self.secretAlert()
        other.now = other.now + .minutes(1)
        try other.perform(Acknowledge(other.selection("Leak"), note: "still on it"))
        try other.perform(RedactEntry(.sequence(ack), why: "a name"))
        #expect(other.alert("Leak")?.ack?.note == "still on it")
        #expect(other.replayed == other.state)
    }

    @Test func anIncidentLosesItsTitleWhereverItWasSaid() throws {
        var room = TestRoom()
        try room.perform(DeclareIncident(title: "hunter2 leaked"))
        let declared = try #require(room.events.first { $0.body is IncidentDeclared }).envelope.sequence
        try room.perform(SetIncident(.onlyOpen, title: "Leak"))
        try room.perform(SetIncident(.onlyOpen, title: "hunter2 leaked"))
        let again = try #require(room.events.last).envelope.sequence
        let search = try #require(room.search(.sequence(declared)))
        #expect(search.scope.erased.map(\.sequence) == [declared, again])
        #expect(search.retold == [.retell(.sequence(again), sentence: "renamed INC-1: (erased)")])
        try room.perform(RedactEntry(.sequence(declared), why: "a password"))
        #expect(room.state.incidents[IncidentID(number: 1)]?.title == Erased.words)
        #expect(room.replayed == room.state)
        #expect(!room.texts.contains { $0.contains("hunter2") })
        #expect(room.texts.contains { $0.contains("Leak") })
    }

    @Test func aTitleOfBeforeGoesWithoutTheTitleOfNow() throws {
        var room = TestRoom()
        try room.perform(DeclareIncident(title: "hunter2 leaked"))
        let declared = try #require(room.events.first { $0.body is IncidentDeclared }).envelope.sequence
        try room.perform(SetIncident(.onlyOpen, title: "Leak"))
        try room.perform(RedactEntry(.sequence(declared), why: "a password"))
        #expect(room.state.incidents[IncidentID(number: 1)]?.title == "Leak")
        #expect(room.replayed == room.state)
    }

    @Test func aPlaybookLosesItsWordsAndKeepsWhatWasDone() throws {
        var room = TestRoom()
        let steps = (1...2).map {
            PlaybookStep(number: "\($0)", title: "log in as hunter2", blocks: [StepBlock(.command, "login hunter2")])
        }
        try room.perform(StartPlaybook("leak", title: "hunter2 leaked", steps: steps, source: "# hunter2"))
        let started = try #require(room.events.first { $0.body is PlaybookStarted }).envelope
        try room.perform(CompleteStep(note: "done"))
        try room.perform(StopPlaybook(reason: "enough"))
        let search = try #require(room.search(.sequence(started.sequence)))
        #expect(search.words == ["hunter2 leaked", "log in as hunter2"])
        let told = search.retold.compactMap { if case .retell(_, let sentence) = $0 { sentence } else { nil } }
        #expect(told == ["did step 1: (erased) (0:00): done", "stopped the playbook leak: enough"])
        try room.perform(RedactEntry(.sequence(started.sequence), why: "a password"))
        let run = try #require(room.state.runs[started.id])
        #expect(run.title == "leak" && run.steps.map(\.step.title) == [Erased.words, Erased.words])
        #expect(run.steps.allSatisfy { $0.step.blocks.isEmpty } && run.steps.first?.state == .done && run.isStopped)
        #expect(!room.texts.contains { $0.contains("hunter2") })
        #expect(room.replayed == room.state)
    }

    @Test func aSenderCannotBringWordsBack() throws {
        var room = TestRoom()
        try room.fire("Leak") { $0.sender = "prometheus" }
        try room.perform(RedactEntry(.sequence(1), why: "a password"))
        let sender = Actor(principal: "sender:prometheus", person: "prometheus", via: "sender")
        try room.perform(AmendAlert(try #require(room.alert("Leak")).id, title: "hunter2"), by: sender)
        #expect(room.lastKinds == [])
        #expect(room.alert("Leak")?.title == Erased.words)
    }

    @Test func aSilenceLosesItsComment() throws {
        var room = TestRoom()
        let matchers = try MatcherSyntax.parse("alertname=Disk")
        try room.perform(CreateSilence(matchers: matchers, length: .hours(1), comment: "login as hunter2"))
        let silence = try #require(room.state.silences.keys.first)
        try room.perform(
            CreateSilence(matchers: matchers, length: .hours(2), comment: "login as hunter2", replacing: silence))
        try room.perform(RedactEntry(.sequence(1), why: "a password"))
        #expect(room.state.silences[silence]?.comment == Erased.words)
        #expect(!room.texts.contains { $0.contains("hunter2") })
        #expect(room.replayed == room.state)
    }
}
