import EventLog
import Foundation
import Synchronization
import WarRoom

/// The room's only writer: one thread that takes what waits, commits it, answers, and tells the followers.
final class Writer: Sendable {
    /// Called on the writer's thread after each commit, before anybody is answered.
    typealias OnCommit = @Sendable (Commit) -> Void

    private let queue = WriterQueue()
    private let clock: any RoomClock
    private let timeline: TimelineFeeder
    private let snapshots: SnapshotStore
    private let onCommit: OnCommit
    private let status = Mutex(Status())
    private let ended = DispatchSemaphore(value: 0)
    private static let probeInterval = Milliseconds.seconds(2)
    private static let headSyncInterval = Milliseconds.seconds(1)

    /// What other threads may know of the writer.
    struct Status: Sendable {
        var sequence: Int64 = 0
        var unwritable: String?
        var observations: Int64 = 0
        var commits: Int64 = 0
        var events: Int64 = 0
    }

    init(
        clock: any RoomClock, timeline: TimelineFeeder, snapshots: SnapshotStore, onCommit: @escaping OnCommit
    ) {
        self.clock = clock
        self.timeline = timeline
        self.snapshots = snapshots
        self.onCommit = onCommit
    }

    /// Starts the thread. The cycle is handed over: nobody else touches it from here on.
    func start(_ cycle: sending CommitCycle) {
        status.withLock { $0.sequence = cycle.head.sequence }
        // nonisolated(unsafe) because the cycle is only handed over here; from now on it belongs to the thread.
        nonisolated(unsafe) let cycle = cycle
        let thread = Thread { [self] in
            run(cycle)
            ended.signal()
        }
        thread.name = "writer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    var currentStatus: Status { status.withLock { $0 } }

    /// Carries commands out as one, and answers when they are on the disk.
    func submit(_ commands: [any Command], actor: Actor, commandID: EventID? = nil) async -> SubmissionResult {
        await withCheckedContinuation { continuation in
            let isTaken = queue.submit(
                Submission(commands: commands, actor: actor, commandID: commandID) { continuation.resume(returning: $0) })
            if !isTaken { continuation.resume(returning: .busy) }
        }
    }

    /// Asks something about the state as it is on the disk.
    func ask<Answer: Sendable>(_ question: @escaping @Sendable (RoomState) -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in
            queue.ask { continuation.resume(returning: question($0)) }
        }
    }

    /// The same, answered on the writer's thread.
    func ask(_ question: @escaping WriterQueue.Question) {
        queue.ask(question)
    }

    /// Stops in good order: takes nothing more, commits what waits, writes a snapshot.
    func stop() {
        queue.stop()
        ended.wait()
    }

    private func run(_ cycle: CommitCycle) {
        var watch = ClockWatch(clock)
        var snapshotAt = cycle.head.sequence
        var isHeadDirty = false
        while true {
            let work = queue.take(within: waitingTime(cycle, isHeadDirty: isHeadDirty))
            let now = clock.now()
            cycle.recover()
            let outcome = cycle.run(work.people + work.senders, at: now, jump: watch.jump())
            publish(outcome, cycle)
            for question in work.questions { question(cycle.state) }
            if outcome.commit != nil { isHeadDirty = true }
            if work.isEmpty || !isHeadDirty || watch.isSyncDue(every: Self.headSyncInterval) {
                if isHeadDirty { cycle.syncHead() }
                isHeadDirty = false
            }
            if cycle.head.sequence - snapshotAt >= Limits.eventsPerSnapshot {
                snapshotAt = cycle.head.sequence
                cycle.forgetOldOutcomes()
                snapshot(cycle.state, at: cycle.head)
            }
            if work.isStopping, work.people.isEmpty, work.senders.isEmpty { break }
        }
        finish(cycle)
    }

    private func publish(_ outcome: CommitCycle.Outcome, _ cycle: CommitCycle) {
        status.withLock {
            $0.sequence = cycle.head.sequence
            $0.unwritable = cycle.unwritable
            $0.observations += Int64(outcome.observations)
            if let commit = outcome.commit {
                $0.commits += 1
                $0.events += Int64(commit.entries.count)
            }
        }
        if let commit = outcome.commit {
            timeline.add(commit)
            onCommit(commit)
        }
        for answer in outcome.answers { answer() }
    }

    /// How long nothing need be done unless work comes; nil for ever.
    private func waitingTime(_ cycle: CommitCycle, isHeadDirty: Bool) -> Milliseconds? {
        var times: [Milliseconds] = []
        if let due = cycle.nextDue, cycle.unwritable == nil { times.append(due - clock.now()) }
        if isHeadDirty { times.append(Self.headSyncInterval) }
        if cycle.unwritable != nil { times.append(Self.probeInterval) }
        return times.min()
    }

    /// Writes a snapshot on another thread; the timeline's rows are brought up to it first.
    private func snapshot(_ state: RoomState, at head: Head) {
        let (timeline, snapshots) = (timeline, snapshots)
        DispatchQueue.global(qos: .utility).async {
            timeline.flush()
            try? snapshots.write(state, at: head)
        }
    }

    private func finish(_ cycle: CommitCycle) {
        publish(cycle.close(reason: "stopped", at: clock.now()), cycle)
        timeline.stop()
        if cycle.unwritable == nil { try? snapshots.write(cycle.state, at: cycle.head) }
        cycle.closeStore()
    }
}

/// Watches the wall clock against the one that only runs forward.
struct ClockWatch {
    private let clock: any RoomClock
    private var lastWall: Instant
    private var lastUptime: Milliseconds
    private var lastSync: Milliseconds

    init(_ clock: any RoomClock) {
        self.clock = clock
        lastWall = clock.now()
        lastUptime = clock.uptime()
        lastSync = lastUptime
    }

    /// How far the wall clock moved by itself since the last call; nil for less than ``Limits/clockJumpMin``.
    mutating func jump() -> Milliseconds? {
        let (wall, uptime) = (clock.now(), clock.uptime())
        let drift = Milliseconds((wall - lastWall).count &- (uptime.count - lastUptime.count))
        lastWall = wall
        lastUptime = uptime
        return abs(drift.count) >= Limits.clockJumpMin.count ? drift : nil
    }

    /// Whether the interval has passed since this last said so.
    mutating func isSyncDue(every interval: Milliseconds) -> Bool {
        let uptime = clock.uptime()
        guard uptime.count - lastSync.count >= interval.count else { return false }
        lastSync = uptime
        return true
    }
}
