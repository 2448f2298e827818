import Testing

@testable import WarRoom

/// Stories of alerts, entries and incidents as their events tell them.
struct StoryTests {
    private func events(_ room: TestRoom, _ name: String) throws -> [Event] {
        let id = try #require(room.alert(name)).id
        return room.events.filter { EventTrace.all(of: $0).contains { $0.subject == .alert(id) } }
    }

    private func story(
        _ room: TestRoom, _ name: String = "Disk", notes: (IncidentID) -> [TimelineEntry] = { _ in [] }
    ) throws -> AlertStory {
        let row = AlertRow(try #require(room.alert(name)), in: room.state)
        return AlertStory(
            row, events: try events(room, name), incidents: room.state.incidents, changes: room.events, notes: notes)
    }

    @Test func theHistoryNamesTheRulesInOrder() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Acknowledge(room.selection("Disk"), note: "mine"), by: .bob)
        try room.fire("Disk") { $0.severity = .critical }
        try room.clear("Disk")
        let history = try story(room).history
        #expect(history.map(\.rule) == ["F1", "A1", "F3", "C2"])
        #expect(history.map(\.who) == ["prometheus", "bob", "prometheus", "prometheus"])
        #expect(history[1].sentence == "acknowledged for 1 h: mine")
        #expect(history[2].sentence == "went from warning to critical")
        #expect(history.map(\.kind).allSatisfy { kind in AlertLifeCycle.table.contains { $0.records.contains(kind) } })
    }

    @Test func resendsLeaveNoTraceAndEveryOtherEventOfAnAlertDoes() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.fire("Disk")
        try room.summarise()
        #expect(room.events.contains { $0.body is AlertRepeated })
        for event in room.events where event.body is AlertRepeated { #expect(EventTrace.all(of: event).isEmpty) }
        #expect(try events(room, "Disk").count == 1)
        #expect(try story(room).alert.count == 2)
    }

    @Test func earlierEpisodesSayWhoTookThemAndWhichIncidentTheyBelongedTo() throws {
        var room = TestRoom()
        for number in 1...5 {
            try room.fire("Disk")
            try room.perform(Acknowledge(room.selection("Disk")), by: number == 4 ? .bob : .cat)
            if number == 4 {
                try room.perform(DeclareIncident(title: "Full", severity: .sev2, alerts: room.selection("Disk")))
                try room.perform(SetIncident(.onlyOpen, status: .closed))
            }
            room.now = room.now + .minutes(10)
            try room.clear("Disk")
            room.now = room.now + .minutes(10)
        }
        try room.fire("Disk")
        let told = try story(room)
        #expect(told.history.map(\.rule) == ["F10"])
        #expect(told.episodes.count == Limits.storyEpisodesMax)
        #expect(told.episodes.map(\.by) == ["cat", "bob", "cat"])
        #expect(told.episodes.map(\.incident) == [nil, IncidentID(number: 1), nil])
        #expect(told.episodes[1].title == "Full" && told.episodes[1].status == .closed)
        for past in told.episodes { #expect(past.endedAt.map { $0 - past.since } == .minutes(10)) }
    }

    @Test func anAlertThatFiresAgainBelongsToItsOpenIncidentStillAndToTheOneItWasMergedInto() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(DeclareIncident(title: "One", severity: .sev2, alerts: room.selection("Disk")))
        try room.clear("Disk")
        try room.fire("Disk")
        try room.clear("Disk")
        try room.perform(DeclareIncident(title: "Two", severity: .sev2))
        try room.perform(MergeIncidents(.id(IncidentID(number: 1)), into: .id(IncidentID(number: 2))))
        try room.fire("Disk")
        #expect(try story(room).episodes.map(\.incident) == [IncidentID(number: 2), IncidentID(number: 2)])
    }

    @Test func whatWasReadInPartIsNotToldAsAnEpisode() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.perform(Acknowledge(room.selection("Disk")))
        try room.clear("Disk")
        try room.fire("Disk")
        let row = AlertRow(try #require(room.alert("Disk")), in: room.state)
        let told = AlertStory(
            row, events: Array(try events(room, "Disk").dropFirst()), incidents: [:], changes: [], notes: { _ in [] })
        #expect(told.episodes.isEmpty)
        #expect(told.history.count == 1)
    }

    @Test(arguments: [
        ("deploy of api 42", true), ("API: rolled out", true), ("deploy of api-gateway", false), ("rapid fix", false),
        ("", false),
    ])
    func aChangeNamesTheServiceAsAWordOfItsOwn(_ summary: String, _ isNamed: Bool) throws {
        var room = TestRoom()
        try room.perform(RecordChange(source: "ci", sender: "c", summary: summary, details: .none, links: [], at: nil))
        room.now = room.now + .minutes(5)
        try room.fire("Disk") { $0.labels = ["alertname": "Disk", "instance": "db-1", "service": "api"] }
        let changes = try story(room).changes
        #expect(changes.map(\.isOfService) == [isNamed])
    }

    @Test func onlyChangesOfTheHourBeforeAreToldAndTheServicesOwnFirst() throws {
        var room = TestRoom()
        for (minutes, service) in [(0, "db-1"), (30, "db-1"), (40, "web"), (50, "db-1"), (60, "web")] {
            try room.perform(
                RecordChange(
                    source: "ci", sender: "c", summary: "at \(minutes)", details: ["service": service], links: [],
                    at: nil), at: TestRoom.start + .minutes(Int64(minutes)))
        }
        room.now = TestRoom.start + .minutes(70)
        try room.fire("Disk")
        #expect(try story(room).changes.map(\.summary) == ["at 50", "at 30", "at 60", "at 40"])
    }

    @Test func anIncidentsFirstAckIsCountedFromItsFirstAlert() throws {
        var room = TestRoom()
        try room.fire("Disk")
        room.now = room.now + .minutes(1)
        try room.fire("Load")
        try room.perform(DeclareIncident(title: "One", severity: .sev2, alerts: room.selection("Disk", "Load")))
        let id = IncidentID(number: 1)
        func told() throws -> IncidentStory {
            let incident = try #require(room.state.incidents[id])
            var story = IncidentStory(incident, in: room.state)
            for name in ["Load", "Disk"] {
                story.tell(
                    try #require(room.alert(name)).id, try events(room, name), incidents: room.state.incidents)
            }
            return story
        }
        #expect(try told().firstAlert?.name == "Disk")
        #expect(try told().firstAck == nil)
        #expect(try told().firstAckAfter == nil)
        room.now = room.now + .minutes(2)
        try room.perform(Acknowledge(room.selection("Load")), by: .bob)
        let story = try told()
        #expect(story.firstAck?.person == "bob" && story.firstAck?.name == "Load")
        #expect(story.firstAckAfter == .minutes(3))
        #expect(story.alertsRead == 2)
        #expect(story.counts.map { "\($0.state.rawValue) \($0.count)" } == ["firing 1", "acknowledged 1"])
        #expect(story.length(now: room.now) == .minutes(2))
    }
}
