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
    let clock: any RoomClock
    private let snapshots: SnapshotWriter
    let reader: EventReader
    let committer: Committer
    private let watch: HomeWatch
    let sweep: ErasureSweep
    let timeline: TimelineFeeder
    /// Where the log is read for redactions, one after the other, before they are put to the writer.
    let reading = DispatchQueue(label: "redaction", qos: .utility)
    private let status: StatusBoard
    private let ended = DispatchSemaphore(value: 0)
    /// Events that are not applied.
    private let leftOut: Set<Int64>
    private static let probeInterval = Milliseconds.seconds(2)
    private static let headSyncInterval = Milliseconds.seconds(1)

    /// What other threads may know of the writer.
    struct Status: Sendable {
        var sequence: Int64 = 0
        var unwritable: String?
        var observations: Int64 = 0
        var commits: Int64 = 0
        var events: Int64 = 0
        /// How often words were erased.
        var erasures = 0
    }

    private final class StatusBoard: Sendable {
        let status = Mutex(Status())
    }

    init(
        store: sending EventStore, clock: any RoomClock, timeline: TimelineFeeder, snapshots: SnapshotStore,
        leavingOut leftOut: Set<Int64>, isSweepDue: Bool, onCommit: @escaping OnCommit
    ) {
        self.leftOut = leftOut
        self.clock = clock
        self.timeline = timeline
        self.snapshots = SnapshotWriter(snapshots, timeline: timeline)
        reader = store.reader
        watch = store.watch
        let status = StatusBoard()
        status.status.withLock { $0.sequence = store.head.sequence }
        self.status = status
        committer = Committer(
            store,
            onStored: { batches, head in
                status.status.withLock {
                    $0.sequence = head.sequence
                    $0.commits += 1
                    for batch in batches {
                        $0.observations += Int64(batch.observations)
                        $0.events += Int64(batch.records.count)
                    }
                }
                let commit = Commit(
                    sequence: head.sequence, entries: batches.map(\.entries),
                    amendments: batches.flatMap(\.amendments), traces: batches.flatMap(\.traces))
                timeline.add(commit)
                onCommit(commit)
            }, onFailure: { [queue] in queue.ring() })
        sweep = ErasureSweep(
            committer, timeline: timeline, snapshots: self.snapshots, clock: clock, isDue: isSweepDue,
            onLeft: { [queue] in queue.ring() })
    }

    /// Starts the thread with the state at the log's end; the first thing written is that the room is open.
    func start(_ state: RoomState, policy: Policy, opening: OpenRoom) {
        let deliberation = Deliberation(
            state: state, after: committer.head, reader: reader, timeline: timeline, policy: policy, now: clock.now())
        // nonisolated(unsafe) because it is only handed over here; from now on it belongs to the thread.
        nonisolated(unsafe) let handed = deliberation
        let retirement = Retirement(age: policy.alertTextAge, at: clock.now())
        let thread = Thread { [self] in
            committer.commit(handed.batch(opening, at: clock.now()))
            run(handed, retirement)
            ended.signal()
        }
        thread.name = "writer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    var currentStatus: Status { status.status.withLock { $0 } }

    /// Words were erased, and the log has it.
    func countErasure() { status.status.withLock { $0.erasures += 1 } }

    /// Looks whether the room's files are still those of its home, also where nothing is written. While they are not,
    /// everything is refused; the thread finds out by itself when they are back.
    @discardableResult
    func checkHome() -> LogError? {
        guard let problem = watch.problem() else { return nil }
        let isNews = status.status.withLock { status in
            defer { status.unwritable = status.unwritable ?? "\(problem)" }
            return status.unwritable == nil
        }
        if isNews { queue.ring() }
        return problem
    }

    /// Carries commands out as one, and answers when they are on the disk.
    func submit(
        _ commands: [any Command], actor: Actor, commandID: EventID? = nil, input: HeldInput? = nil
    ) async -> SubmissionResult {
        await withCheckedContinuation { continuation in
            submit(commands, actor: actor, commandID: commandID, input: input) { continuation.resume(returning: $0) }
        }
    }

    /// The same; the answer may come on any thread.
    func submit(
        _ commands: [any Command], actor: Actor, commandID: EventID? = nil, input: HeldInput? = nil,
        answer: @escaping @Sendable (SubmissionResult) -> Void
    ) {
        let submission = Submission(
            commands: commands, actor: actor, commandID: commandID, input: input, answer: answer)
        if submission.isErasing { readAhead(submission) } else { put(submission) }
    }

    /// Puts a submission into the queue.
    func put(_ submission: Submission) {
        if !queue.submit(submission) { submission.answer(.busy) }
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

    private func run(_ deliberation: Deliberation, _ retirement: Retirement) {
        var retirement = retirement
        var watch = ClockWatch(clock)
        var syncedAt: Int64 = 0
        var pace = SnapshotPace(since: snapshots.store.newestSequence, at: clock.uptime())
        while true {
            // A batch under way will have made it so by the time that it matters.
            let isHeadDirty = currentStatus.sequence != syncedAt || !committer.isIdle
            let waiting = [
                waitingTime(deliberation, retirement, isHeadDirty: isHeadDirty), snapshotTime(pace, deliberation),
            ]
            let work = queue.take(within: waiting.compactMap(\.self).min())
            if committer.hasFailed { settle(deliberation) }
            recover(deliberation)
            if !work.questions.isEmpty {
                settle(deliberation)
                for question in work.questions { question(deliberation.state) }
            }
            carryOut(work.people + work.senders, deliberation, jump: watch.jump())
            if work.isEmpty { attend(deliberation, &retirement) }
            if isHeadDirty, work.isEmpty || watch.isSyncDue(every: Self.headSyncInterval) {
                syncedAt = currentStatus.sequence
                committer.syncHead()
            }
            let alerts = deliberation.state.alerts.count
            if pace.isDue(at: currentStatus.sequence, alerts: alerts, uptime: clock.uptime()), snapshots.begin() {
                settle(deliberation)
                pace.took(at: currentStatus.sequence, uptime: clock.uptime())
                committer.forgetOldOutcomes()
                snapshots.write(deliberation.state, at: committer.head)
            }
            if work.isStopping, work.people.isEmpty, work.senders.isEmpty { break }
        }
        sweepRetired(deliberation, &retirement)
        finish(deliberation)
    }

    private func carryOut(_ submissions: [Submission], _ deliberation: Deliberation, jump: Milliseconds?) {
        var together: [Submission] = []
        var jump = jump
        for submission in submissions {
            guard submission.isErasing else {
                together.append(submission)
                continue
            }
            carryOutTogether(together, deliberation, jump: jump)
            erase(submission, deliberation)
            (together, jump) = ([], nil)
        }
        carryOutTogether(together, deliberation, jump: jump)
    }

    private func carryOutTogether(_ submissions: [Submission], _ deliberation: Deliberation, jump: Milliseconds?) {
        if let reason = currentStatus.unwritable {
            for submission in submissions { submission.answer(.unwritable(reason)) }
            return
        }
        var (rest, jump) = (submissions[...], jump)
        repeat {
            let batch = deliberation.decide(&rest, at: clock.now(), jump: jump)
            jump = nil
            guard !batch.isEmpty else { continue }
            deliberation.handOver(batch, isNext: committer.isIdle)
            // One that records nothing as well: it may tell what the batches before it are only about to store.
            committer.commit(batch)
        } while !rest.isEmpty
    }

    /// Waits for the batches under way. Where the log did not take them, the working state is built again from what the log has,
    /// and nothing is taken until ``recover(_:)`` has found the log writable again.
    func settle(_ deliberation: Deliberation) {
        guard let reason = committer.settle() else { return }
        status.status.withLock { $0.unwritable = reason }
        rebuild(deliberation)
    }

    @discardableResult
    private func rebuild(_ deliberation: Deliberation) -> Bool {
        guard let state = try? RoomOpening.state(of: reader, snapshots: snapshots.store, leavingOut: leftOut)
        else { return false }
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
    private func waitingTime(
        _ deliberation: Deliberation, _ retirement: Retirement, isHeadDirty: Bool
    ) -> Milliseconds? {
        if currentStatus.unwritable != nil { return Self.probeInterval }
        var times: [Milliseconds] = []
        if let due = deliberation.nextDue { times.append(clock.wallTime(of: due - clock.now())) }
        if let due = retirement.due { times.append(clock.wallTime(of: due - clock.now())) }
        if let time = sweep.retryTime() { times.append(time) }
        if isHeadDirty { times.append(Self.headSyncInterval) }
        return times.min()
    }

    private func snapshotTime(_ pace: SnapshotPace, _ deliberation: Deliberation) -> Milliseconds? {
        guard currentStatus.unwritable == nil, !snapshots.isWriting else { return nil }
        return pace.waitingTime(
            at: currentStatus.sequence, alerts: deliberation.state.alerts.count, uptime: clock.uptime())
    }

    private func finish(_ deliberation: Deliberation) {
        settle(deliberation)
        if currentStatus.unwritable == nil {
            committer.commit(deliberation.batch(CloseRoom(reason: "stopped"), at: clock.now()))
            settle(deliberation)
        }
        // What stands in the home's place now may be another room's.
        if sweep.retryTime() != nil, watch.problem() == nil { sweep.retry(deliberation.state, at: committer.head) }
        sweep.finish()
        timeline.stop()
        if currentStatus.unwritable == nil { snapshots.finish(deliberation.state, at: committer.head) }
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
