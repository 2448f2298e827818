import EventLog
import Foundation
import Synchronization
import WarRoom

/// The room's only writer: one thread that decides what waits, and a committer that brings it to the disk meanwhile.
///
/// Questions are answered from a state that is on the disk, never from one that still might not be.
final class Writer: Sendable {
    /// Called after each commit, before anybody is answered.
    typealias OnCommit = @Sendable (Commit) -> Void

    private let queue = WriterQueue()
    private let clock: any RoomClock
    private let timeline: TimelineFeeder
    private let snapshots: SnapshotStore
    private let reader: EventReader
    private let committer: Committer
    private let status: StatusBoard
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

    private final class StatusBoard: Sendable {
        let status = Mutex(Status())
    }

    init(
        store: sending EventStore, clock: any RoomClock, timeline: TimelineFeeder, snapshots: SnapshotStore,
        onCommit: @escaping OnCommit
    ) {
        self.clock = clock
        self.timeline = timeline
        self.snapshots = snapshots
        reader = store.reader
        let status = StatusBoard()
        status.status.withLock { $0.sequence = store.head.sequence }
        self.status = status
        committer = Committer(store) { batch, head in
            status.status.withLock {
                $0.sequence = head.sequence
                $0.observations += Int64(batch.observations)
                $0.commits += 1
                $0.events += Int64(batch.records.count)
            }
            let commit = Commit(sequence: head.sequence, entries: batch.entries, amendments: batch.amendments)
            timeline.add(commit)
            onCommit(commit)
        }
    }

    /// Starts the thread with the state at the log's end; the first thing written is that the room is open.
    func start(_ state: RoomState, policy: Policy, opening: OpenRoom) {
        let deliberation = Deliberation(
            state: state, after: committer.head, reader: reader, timeline: timeline, policy: policy, now: clock.now())
        // nonisolated(unsafe) because it is only handed over here; from now on it belongs to the thread.
        nonisolated(unsafe) let handed = deliberation
        let thread = Thread { [self] in
            committer.commit(handed.batch(opening, at: clock.now()))
            run(handed)
            ended.signal()
        }
        thread.name = "writer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    var currentStatus: Status { status.status.withLock { $0 } }

    /// Carries commands out as one, and answers when they are on the disk.
    func submit(_ commands: [any Command], actor: Actor, commandID: EventID? = nil) async -> SubmissionResult {
        await withCheckedContinuation { continuation in
            let isTaken = queue.submit(
                Submission(commands: commands, actor: actor, commandID: commandID) {
                    continuation.resume(returning: $0)
                })
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

    private func run(_ deliberation: Deliberation) {
        var watch = ClockWatch(clock)
        var syncedAt: Int64 = 0
        var snapshotAt = currentStatus.sequence
        while true {
            let isHeadDirty = currentStatus.sequence != syncedAt
            let work = queue.take(within: waitingTime(deliberation, isHeadDirty: isHeadDirty))
            let now = clock.now()
            recover(deliberation)
            if !work.questions.isEmpty {
                settle(deliberation)
                for question in work.questions { question(deliberation.state) }
            }
            carryOut(work.people + work.senders, deliberation, at: now, jump: watch.jump())
            if isHeadDirty, work.isEmpty || watch.isSyncDue(every: Self.headSyncInterval) {
                syncedAt = currentStatus.sequence
                committer.syncHead()
            }
            if currentStatus.sequence - snapshotAt >= Limits.eventsPerSnapshot {
                settle(deliberation)
                snapshotAt = currentStatus.sequence
                committer.forgetOldOutcomes()
                snapshot(deliberation.state, at: committer.head)
            }
            if work.isStopping, work.people.isEmpty, work.senders.isEmpty { break }
        }
        finish(deliberation)
    }

    private func carryOut(
        _ submissions: [Submission], _ deliberation: Deliberation, at now: Instant, jump: Milliseconds?
    ) {
        if let reason = currentStatus.unwritable {
            for submission in submissions { submission.answer(.unwritable(reason)) }
            return
        }
        let batch = deliberation.batch(submissions, at: now, jump: jump)
        guard !batch.records.isEmpty || !batch.answers.isEmpty else { return }
        settle(deliberation)
        if let reason = currentStatus.unwritable {
            batch.refuse(because: reason)
        } else if batch.records.isEmpty {
            status.status.withLock { $0.observations += Int64(batch.observations) }
            batch.answer()
        } else {
            committer.commit(batch)
        }
    }

    /// Waits for the batch under way. Where the log did not take it, the working state is built again from what the log has,
    /// and nothing is taken until ``recover(_:)`` has found the log writable again.
    private func settle(_ deliberation: Deliberation) {
        guard let reason = committer.settle() else { return }
        status.status.withLock { $0.unwritable = reason }
        rebuild(deliberation)
    }

    @discardableResult
    private func rebuild(_ deliberation: Deliberation) -> Bool {
        guard let state = try? RoomOpening.state(of: reader, snapshots: snapshots) else { return false }
        deliberation.reset(to: state, after: committer.head)
        return true
    }

    private func recover(_ deliberation: Deliberation) {
        guard currentStatus.unwritable != nil else { return }
        if let reason = committer.probe() {
            status.status.withLock { $0.unwritable = reason }
        } else if rebuild(deliberation) {
            status.status.withLock { $0.unwritable = nil }
        }
    }

    /// How long nothing need be done unless work comes; nil for ever.
    private func waitingTime(_ deliberation: Deliberation, isHeadDirty: Bool) -> Milliseconds? {
        if currentStatus.unwritable != nil { return Self.probeInterval }
        var times: [Milliseconds] = []
        if let due = deliberation.nextDue { times.append(due - clock.now()) }
        if isHeadDirty { times.append(Self.headSyncInterval) }
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

    private func finish(_ deliberation: Deliberation) {
        settle(deliberation)
        if currentStatus.unwritable == nil {
            committer.commit(deliberation.batch(CloseRoom(reason: "stopped"), at: clock.now()))
            settle(deliberation)
        }
        timeline.stop()
        if currentStatus.unwritable == nil { try? snapshots.write(deliberation.state, at: committer.head) }
        committer.close()
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
