import Demo
import EventCodec
import Foundation
import Playbooks
import Storytelling
import Testing
import WarRoom

struct DemoScriptTests {
    private static let seeds: [UInt64] = [0, 1, 2, 3, 7, 42, 4711, .max]

    private func steps(_ seed: UInt64) throws -> [DemoStep] {
        let playbook = try #require(try Self.playbook())
        return DemoScript.steps(seed: seed, from: StoryRoom.beginning, playbook: playbook)
    }

    /// The shipped playbook that the story walks.
    private static func playbook() throws -> Playbook? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("playbooks/\(DemoScript.playbookName).md")
        let text = try String(contentsOf: file, encoding: .utf8)
        return PlaybookReading(text: text, file: file.path, name: DemoScript.playbookName).playbook
    }

    /// A step as it can be compared.
    private func line(_ step: DemoStep) throws -> String {
        switch step.act {
        case .post(let post):
            return "\(step.offset.count) \(post.agent) \(post.path) \(String(decoding: post.body, as: UTF8.self))"
        case .arrival(let person): return "\(step.offset.count) \(person)"
        case .command(let person, let command):
            let id = EventID(high: 0x7000, low: 1)
            let bytes = try CommandCodec.encode(CommandRequest(id: id, person: person, command: command))
            return "\(step.offset.count) \(String(decoding: bytes, as: UTF8.self))"
        }
    }

    @Test func aSeedTellsTheSameStoryEachTime() throws {
        let first = try steps(1).map(line)
        #expect(try steps(1).map(line) == first)
        #expect(try steps(2).map(line) != first)
    }

    @Test(arguments: seeds)
    func stepsComeInTheOrderOfTheirTime(_ seed: UInt64) throws {
        let offsets = try steps(seed).map(\.offset)
        #expect(offsets == offsets.sorted())
        #expect(offsets.first.map { $0 >= .zero } == true)
        #expect(offsets.last == DemoScript.length)
    }

    @Test(arguments: seeds)
    func everybodyIsUnderstoodAndNothingIsRefused(_ seed: UInt64) throws {
        var room = StoryRoom(try steps(seed))
        room.tell()
        #expect(room.problems == [])
        #expect(room.refusals == [])
        #expect(
            room.statuses == [
                "/api/v2/alerts": [200], "/v2/enqueue": [202], "/v2/change/enqueue": [202], "/webhook/grafana": [200],
                "/alerts": [200],
            ])
        #expect(room.people == Set(DemoScript.people + ["demo"]))
    }

    @Test(arguments: seeds)
    func theIncidentEndsResolved(_ seed: UInt64) throws {
        var room = StoryRoom(try steps(seed))
        room.tell()
        let incident = try #require(room.state.incidents[IncidentID(number: 1)])
        #expect(room.state.incidents.count == 1)
        #expect(incident.status == .resolved)
        #expect(incident.severity == .sev2)
        #expect(incident.commander == "lin")
        #expect(incident.holders(of: .scribe) == ["kim"])
        #expect(room.state.onCall?.person == "ada")
        let left = room.state.board.compactMap { room.state.alerts[$0.alert] }
        #expect(left.map(\.name) == ["CertExpiresSoon"])
        #expect(left.allSatisfy { !$0.silencedBy.isEmpty })
        let run = try #require(room.state.runs.values.first)
        #expect(room.state.runs.count == 1)
        #expect(run.playbook == DemoScript.playbookName)
        #expect(run.current == nil)
    }

    @Test func halfwayTheBoardBurns() throws {
        var room = StoryRoom(try steps(1))
        room.tell(until: .minutes(18))
        let names = Set(room.state.board.compactMap { room.state.alerts[$0.alert]?.name })
        for name in [
            "CheckoutLatencyHigh", "CheckoutErrorRate", "ConnectionsExhausted", "SlowQueries", "QueueDepth",
            "ReplicaLag", "PaymentSuccessLow",
        ] { #expect(names.contains(name), "\(name) is not on the board: \(names)") }
        #expect(room.state.incidents[IncidentID(number: 1)]?.status == .investigating)
    }

    @Test func withoutAPlaybookTheStoryIsToldAllTheSame() throws {
        var room = StoryRoom(DemoScript.steps(seed: 1, from: StoryRoom.beginning, playbook: nil))
        room.tell()
        #expect(room.refusals == [])
        #expect(room.state.runs.isEmpty)
        #expect(room.state.incidents[IncidentID(number: 1)]?.status == .resolved)
    }
}
