import Testing
import WarRoom

/// What senders do about alerts that they have sent before.
struct SenderActTests {
    /// A room in which somebody has sent the alert Disk, and the sender of it.
    private func room() throws -> (TestRoom, owner: Actor) {
        var room = TestRoom()
        try room.fire("Disk") { $0.annotations = ["a": "1", "description": "one"] }
        let sender = try #require(room.alert("Disk")).sender
        return (room, Actor(principal: "sender:\(sender)", person: "nagios", via: "sender"))
    }

    @Test func itsOwnersChangeAnAlertsWords() throws {
        var (room, owner) = try room()
        let disk = room.reference("Disk").alert
        let count = room.alert("Disk")?.count
        try room.perform(AmendAlert(disk, title: "Disk is full again"), by: owner)
        try room.perform(AmendAlert(disk, annotation: Label(name: "description", value: "two")), by: owner)
        #expect(room.alert("Disk")?.title == "Disk is full again")
        #expect(room.alert("Disk")?.annotations == ["a": "1", "description": "two"])
        #expect(room.alert("Disk")?.count == count)
        #expect(room.replayed == room.state)
        try room.perform(AmendAlert(disk, title: "Disk is full again"), by: owner)
        #expect(room.lastKinds == [], "the same words are no change")
    }

    @Test func othersAndUnknownAlertsAreLeftAsTheyAre() throws {
        var (room, owner) = try room()
        let disk = room.reference("Disk").alert
        for (alert, actor) in [(disk, Actor.ann), (AlertID(value: 7), owner)] {
            try room.perform(AmendAlert(alert, title: "x"), by: actor)
            #expect(room.lastKinds == [])
            try room.perform(NoteBySender(alert: alert, body: "x"), by: actor)
            #expect(room.lastKinds == [])
        }
    }

    @Test func aNoteGoesToTheAlertsIncidentAndItsSenderTakesNoPart() throws {
        var (room, owner) = try room()
        let disk = room.reference("Disk").alert
        try room.perform(NoteBySender(alert: disk, body: "before"), by: owner)
        #expect(room.lastEvents.first?.envelope.incident == nil)
        try room.perform(DeclareIncident(title: "Disks", alerts: AlertSelection(ids: [disk.description])))
        try room.perform(NoteBySender(alert: disk, body: "fsck runs"), by: owner)
        #expect(room.lastKinds == [NoteAdded.kind])
        let note = try #require(room.lastEvents.first)
        #expect(note.envelope.incident == IncidentID(number: 1))
        #expect((note.body as? NoteAdded)?.text?.body == "Disk: fsck runs")
        let people = room.state.incidents[IncidentID(number: 1)]?.participants.map(\.person)
        #expect(people?.contains("nagios") == false)
    }

    @Test func anAckWithAnEndReplacesTheOneThereIs() throws {
        var (room, owner) = try room()
        let disk = room.reference("Disk").alert
        let end = room.now + .hours(3)
        try room.perform(AcknowledgeBySender(alert: disk, person: "ann"), by: owner)
        let snooze = AcknowledgeBySender(alert: disk, person: "bob", until: end, note: "later")
        try room.perform(snooze, by: owner)
        #expect(room.alert("Disk")?.ack?.until == end)
        #expect(room.alert("Disk")?.ack?.person == "bob")
        #expect(room.alert("Disk")?.ack?.note == "later")
        try room.perform(snooze, by: owner)
        #expect(room.lastKinds == [], "a repeat changes nothing")
        try room.perform(AcknowledgeBySender(alert: disk, person: "cat", until: room.now), by: owner)
        #expect(room.lastKinds == [], "an end that has passed changes nothing")
        try room.perform(AcknowledgeBySender(alert: disk, person: "cat", until: .latest), by: owner)
        #expect(room.alert("Disk")?.ack?.until == room.now + Limits.ackLengthMax)
    }
}
