import Testing
import WarRoom

/// A loss of the log stays on every screen until a person accepts it.
@Suite struct AcceptHeadTests {
    static func room(lost: ClosedRange<Int64>) throws -> TestRoom {
        var room = TestRoom()
        try room.perform(OpenRoom(version: "1.0", lost: lost), by: .daemon)
        return room
    }

    @Test func anAcceptedLossIsShownNoMore() throws {
        var room = try Self.room(lost: 7...9)
        let outcome = try room.perform(AcceptHead(from: 7, to: 9), by: .bob)
        #expect(outcome.sentence == "accepted that the events 7 to 9 are lost")
        #expect(outcome.undo.isEmpty)
        #expect(room.lastKinds == ["log.head_accepted"])
        #expect(room.state.truncation == nil && RoomOverview(room.state).truncation == nil)
        #expect(room.replayed == room.state)
        let event = try #require(room.lastEvents.first)
        let narration = try #require(event.body.narration(in: room.state, as: event.envelope))
        #expect(narration.who == "bob" && narration.category == .room)
        #expect(narration.sentence == "accepted that the events 7 to 9 are lost")
    }

    @Test func whatWasNotLostCannotBeAccepted() throws {
        var room = TestRoom()
        let nothing = refusal { () throws(Refusal) in try room.perform(AcceptHead(from: 7, to: 9)) }
        #expect(nothing?.reason == .notFound)
        room = try Self.room(lost: 7...9)
        for (from, to) in [(Int64(7), Int64(8)), (6, 9), (.min, .max)] {
            let other = refusal { () throws(Refusal) in try room.perform(AcceptHead(from: from, to: to)) }
            #expect(other?.reason == .conflict, "\(from) to \(to)")
            #expect(other?.description.hasPrefix("the log lost its events 7 to 9, not \(from) to \(to)") == true)
        }
        #expect(room.state.truncation != nil)
    }

    @Test func aLossThatIsFoundLaterIsShownAgain() throws {
        var room = try Self.room(lost: 7...9)
        try room.perform(AcceptHead(from: 7, to: 9))
        try room.perform(OpenRoom(version: "1.0", lost: 20...21), by: .daemon)
        #expect(room.state.truncation?.from == 20)
        let again = refusal { () throws(Refusal) in try room.perform(AcceptHead(from: 7, to: 9)) }
        #expect(again?.reason == .conflict)
        // A log that tells of an older acceptance after the newer loss, such as one that was merged, hides nothing.
        room.append(LogHeadAccepted(facts: .init(from: 7, to: 9)))
        #expect(room.state.truncation?.from == 20)
    }

    @Test func aSalvagedLogBeginsByTellingSo() throws {
        var room = TestRoom()
        let before = room.state
        room.append(
            LogSalvaged(
                facts: .init(
                    room: nil, sequence: 90, hash: nil, kept: 87, rejected: 1, gaps: [.init(from: 4, to: 6)],
                    missing: 3)))
        let event = try #require(room.lastEvents.first)
        let narration = try #require(event.body.narration(in: room.state, as: event.envelope))
        #expect(narration.category == .problem)
        #expect(
            narration.sentence
                == "made this log from a damaged one that ended at #90: 87 events were taken over, 3 are missing")
        #expect(room.state.truncation == before.truncation && room.state.alerts == before.alerts)
    }
}
