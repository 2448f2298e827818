import Testing
import WarRoom

@Suite struct AckTests {
    @Test func whatFiresNoMoreCannotBeTakenByAnybody() throws {
        var room = TestRoom()
        try room.fire("Disk")
        try room.fire("Net") { $0.timeout = .minutes(5) }
        try room.wait(.minutes(5))
        let net = room.selection("Net")
        for ack in [
            Acknowledge(net, length: .hours(2)), Acknowledge(net, note: "mine"), Acknowledge(net, person: "bob"),
        ] {
            let refused = refusal { () throws(Refusal) in try room.perform(ack) }
            #expect(refused?.reason == .conflict)
            #expect(refused?.description.contains("Net has fallen silent") ?? false)
        }
        let both = try room.perform(Acknowledge(room.selection("Disk", "Net"), length: .hours(2)))
        #expect(both.sentence == "acknowledged Disk for 2 h; 1 expired left: m marks it as seen")
        #expect(room.alert("Net")?.phase == .expired)
    }

    @Test func anAckOfAGroupLeavesWhatFiresNoMore() throws {
        var room = TestRoom()
        for name in ["Disk", "Net", "Fan"] {
            try room.fire(name) {
                $0.labels = ["service": "s"]
                $0.timeout = name == "Disk" ? nil : .minutes(5)
            }
        }
        try room.wait(.minutes(5))
        let board = BoardSelection(grouping: .service, group: "s", asOf: .max)
        let group = AlertSelection(marks: AlertMarks(boards: [board]))
        let outcome = try room.perform(Acknowledge(group))
        #expect(outcome.sentence == "acknowledged Disk is wrong for 1 h; 2 expired left: m marks them as seen")
        #expect(room.lastKinds == ["alert.acknowledged"])
        try room.perform(ResolveAlerts(room.selection("Disk")))
        let refused = refusal { () throws(Refusal) in try room.perform(Acknowledge(group)) }
        #expect(
            refused?.description == "none of the 2 alerts fires any more (2 expired): m marks them as seen")
    }
}
