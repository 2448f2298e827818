import Dialects
import SeededRandom
import Testing
import WarRoom

/// Whatever bytes come, there is an answer of the dialect and nothing traps.
@Suite("Hostile bodies")
struct HostileBodyTests {
    private static let samples = [
        Payloads.prometheus, Payloads.amtool, Payloads.amtoolSilence, Payloads.alertmanagerWebhook,
        Payloads.pagerDutyTrigger, Payloads.pagerDutyAcknowledge, Payloads.pagerDutyChange, Payloads.plain,
        Payloads.grafana, Payloads.opsgenieCreate, #"{"note":"n","message":"m","endTime":"2026-11-22T05:00:00Z"}"#,
        Payloads.cloudAlert, Payloads.cloudChange, "[\(Payloads.cloudAlert),\(Payloads.cloudResolve)]", "[]", "{}", "",
        String(repeating: "[", count: 2000), String(repeating: #"{"data":"#, count: 500),
    ]

    private static let headers: [[(name: String, value: String)]] = [
        [], Payloads.structured, Payloads.batched, Payloads.cloudHeaders,
        [(name: "authorization", value: "GenieKey \(Payloads.genieKey)")], [(name: "authorization", value: "GenieKey")],
    ]
    private static let statuses: Set<Int> = [200, 202, 204, 400, 404, 415, 422]

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

    /// Headers of one of the dialects, some of them with mutilated values.
    private func headers(_ generator: inout SplitMix64) -> [(name: String, value: String)] {
        (Self.headers.randomElement(using: &generator) ?? []).map { header in
            guard Int.random(in: 0..<8, using: &generator) == 0 else { return header }
            return (header.name, String(decoding: mutate(header.value, &generator), as: UTF8.self))
        }
    }

    /// Every value of every payload in turn becomes a value of another type.
    @Test func wrongTypesAnywhereAreAnswered() {
        let cases = [
            ("/webhook/grafana", Payloads.grafana, Self.headers[0]),
            ("/v2/alerts", Payloads.opsgenieCreate, Self.headers[4]),
            ("/events", Payloads.cloudAlert, Payloads.structured),
            ("/events", Payloads.cloudChange, Payloads.structured),
        ]
        for (path, sample, headers) in cases {
            let bytes = Array(sample.utf8)
            for colon in bytes.indices where bytes[colon] == UInt8(ascii: ":") && colon > 0 && bytes[colon - 1] == 0x22
            {
                for other in ["null", "true", "-1.5e300", "[[]]", "{\"\":{}}", "\"\""] {
                    let tail = bytes[colon...]
                    let end = tail.firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? bytes.endIndex
                    var room = TestRoom()
                    let body = bytes[...colon] + Array(other.utf8) + bytes[end...]
                    let answer = room.send("POST", path, bytes: Array(body), headers: headers)
                    #expect(Self.statuses.contains(answer.status))
                }
            }
        }
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
            let id = ["01a203c2-adff-73f2-9e44-31fa3c80db06", "01a203c2adff73f2", "disk"].randomElement(
                using: &generator)
            let path = route.path.replacing("{id}", with: id ?? "")
            let answer = room.send(
                route.method, path, bytes: mutate(sample, &generator),
                query: Bool.random(using: &generator) ? [(name: "identifierType", value: "alias")] : [],
                headers: headers(&generator))
            #expect(Self.statuses.contains(answer.status), "seed \(seed): \(answer.status) \(route.method) \(path)")
            statuses.insert(answer.status)
            room.now = room.now + Milliseconds(7)
        }
        #expect(statuses.isSuperset(of: [200, 202, 400, 404, 415, 422]), "seed \(seed)")
    }
}
