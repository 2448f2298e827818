import EventCodec
import Testing
import WarRoom
import WireJSON

/// Alerts of a snapshot are written by hand: the same bytes as `Codable` gives, with everything that may be absent and without.
@Suite struct SnapshotAlertTests {
    private static func state(episodes: Int) throws -> RoomState {
        var state = RoomState()
        for number in 0..<Int64(episodes) {
            let envelope = Envelope(
                sequence: number + 1, id: Sample.id(UInt64(number)), occurredAt: Sample.start,
                recordedAt: Sample.later(number), actor: Sample.actor, incident: nil)
            let fired = AlertFired(
                facts: .init(
                    alert: Sample.alert, rule: "F1", severity: .critical, labels: Sample.labels, source: "s",
                    sender: "t", since: Sample.later(number)),
                text: .init(title: Sample.said, annotations: Sample.labels, links: Sample.links))
            state.apply(Event(envelope: envelope, body: fired))
        }
        return state
    }

    @Test(arguments: [1, 2, 20])
    func anAlertIsWrittenAsCodableWouldWriteIt(episodes: Int) throws {
        let alert = try #require(try Self.state(episodes: episodes).alerts[Sample.alert])
        #expect(alert.starts?.count == (episodes == 1 ? nil : min(episodes, Limits.episodeStartsMax)))
        var writer = JSONWriter()
        alert.write(to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text(try WireEncoder.encode(alert)))
    }
}
