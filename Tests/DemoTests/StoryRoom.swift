import Demo
import Dialects
import Foundation
import Playbooks
import SeededRandom
import WarRoom

/// A room without log and network that a story is told to, each step at its own time.
struct StoryRoom {
    /// 2026-11-22T02:31:00Z.
    static let beginning = Instant(milliseconds: 1_795_314_660_000)

    private(set) var state = RoomState()
    private(set) var now = StoryRoom.beginning
    /// What dialects answered, by endpoint.
    private(set) var statuses: [String: Set<Int>] = [:]
    private(set) var problems: [String] = []
    private(set) var refusals: [String] = []
    private(set) var people: Set<String> = []
    private var ids = EventIDSource(random: SplitMix64(seed: 1))

    /// The shipped playbook that the story walks.
    static func playbook() throws -> Playbook? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("playbooks/\(DemoScript.playbookName).md")
        let text = try String(contentsOf: file, encoding: .utf8)
        return PlaybookReading(text: text, file: file.path, name: DemoScript.playbookName).playbook
    }

    mutating func tell(_ steps: [DemoStep]) {
        for step in steps {
            now = StoryRoom.beginning + step.offset
            carryOut(Tick(), by: .daemon)
            switch step.act {
            case .post(let post): hear(post)
            case .command(let person, let command):
                people.insert(person)
                carryOut(command, by: Actor(principal: "uid:1000", person: person, via: "option"))
            case .arrival(let person): people.insert(person)
            }
        }
    }

    private mutating func hear(_ post: SenderPost) {
        let segments = post.path.split(separator: "/").map(String.init)
        guard case .match(let dialect, let route) = DialectTable.find(method: "POST", segments: segments) else {
            problems.append("no dialect answers at \(post.path)")
            return
        }
        let reading = dialect.read(
            DialectRequest(
                method: "POST", path: segments, headers: [(name: "user-agent", value: post.agent)], body: post.body,
                now: now), on: route)
        problems += reading.problems
        switch reading.work {
        case .commands(let commands, let answer):
            let actor = Actor(principal: "sender:\(reading.sender)", person: reading.person, via: "sender")
            let results = commands.map { carryOut($0, by: actor) }
            statuses[post.path, default: []].insert(answer(.stored(results)).status)
        case .answer(let answer): statuses[post.path, default: []].insert(answer.status)
        case .question, .lookUp: problems.append("\(post.path) was a question")
        }
    }

    @discardableResult
    private mutating func carryOut(_ command: any Command, by actor: Actor) -> Result<Outcome, Refusal> {
        let situation = Situation(now: now, actor: actor)
        var decision = Decision(situation, ids: ids)
        do throws(Refusal) {
            try command.decide(in: state, situation, into: &decision)
        } catch {
            refusals.append("\(actor.person): \(command): \(error)")
            return .failure(error)
        }
        ids = decision.idSource
        for draft in decision.events { state.apply(draft.event(sequence: state.sequence + 1, recordedAt: now)) }
        return .success(decision.outcome)
    }
}
