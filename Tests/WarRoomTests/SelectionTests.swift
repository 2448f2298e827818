import Testing
import WarRoom

@Suite struct SelectionTests {
    /// Three alerts whose ids begin alike, one of them gone.
    private static func room() throws(Refusal) -> TestRoom {
        var room = TestRoom()
        for (name, id) in [("One", 0xAB00), ("Two", 0xAB0F), ("Three", 0xAC00)] as [(String, UInt64)] {
            try room.fire(name) { $0.alert = AlertID(value: id << 48) }
        }
        try room.perform(ResolveAlerts(AlertSelection(ids: ["ac"])))
        return room
    }

    @Test(
        arguments: [
            ("ab00", 0xAB00), ("AB00", 0xAB00), ("ab0f0000000", 0xAB0F), ("ac", 0xAC00), ("ac00000000000000", 0xAC00),
        ] as [(String, UInt64)])
    func anIDMayBeShortenedWhileItIsUnique(text: String, value: UInt64) throws {
        var room = try Self.room()
        room.now = room.now + .minutes(1)
        // A gone alert can be named; that nothing can be done with it is another matter.
        let refused = refusal { () throws(Refusal) in try room.perform(Acknowledge(AlertSelection(ids: [text]))) }
        if value == 0xAC00 {
            #expect(refused?.description == "Three is not on the board any more: nothing to acknowledge")
        } else {
            #expect(room.state.alerts[AlertID(value: value << 48)]?.phase == .acknowledged)
        }
    }

    @Test func whatIsOnTheBoardGoesBeforeWhatIsGone() throws {
        var room = try Self.room()
        try room.perform(ResolveAlerts(AlertSelection(ids: ["ab00"])))
        try room.perform(Acknowledge(AlertSelection(ids: ["a"])))
        #expect(room.state.alerts[AlertID(value: 0xAB0F << 48)]?.phase == .acknowledged)
    }

    @Test(arguments: [
        (
            "a", Refusal.Reason.ambiguous,
            "2 alerts' ids begin with a (ab00000000000000 One, ab0f000000000000 Two): write more of it"
        ),
        ("abc", .notFound, "no alert's id begins with abc: `warroom alerts` lists those there are"),
        (
            "0000000000000000", .notFound,
            "there is no alert 0000000000000000: `warroom alerts --all` lists those there are"
        ),
        ("", .invalid, "an alert's id is up to sixteen hex digits, found "),
        ("xyz", .invalid, "an alert's id is up to sixteen hex digits, found xyz"),
        ("ab00000000000000f", .invalid, "an alert's id is up to sixteen hex digits, found ab00000000000000f"),
        ("-1", .invalid, "an alert's id is up to sixteen hex digits, found -1"),
    ])
    func aNameThatFitsNoneOrSeveralIsRefused(text: String, reason: Refusal.Reason, sentence: String) throws {
        var room = try Self.room()
        let refused = refusal { () throws(Refusal) in try room.perform(SeeAlerts(AlertSelection(ids: [text]))) }
        #expect(refused == Refusal(reason, sentence))
    }

    @Test func nothingNamedIsRefused() throws {
        var room = try Self.room()
        let refused = refusal { () throws(Refusal) in try room.perform(SeeAlerts(AlertSelection())) }
        #expect(refused?.reason == .invalid)
    }

    @Test func matchersSelectWhatIsOnTheBoardInItsOrder() throws {
        var room = TestRoom()
        for (name, severity) in [("Low", .info), ("High", .critical), ("Mid", .error)] as [(String, AlertSeverity)] {
            try room.fire(name) { $0.severity = severity }
        }
        let all = AlertSelection(matchers: try MatcherSyntax.parse("instance=db-1"))
        let outcome = try room.perform(Acknowledge(all))
        #expect(outcome.sentence == "acknowledged 3 alerts for 1 h")
        let names = room.lastEvents.compactMap { ($0.body as? AlertAcknowledged)?.facts.alert }.map {
            room.state.alerts[$0]?.name
        }
        #expect(names == ["High", "Mid", "Low"])
        try room.perform(ResolveAlerts(all))
        let refused = refusal { () throws(Refusal) in try room.perform(Acknowledge(all)) }
        #expect(refused == Refusal(.notFound, "no alert on the board matches instance=\"db-1\""))
    }

    @Test func anAlertNamedThreeTimesIsTouchedOnce() throws {
        var room = TestRoom()
        try room.fire("Disk")
        let reference = room.reference("Disk")
        let selection = AlertSelection(
            ids: [reference.alert.description], references: [reference],
            matchers: try MatcherSyntax.parse("alertname=Disk"))
        try room.perform(Acknowledge(selection))
        #expect(room.lastKinds == ["alert.acknowledged"])
    }

    @Test func severalThatCannotBeTouchedAreSpokenOfAsSeveral() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.fire("Fan")
        let both = room.selection("Disk", "Fan")
        let unacked = refusal { () throws(Refusal) in try room.perform(Unacknowledge(both)) }
        #expect(unacked?.description == "2 alerts are not acknowledged: nothing to take back")
        try room.perform(ResolveAlerts(both))
        let resolved = refusal { () throws(Refusal) in try room.perform(ResolveAlerts(both)) }
        #expect(resolved?.description == "2 alerts are resolved already")
        #expect(try room.perform(SeeAlerts(both)).sentence == "seen already")
    }

    @Test func tooManyAtOnceAreRefusedBeforeTheyAreLookedUp() throws {
        var room = TestRoom()
        let ids = [String](repeating: "a", count: Limits.alertsPerCommandMax + 1)
        let refused = refusal { () throws(Refusal) in try room.perform(Acknowledge(AlertSelection(ids: ids))) }
        #expect(refused?.reason == .limit)
    }
}
