import Testing
import WarRoom

/// Which alerts stand under which: Alertmanager's rules, over a room in which alerts come and go.
@Suite struct InhibitionTests {
    /// A rule, two alerts, and whether the second stands under the first.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let source: String
        let target: String
        let equal: [String]
        let above: Labels
        let below: Labels
        let isHidden: Bool

        init(
            _ words: String, _ source: String, _ target: String, _ equal: [String], _ above: Labels, _ below: Labels,
            _ isHidden: Bool
        ) {
            testDescription = words
            self.source = source
            self.target = target
            self.equal = equal
            self.above = above
            self.below = below
            self.isHidden = isHidden
        }
    }

    static let cases: [Case] = [
        Case("nothing need be equal", "a=up", "a=low", [], ["a": "up"], ["a": "low"], true),
        Case("the same value", "a=up", "a=low", ["x"], ["a": "up", "x": "1"], ["a": "low", "x": "1"], true),
        Case("another value", "a=up", "a=low", ["x"], ["a": "up", "x": "1"], ["a": "low", "x": "2"], false),
        Case("both labels missing", "a=up", "a=low", ["x"], ["a": "up"], ["a": "low"], true),
        Case("one missing, one empty", "a=up", "a=low", ["x"], ["a": "up"], ["a": "low", "x": ""], true),
        Case("one missing, one not", "a=up", "a=low", ["x"], ["a": "up"], ["a": "low", "x": "1"], false),
        Case(
            "values that only look alike run together", "a=up", "a=low", ["x", "y"],
            ["a": "up", "x": "1", "y": "23"], ["a": "low", "x": "12", "y": "3"], false),
        Case(
            "values of the same letters by other bytes", "a=up", "a=low", ["x"], ["a": "up", "x": "e\u{301}"],
            ["a": "low", "x": "\u{E9}"], false),
        Case("no target", "a=up", "a=low", [], ["a": "up"], ["a": "other"], false),
        Case("no source", "a=up", "a=low", [], ["a": "other"], ["a": "low"], false),
        Case("both on both sides", "a=~\".*\"", "a=~\".*\"", [], ["a": "1"], ["a": "2"], false),
        Case("only the one above on both sides", "a=~\"u.*\"", "b!=2", [], ["a": "up"], ["a": "low"], true),
        Case("only the one below on both sides", "a=~\"u.*\"", "b=1", [], ["a": "up"], ["a": "u2", "b": "1"], true),
        Case("all matchers must hold", "a=up, b=1", "a=low", [], ["a": "up"], ["a": "low"], false),
        Case("a label that nobody has", "z=\"\"", "a=low", [], ["a": "up"], ["a": "low", "z": "1"], true),
    ]

    private static func rule(_ source: String, _ target: String, _ equal: [String] = []) throws -> InhibitionRule {
        InhibitionRule(source: try MatcherSyntax.parse(source), target: try MatcherSyntax.parse(target), equal: equal)
    }

    private static func room(_ rules: [InhibitionRule]) throws -> TestRoom {
        var room = TestRoom()
        try room.perform(OpenRoom(version: "1", inhibiting: rules), by: .daemon)
        return room
    }

    private static func tell(_ labels: Labels, isFiring: Bool = true, in room: inout TestRoom) throws {
        let observation = AlertObservation(
            alert: Fingerprint.of(labels), isFiring: isFiring, severity: .warning, labels: labels, title: "t",
            source: "alertmanager", sender: "prometheus")
        try room.perform(ObserveAlert(observation), by: .prometheus)
    }

    private static func inhibitors(of labels: Labels, in room: TestRoom) throws -> [AlertID] {
        let alert = try #require(room.state.alerts[Fingerprint.of(labels)])
        return room.state.inhibitors(of: alert)?.alerts ?? []
    }

    @Test(arguments: cases, [true, false])
    func aRuleHidesWhatAlertmanagerWouldHide(_ row: Case, isSourceFirst: Bool) throws {
        var room = try Self.room([try Self.rule(row.source, row.target, row.equal)])
        for labels in isSourceFirst ? [row.above, row.below] : [row.below, row.above] {
            try Self.tell(labels, in: &room)
        }
        #expect(try Self.inhibitors(of: row.below, in: room) == (row.isHidden ? [Fingerprint.of(row.above)] : []))
        #expect(RoomInvariants.violations(in: room.state) == [])
        #expect(RoomState(RoomSnapshot(room.state)) == room.state)
        #expect(room.replayed == room.state)
        try Self.tell(row.above, isFiring: false, in: &room)
        #expect(try Self.inhibitors(of: row.below, in: room) == [], "the source is over")
        try Self.tell(row.above, in: &room)
        #expect(try Self.inhibitors(of: row.below, in: room).isEmpty != row.isHidden, "and fires again")
    }

    @Test func noAlertHidesItself() throws {
        let rule = try Self.rule("a=~\".*\"", "a=~\".*\"")
        var room = try Self.room([rule])
        try Self.tell(["a": "1"], in: &room)
        #expect(try Self.inhibitors(of: ["a": "1"], in: room) == [])
    }

    @Test func anAckOrASilenceOfTheSourceChangesNothing() throws {
        var room = try Self.room([try Self.rule("alertname=Node", "alertname=Disk", ["instance"])])
        try room.fire("Node")
        try room.fire("Disk")
        try room.perform(Acknowledge(room.selection("Node")))
        let disk = try #require(room.alert("Disk"))
        #expect(room.state.inhibitors(of: disk)?.count == 1)
        try room.perform(Unacknowledge(room.selection("Node")))
        try room.perform(
            CreateSilence(matchers: try MatcherSyntax.parse("alertname=Node"), length: .hours(1), comment: "known"))
        #expect(room.alert("Node")?.state == .silenced)
        #expect(room.state.inhibitors(of: disk)?.count == 1)
        try room.perform(ResolveAlerts(room.selection("Node")))
        #expect(room.state.inhibitors(of: disk) == nil)
        #expect(room.alert("Disk")?.state == .firing, "the alert below is as it was")
    }

    @Test func rulesAreWrittenOnceAndTakenBack() throws {
        let rules = [try Self.rule("alertname=Node", "alertname=Disk")]
        var room = TestRoom()
        try room.fire("Node")
        try room.fire("Disk")
        let disk = try #require(room.alert("Disk"))
        #expect(room.state.inhibitors(of: disk) == nil)
        try room.perform(OpenRoom(version: "1", inhibiting: rules), by: .daemon)
        #expect(room.lastKinds == ["daemon.started", "inhibition.rules_changed"])
        #expect(room.state.inhibitors(of: disk)?.rule == rules.first, "alerts that were there already count")
        try room.perform(OpenRoom(version: "1", inhibiting: rules), by: .daemon)
        #expect(room.lastKinds == ["daemon.started"], "the same rules again are no news")
        #expect(RoomState(RoomSnapshot(room.state)) == room.state)
        try room.perform(OpenRoom(version: "1"), by: .daemon)
        #expect(room.lastKinds == ["daemon.started", "inhibition.rules_changed"])
        #expect(room.state.inhibitors(of: disk) == nil)
        #expect(room.state.inhibition == RoomState().inhibition)
        #expect(room.replayed == room.state)
    }

    @Test func theFirstRuleThatHoldsIsNamedAndManySourcesAreCut() throws {
        let first = try Self.rule("kind=switch", "kind=host", ["rack"])
        let second = try Self.rule("kind=~\"switch|power\"", "kind=host")
        var room = try Self.room([first, second])
        let host: Labels = ["kind": "host", "rack": "1"]
        try Self.tell(host, in: &room)
        try Self.tell(["kind": "power"], in: &room)
        let alert = try #require(room.state.alerts[Fingerprint.of(host)])
        #expect(room.state.inhibitors(of: alert)?.rule == second)
        for number in 0..<20 { try Self.tell(["kind": "switch", "rack": "1", "port": "\(number)"], in: &room) }
        let found = try #require(room.state.inhibitors(of: alert))
        #expect(found.rule == first && found.count == 20)
        #expect(found.alerts.count == Limits.inhibitorsShownMax && found.alerts == found.alerts.sorted())
        let row = AlertRow(alert, in: room.state)
        #expect(row.inhibitedBy == found.alerts && row.under == "t")
    }

    @Test func wordsFindWhatStandsUnderAnother() throws {
        var room = TestRoom()
        let rule = try Self.rule("alertname=NodeDown", "alertname=Disk", [])
        try room.perform(OpenRoom(version: "1", inhibiting: [rule]), by: .daemon)
        for name in ["NodeDown", "Disk", "Fan"] { try room.fire(name) }
        func names(_ text: String) throws -> Set<String> {
            let window = BoardWindow(of: room.state, filter: try AlertFilter(text), ViewRequest(filter: text))
            let filter = try AlertFilter(text)
            for row in window.rows { #expect(filter.matches(row)) }
            return Set(window.rows.map(\.name))
        }
        #expect(try names("under") == ["Disk"])
        #expect(try names("nodedown") == ["NodeDown", "Disk"])
        #expect(try names("!under") == ["NodeDown", "Fan"])
        let all = AlertMarks(boards: [BoardSelection(filter: "under", asOf: room.state.sequence)])
        #expect(try room.perform(Acknowledge(AlertSelection(marks: all))).sentence == "acknowledged Disk for 1 h")
        try room.clear("NodeDown")
        #expect(try names("under") == [])
    }

    @Test func aSourceSaysHowManyStandUnderIt() throws {
        var room = try Self.room([try Self.rule("kind=node", "kind=pod", ["node"])])
        let node: Labels = ["kind": "node", "node": "n1"]
        for number in 0..<3 { try Self.tell(["kind": "pod", "node": "n1", "pod": "\(number)"], in: &room) }
        try Self.tell(["kind": "pod", "node": "n2"], in: &room)
        try Self.tell(node, in: &room)
        let above = try #require(room.state.alerts[Fingerprint.of(node)])
        let told = try #require(InhibitionStory(above, in: room.state))
        #expect(told.hides == 3 && told.rule == nil && told.sources == 0)
        #expect(told.hidden == ["t on n1", "t on n1", "t on n1"])
        let below = try #require(room.state.alerts[Fingerprint.of(["kind": "pod", "node": "n1", "pod": "0"])])
        let story = try #require(InhibitionStory(below, in: room.state))
        #expect(story.sources == 1 && story.target == "n1" && story.hides == 0)
        #expect(story.rule?.description == #"kind="node" hides kind="pod" of the same node"#)
        let other = try #require(room.state.alerts[Fingerprint.of(["kind": "pod", "node": "n2"])])
        #expect(InhibitionStory(other, in: room.state) == nil)
        #expect(AlertRow(other, in: room.state).inhibitedBy == nil)
    }
}
