import Dialects
import SeededRandom
import Testing
import WarRoom

/// Whatever bytes come, there is an answer of the dialect and nothing traps.
@Suite("Hostile bodies")
struct HostileBodyTests {
    private static let samples = [
        Payloads.prometheus, Payloads.amtool, Payloads.amtoolSilence, Payloads.alertmanagerWebhook,
        Payloads.pagerDutyTrigger, Payloads.pagerDutyAcknowledge, Payloads.pagerDutyChange, Payloads.plain, "[]", "{}",
        "",
    ]

    private static let splinters = [
        "null", "-0", "1e308", "9223372036854775808", "\"\"", "[]", "{}", #""\ud800""#, #""\u0000""#,
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"0000-00-00T99:99:99\"", "\u{202E}", "true",
    ]

    private func mutate(_ sample: String, _ generator: inout SplitMix64) -> [UInt8] {
        var bytes = Array(sample.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...20, using: &generator)))
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            case 2: bytes.insert(contentsOf: (Self.splinters.randomElement(using: &generator) ?? "").utf8, at: place)
            case 3: replaceValue(in: &bytes, from: place, &generator)
            default: bytes.removeLast(bytes.count - place)
            }
        }
        return bytes
    }

    /// Puts a splinter in place of the next value after a colon, so that the JSON stays well formed often.
    private func replaceValue(in bytes: inout [UInt8], from place: Int, _ generator: inout SplitMix64) {
        guard let colon = bytes[place...].firstIndex(of: UInt8(ascii: ":")) else { return }
        let end = bytes[colon...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? bytes.endIndex
        bytes.replaceSubrange((colon + 1)..<end, with: (Self.splinters.randomElement(using: &generator) ?? "").utf8)
    }

    @Test(arguments: 1...8)
    func everyRouteAnswersEveryBody(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let routes = DialectTable.dialects.flatMap { $0.routes }
        var room = TestRoom()
        var statuses: Set<Int> = []
        for _ in 0..<1500 {
            guard let route = routes.randomElement(using: &generator),
                let sample = Self.samples.randomElement(using: &generator)
            else { return }
            let path = route.path.replacing("{id}", with: "01a203c2-adff-73f2-9e44-31fa3c80db06")
            let answer = room.send(route.method, path, bytes: mutate(sample, &generator))
            #expect([200, 202, 400, 404].contains(answer.status), "seed \(seed): \(route.method) \(path)")
            statuses.insert(answer.status)
            room.now = room.now + Milliseconds(7)
        }
        #expect(statuses == [200, 202, 400, 404], "seed \(seed)")
    }
}
