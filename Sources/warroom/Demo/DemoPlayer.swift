import Demo
import Playbooks
import Room
import RoomClient
import WarRoom

/// Tells a story to a room: each step when its time has come, by the way that it would come in earnest.
struct DemoPlayer: Sendable {
    let seed: UInt64
    let beginning: Instant
    let playbook: Playbook?
    let clock: StoryClock
    let daemon: RoomDaemon
    let home: Home

    /// Plays until the task is cancelled: after the story's end, of which `told` tells, everybody stays in the room.
    ///
    /// What the room refuses is left out: somebody at the keyboard was faster.
    func play(_ told: @Sendable () -> Void) async {
        await withTaskGroup(of: Void.self) { present in
            var ids = EventIDSource()
            for step in DemoScript.steps(seed: seed, from: beginning, playbook: playbook) {
                guard (try? await clock.wait(until: step.offset)) != nil else { return }
                switch step.act {
                case .post(let post):
                    _ = await daemon.hear(path: post.path, agent: post.agent, body: post.body)
                case .command(let person, let command):
                    _ = try? await RoomClient(home: home, person: person).send(command, id: ids.next(at: clock.now()))
                case .arrival(let person):
                    present.addTask { [home] in await Self.stay(RoomClient(home: home, person: person)) }
                }
            }
            told()
            await goOn()
        }
    }

    /// Prometheus does not stop when people have gone to bed.
    private func goOn() async {
        var offset = DemoScript.length
        while true {
            offset = Milliseconds(offset.count + DemoScript.resendInterval.count)
            guard (try? await clock.wait(until: offset)) != nil else { return }
            let post = DemoScript.resend(seed: seed, at: offset, from: beginning)
            _ = await daemon.hear(path: post.path, agent: post.agent, body: post.body)
        }
    }

    /// Has the room open as a dashboard would, so that others see who is here.
    private static func stay(_ client: RoomClient) async {
        try? await client.follow(ViewRequest(length: 0, timelineLength: 0)) { _ in }
    }
}
