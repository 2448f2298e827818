import Dashboard
import PlainText
import Testing
import WarRoom

@Suite struct PlainLinesTests {
    @Test func entriesAsWords() throws {
        let room = try Scene.sev2.room()
        let lines = room.entries.suffix(4).map { plainLine(for: $0, localOffset: { _ in 3600 }).string }
        #expect(
            lines == [
                "03:07 bo: finding: pool exhausted on db-1, connections 500/500 (pinned)",
                "03:08 lin: decision: fail over to db-2; no strong objections from ada, bo, kim",
                "03:11 kim: first customer report by phone (happened 02:55)",
                "03:12 alert: QueueDepth on q-main returned before anyone looked",
            ])
    }

    @Test func theRoomInAFewLines() throws {
        let room = try Scene.sev2.room()
        let lines = plainSummary(of: room.view(), now: room.now, localOffset: { _ in 3600 }).map(\.string)
        #expect(lines[0] == "alerts: 4 firing, 2 acknowledged, 1 returned, 1 silenced")
        #expect(lines[1] == "INC-42 SEV2 investigating for 42 min, commander lin: Checkout latency above 2 s")
        #expect(lines[2] == "on call: ada until Mon 09:00")
        #expect(
            lines[3] == "working: bo on DBConnectionsExhausted for another 51 min; "
                + "ada on CheckoutLatencyHigh for another 52 min")
        #expect(lines[4] == "critical firing: DBReplicaLag on db-2, for 20 min, seen by lin")
        #expect(lines[5] == "critical acknowledged: CheckoutLatencyHigh on api-3, for 52 min, taken by ada")
        #expect(lines.count == 12)
    }

    @Test func theQuietRoomAndTheStorm() throws {
        let quiet = plainSummary(of: try Scene.new.room().view(), now: Scene.now, localOffset: { _ in 0 }).map(\.string)
        #expect(quiet == ["no alert is on the board", "no incident is open", "on call: nobody is set"])
        let storm = plainSummary(of: try Scene.storm.room().view(), now: Scene.now, localOffset: { _ in 0 }).map(
            \.string)
        #expect(storm.last == "and 598 more alerts")
    }

    @Test func noLineDrawsABox() throws {
        for scene in Scene.allCases {
            let room = try scene.room()
            let lines =
                plainSummary(of: room.view(), now: room.now, localOffset: { _ in 0 })
                + room.entries.map { plainLine(for: $0, localOffset: { _ in 0 }) }
            for line in lines {
                let isASCII = line.string.unicodeScalars.allSatisfy { $0.isASCII }
                #expect(isASCII)
            }
        }
    }
}
