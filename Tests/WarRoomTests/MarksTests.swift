import Testing
import WarRoom

@Suite struct MarksTests {
    private static func room() throws(Refusal) -> TestRoom {
        var room = TestRoom()
        for name in ["Disk", "Fan", "Net"] { try room.fire(name) }
        return room
    }

    @Test func whatNoLongerHoldsIsLeftOutAndTheRestIsActedOn() throws {
        var room = try Self.room()
        let marks = AlertMarks(alerts: ["Disk", "Fan", "Net"].map { room.reference($0) })
        try room.perform(ResolveAlerts(room.selection("Fan")))
        try room.perform(ResolveAlerts(room.selection("Net")))
        try room.fire("Net")
        let outcome = try room.perform(Acknowledge(AlertSelection(marks: marks)))
        #expect(outcome.sentence == "acknowledged Disk for 1 h")
        #expect(room.alert("Net")?.phase == .firing)
        try room.perform(ResolveAlerts(room.selection("Disk")))
        let none = refusal { () throws(Refusal) in try room.perform(Acknowledge(AlertSelection(marks: marks))) }
        #expect(none?.reason == .conflict)
        #expect(
            refusal { () throws(Refusal) in
                try room.perform(SeeAlerts(AlertSelection(marks: AlertMarks())))
            } == none)
    }

    @Test func allThatAFilterShowedIsMeantAndNothingThatCameLater() throws {
        var room = try Self.room()
        let asOf = room.state.sequence
        try room.fire("Disk2")
        try room.fire("Fan") { $0.severity = .critical }
        let all = AlertMarks(boards: [BoardSelection(asOf: asOf)])
        #expect(try room.perform(Acknowledge(AlertSelection(marks: all))).sentence == "acknowledged 3 alerts for 1 h")
        #expect(room.alert("Disk2")?.phase == .firing)
        let words = AlertMarks(boards: [BoardSelection(filter: "disk", asOf: .max)])
        #expect(try room.perform(SeeAlerts(AlertSelection(marks: words))).sentence == "saw Disk2")
    }

    @Test func aGroupIsMeantWithoutWhatWasTakenOut() throws {
        var room = try Self.room()
        try room.fire("Fan") { $0.alert = AlertID(value: 77) }
        let fans = BoardSelection(grouping: .name, group: "Fan", asOf: .max, except: [AlertID(value: 77)])
        #expect(
            try room.perform(Acknowledge(AlertSelection(marks: AlertMarks(boards: [fans])))).sentence
                == "acknowledged Fan for 1 h")
        #expect(room.state.alerts[AlertID(value: 77)]?.phase == .firing)
        let both = AlertMarks(alerts: [room.reference("Fan")], boards: [fans, fans])
        #expect(try room.perform(Unacknowledge(AlertSelection(marks: both))).undo.count == 1)
        #expect(room.lastKinds == ["alert.unacknowledged"])
    }

    @Test func whatCannotBeReadOrIsTooMuchIsRefused() throws {
        var room = try Self.room()
        func refused(_ marks: AlertMarks) -> Refusal.Reason? {
            refusal { () throws(Refusal) in try room.perform(SeeAlerts(AlertSelection(marks: marks))) }?.reason
        }
        #expect(refused(AlertMarks(boards: [BoardSelection(filter: "a=~\"(\"", asOf: .max)])) == .invalid)
        let board = BoardSelection(asOf: .max)
        #expect(refused(AlertMarks(boards: Array(repeating: board, count: Limits.markedBoardsMax + 1))) == .limit)
        let reference = room.reference("Fan")
        #expect(refused(AlertMarks(alerts: Array(repeating: reference, count: Limits.marksMax + 1))) == .limit)
        #expect(refused(AlertMarks(alerts: Array(repeating: reference, count: 3))) == nil)
    }

    @Test func acksOfOneKindAreGivenBackTogether() throws {
        var room = try Self.room()
        try room.perform(Acknowledge(room.selection("Disk", "Fan"), length: .minutes(30), note: "mine"), by: .bob)
        try room.perform(Acknowledge(room.selection("Net")), by: .cat)
        let all = AlertSelection(marks: AlertMarks(boards: [BoardSelection(asOf: .max)]))
        let outcome = try room.perform(Acknowledge(all))
        #expect(outcome.undo.count == 2)
        try room.undo(outcome)
        #expect(room.alert("Disk")?.ack?.person == "bob" && room.alert("Fan")?.ack?.note == "mine")
        #expect(room.alert("Net")?.ack?.person == "cat")
    }
}
