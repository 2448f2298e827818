import Dialects
import SeededRandom
import Testing
import WarRoom

/// Repeats, and orders in which no sender sent: the board is the same, whatever the dialect.
@Suite("Dialects whose messages come again")
struct ResendingDialectsTests {
    /// What one alert's sender says, in order: that it fires, that it is over, or both.
    private struct Story {
        let number: Int
        let startsAt: Instant
        let endsAt: Instant
        var fires: Bool { number % 3 != 1 }
        var ends: Bool { number % 3 != 0 }
    }

    private func stories(_ generator: inout SplitMix64) -> [Story] {
        (0..<30).map { number in
            let startsAt = TestRoom.start - .seconds(Int64.random(in: 60...7200, using: &generator))
            return Story(
                number: number, startsAt: startsAt,
                endsAt: startsAt + .seconds(Int64.random(in: 1...59, using: &generator)))
        }
    }

    /// Sends elements of arrays in requests of random sizes, a second apart.
    private func board(
        _ messages: [String], _ path: String, _ headers: [(name: String, value: String)] = [],
        _ generator: inout SplitMix64, _ body: (String) -> String
    ) -> TestRoom {
        var room = TestRoom()
        var rest = messages[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Int.random(in: 1...8, using: &generator))
            rest = rest.dropFirst(batch.count)
            let answer = room.send("POST", path, body(batch.joined(separator: ",")), headers: headers)
            #expect(answer.status == 200 || answer.status == 204)
            room.now = room.now + .seconds(1)
        }
        #expect(room.problems.isEmpty)
        return room
    }

    private func disorder(_ messages: [String], _ generator: inout SplitMix64) -> [String] {
        (messages + messages + messages.filter { _ in Bool.random(using: &generator) }).shuffled(using: &generator)
    }

    @Test(arguments: 1...10)
    func grafana(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let messages = stories(&generator).flatMap { story in
            let alert = #""labels":{"alertname":"A","n":"\#(story.number)"},"startsAt":"\#(story.startsAt)""#
            let firing = #"{"status":"firing",\#(alert),"endsAt":"0001-01-01T00:00:00Z"}"#
            let resolved = #"{"status":"resolved",\#(alert),"endsAt":"\#(story.endsAt)"}"#
            return (story.fires ? [firing] : []) + (story.ends ? [resolved] : [])
        }
        let wrap = { (alerts: String) in #"{"version":"1","alerts":[\#(alerts)]}"# }
        let expected = board(messages, "/webhook/grafana", [], &generator, wrap)
        #expect(Set(expected.phases.values) == [.firing, .returned])
        for _ in 0..<4 {
            let again = disorder(messages, &generator)
            #expect(board(again, "/webhook/grafana", [], &generator, wrap).phases == expected.phases, "seed \(seed)")
        }
    }

    @Test(arguments: 1...10)
    func cloudEvents(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        func event(_ story: Story, _ state: String, _ time: Instant) -> String {
            #"{"specversion":"1.0","id":"\#(story.number)-\#(state)","source":"/s","type":"a.\#(state)","subject":"\#(story.number)","time":"\#(time)"}"#
        }
        let alerts = stories(&generator).flatMap { story in
            (story.fires ? [event(story, "firing", story.startsAt)] : [])
                + (story.ends ? [event(story, "resolved", story.endsAt)] : [])
        }
        let changes = (0..<10).map { #"{"specversion":"1.0","id":"\#($0)","source":"/ci","type":"deployed"}"# }
        let (path, headers) = ("/events", Payloads.batched)
        let expected = board(alerts + changes, path, headers, &generator) { "[\($0)]" }
        #expect(Set(expected.phases.values) == [.firing, .returned])
        for _ in 0..<4 {
            let again = disorder(alerts + changes, &generator)
            let found = board(again, path, headers, &generator) { "[\($0)]" }
            #expect(found.phases == expected.phases, "seed \(seed)")
            #expect(found.events.filter { $0.kind == ChangeReceived.kind }.count == changes.count)
        }
    }

    /// Its messages say no times: each alert's must come in order, while those of others may come in between, and any may come
    /// several times in a row.
    @Test(arguments: 1...10)
    func opsgenie(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let stories = stories(&generator)
        func board(repeating: Bool) -> [AlertID: AlertPhase] {
            var room = TestRoom()
            var rest = Dictionary(
                uniqueKeysWithValues: stories.map { story in
                    (story.number, (story.fires ? ["create"] : []) + (story.ends ? ["close"] : []))
                })
            while let number = rest.keys.sorted().randomElement(using: &generator), let act = rest[number]?.first {
                for _ in 0..<(repeating ? Int.random(in: 1...3, using: &generator) : 1) {
                    let path = act == "create" ? "/v2/alerts" : "/v2/alerts/a\(number)/close"
                    let body = act == "create" ? #"{"message":"m","alias":"a\#(number)"}"# : "{}"
                    let answer = room.send("POST", path, body, query: [(name: "identifierType", value: "alias")])
                    #expect(answer.status == 202)
                }
                rest[number]?.removeFirst()
                if rest[number]?.isEmpty ?? true { rest[number] = nil }
            }
            return room.phases
        }
        let expected = board(repeating: false)
        #expect(expected.count == stories.filter(\.fires).count)
        for _ in 0..<4 { #expect(board(repeating: true) == expected, "seed \(seed)") }
    }

    @Test func aDuplicateThatComesAfterTheEndChangesNothing() {
        var room = TestRoom()
        let firing = #"{"specversion":"1.0","id":"1","source":"/s","type":"a.firing"}"#
        for body in [firing, firing.replacing("firing", with: "resolved").replacing(#""1""#, with: #""2""#)] {
            room.send("POST", "/events", body, headers: Payloads.structured)
        }
        let before = room.state
        #expect(room.onlyAlert?.phase == .returned)
        #expect(room.send("POST", "/events", firing, headers: Payloads.structured).status == 204)
        #expect(room.state == before)
        // Another source's event of the same id is another event.
        room.send("POST", "/events", firing.replacing("/s", with: "/t"), headers: Payloads.structured)
        #expect(room.state.alerts.count == 2)
    }
}
