import Dialects
import SeededRandom
import Testing
import WarRoom
import WireJSON

/// Senders repeat themselves, and networks reorder: whatever comes again changes nothing on the board.
@Suite("Alerts that come again")
struct ResendingTests {
    /// One message about one alert, as an element of the request's array.
    private struct Message {
        let json: String
    }

    /// About forty alerts, each with one episode: still firing, over, or both messages of one that ended.
    private func messages(_ generator: inout SplitMix64) -> [Message] {
        var messages: [Message] = []
        for number in 0..<40 {
            let startsAt = TestRoom.start - .seconds(Int64.random(in: 60...7200, using: &generator))
            let labels = #"{"alertname":"A\#(number % 7)","instance":"host-\#(number)","severity":"error"}"#
            func message(endsAt: Instant) -> Message {
                Message(json: #"{"labels":\#(labels),"startsAt":"\#(startsAt)","endsAt":"\#(endsAt)"}"#)
            }
            let ended = startsAt + .seconds(Int64.random(in: 1...59, using: &generator))
            let firing = message(endsAt: TestRoom.start + .minutes(4))
            switch number % 3 {
            case 0: messages.append(firing)
            case 1: messages.append(message(endsAt: ended))
            default: messages += [firing, message(endsAt: ended)]
            }
        }
        return messages
    }

    /// Sends the messages in requests of random sizes, a second apart.
    private func board(
        _ messages: [Message], path: String, _ generator: inout SplitMix64, _ body: ([Message]) -> String
    ) -> [AlertID: AlertPhase] {
        var room = TestRoom()
        var rest = messages[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Int.random(in: 1...16, using: &generator)))
            rest = rest.dropFirst(batch.count)
            #expect(room.send("POST", path, body(batch)).status == 200)
            room.now = room.now + .seconds(1)
        }
        #expect(room.problems.isEmpty)
        #expect(room.state.board.map(\.alert).allSatisfy { room.state.alerts[$0]?.phase != .resolved })
        return room.phases
    }

    @Test(arguments: 1...20)
    func repeatsAndAnotherOrderGiveTheSameBoard(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let messages = messages(&generator)
        let asArray: ([Message]) -> String = { "[" + $0.map(\.json).joined(separator: ",") + "]" }
        let expected = board(messages, path: "/api/v2/alerts", &generator, asArray)
        #expect(expected.count == 40)
        #expect(Set(expected.values) == [.firing, .returned])
        for _ in 0..<5 {
            let again = (messages + messages + messages.filter { _ in Bool.random(using: &generator) })
                .shuffled(using: &generator)
            let found = board(again, path: "/api/v2/alerts", &generator, asArray)
            #expect(found == expected, "seed \(seed)")
        }
    }

    @Test(arguments: 1...10)
    func theWebhooksRepeatsGiveTheSameBoardAsTheAPI(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let messages = messages(&generator)
        let expected = board(messages, path: "/api/v2/alerts", &generator) {
            "[" + $0.map(\.json).joined(separator: ",") + "]"
        }
        let late = (TestRoom.start + .minutes(4)).description
        let found = board((messages + messages).shuffled(using: &generator), path: "/webhook/alertmanager", &generator)
        {
            let alerts = $0.map { message in
                let isFiring = message.json.contains(late)
                let json = isFiring ? message.json.replacing(late, with: "0001-01-01T00:00:00Z") : message.json
                return json.dropLast() + #","status":"\#(isFiring ? "firing" : "resolved")"}"#
            }
            return #"{"version":"4","alerts":[\#(alerts.joined(separator: ","))]}"#
        }
        #expect(found == expected, "seed \(seed)")
    }
}
