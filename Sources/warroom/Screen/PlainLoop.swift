import Dashboard
import PlainText
import Room
import RoomClient
import Synchronization
import WarRoom

/// The room as lines: how it stands, then each thing as it happens. No cursor, no boxes, no colours.
struct PlainLoop: Sendable {
    let client: RoomClient
    let starter: DaemonStarter
    /// The clock of the room.
    var clock: any RoomClock = SystemClock()
    /// What ends it; nothing but the process's end where there is none.
    var ending: Ending?
    private static let entriesShown = 20

    func run() async throws {
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let isClosed = Atomic<Bool>(false)
        let first = Mutex<RoomView?>(nil)
        let follower = RoomFollower(
            client, starter: starter, request: ViewRequest(length: 50, timelineLength: Self.entriesShown)
        ) { update in
            switch update {
            case .message(.view(let view), _):
                first.withLock { $0 = view }
                wake.yield()
            case .message: wake.yield()
            case .lost(let reason): Output.problem(reason)
            case .closed:
                isClosed.store(true, ordering: .releasing)
                wake.finish()
            case .connecting: break
            }
        }
        let following = Task { await follower.run() }
        defer { following.cancel() }
        ending?.whenOver { wake.finish() }
        var position: Int64?
        for await _ in wakes {
            if position == nil, let view = first.withLock({ $0 }) {
                for line in plainSummary(of: view, now: clock.now(), localOffset: TimeWords.localOffset) {
                    Output.line(line)
                }
                for entry in view.entries { Output.line(plainLine(for: entry, localOffset: TimeWords.localOffset)) }
                position = view.entries.last?.sequence ?? 0
            }
            if let start = position { position = await printRest(after: start) }
        }
        if isClosed.load(ordering: .acquiring) { throw CommandFailure.closedRoom }
        if let start = position { _ = await printRest(after: start) }
    }

    private func printRest(after start: Int64) async -> Int64 {
        var position = start
        while let entries = try? await client.timeline(.all, after: position, limit: Limits.timelineRowsMax),
            let last = entries.last
        {
            for entry in entries { Output.line(plainLine(for: entry, localOffset: TimeWords.localOffset)) }
            position = last.sequence
        }
        return position
    }
}
