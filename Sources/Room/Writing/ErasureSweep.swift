import EventLog
import Foundation
import Synchronization
import WarRoom

/// Sweeps what the log has erased out of everything else in the home: the timeline's file, the snapshots, remembered answers
/// and both write-ahead logs.
///
/// The log keeps a mark from the erasing transaction until all of it is done, so that a daemon that ends in between has it
/// done by the next.
final class ErasureSweep: Sendable {
    /// Called with what still holds the words, a sentence that begins with a semicolon; empty where nothing does.
    typealias Answer = @Sendable (_ remark: String) -> Void

    private enum Part: CaseIterable { case timeline, snapshots, log }

    /// What the next round sweeps by: the state and the log's end after the erasure.
    private struct Round {
        let state: RoomState
        let head: Head
        var parts: Set<Part> = []
        var retold: [TimelineAmendment] = []
        var answers: [Answer] = []
    }

    private struct Work {
        var next: Round?
        var isUnderWay = false
        /// What was begun and is not done.
        var parts: Set<Part>
        var retold: [TimelineAmendment] = []
        var triedAt: Milliseconds?
    }

    private let committer: Committer
    private let timeline: TimelineFeeder
    private let snapshots: SnapshotWriter
    private let clock: any RoomClock
    private let work: Mutex<Work>
    /// Called when something is left that is to be tried again.
    private let onLeft: @Sendable () -> Void
    private let running = DispatchGroup()
    private static let retryInterval = Milliseconds.seconds(2)

    /// `isDue` where a daemon before this one ended before its sweep did; then the timeline was made anew and no snapshot is left.
    init(
        _ committer: Committer, timeline: TimelineFeeder, snapshots: SnapshotWriter, clock: any RoomClock, isDue: Bool,
        onLeft: @escaping @Sendable () -> Void
    ) {
        self.committer = committer
        self.timeline = timeline
        self.snapshots = snapshots
        self.clock = clock
        self.onLeft = onLeft
        work = Mutex(Work(parts: isDue ? [.snapshots, .log] : []))
    }

    /// Whether something that was erased may still stand in the home.
    var isDue: Bool { work.withLock { !$0.parts.isEmpty || $0.isUnderWay } }

    /// How long until what could not be swept is tried again; nil where there is nothing to try, or it is being tried.
    func retryTime() -> Milliseconds? {
        work.withLock { work in
            guard !work.parts.isEmpty, !work.isUnderWay else { return nil }
            return work.triedAt.map { Milliseconds(Self.retryInterval.count - (clock.uptime().count - $0.count)) }
                ?? .zero
        }
    }

    /// Sweeps everything by the state after an erasure, on a thread of its own.
    func begin(
        _ state: RoomState, at head: Head, retold: [TimelineAmendment] = [], then answer: Answer? = nil
    ) {
        start(
            Round(
                state: state, head: head, parts: Set(Part.allCases), retold: retold,
                answers: [answer].compactMap(\.self)))
    }

    /// Tries what is left again; `answer` waits for it as well.
    func retry(_ state: RoomState, at head: Head, then answer: Answer? = nil) {
        start(Round(state: state, head: head, answers: [answer].compactMap(\.self)))
    }

    /// Waits for the sweep under way.
    func finish() {
        running.wait()
    }

    private func start(_ round: Round) {
        let isFirst = work.withLock { work in
            var round = round
            round.answers = (work.next?.answers ?? []) + round.answers
            work.parts.formUnion(round.parts)
            work.retold += round.retold
            work.next = round
            defer { work.isUnderWay = true }
            return !work.isUnderWay
        }
        guard isFirst else { return }
        running.enter()
        BackgroundThread.start("erasure") { [self] in
            while let round = takeRound() { carryOut(round) }
            if isDue { onLeft() }
            running.leave()
        }
    }

    private func takeRound() -> Round? {
        work.withLock { work in
            guard var round = work.next else {
                work.isUnderWay = false
                work.triedAt = clock.uptime()
                return nil
            }
            work.next = nil
            round.parts = work.parts
            round.retold = work.retold
            work.parts = []
            work.retold = []
            return round
        }
    }

    private func carryOut(_ round: Round) {
        var left: Set<Part> = []
        var remarks: [String] = []
        for part in Part.allCases where round.parts.contains(part) {
            guard let remark = sweep(part, round) else { continue }
            left.insert(part)
            remarks.append(remark)
        }
        let isDone = work.withLock { work in
            work.parts.formUnion(left)
            if left.contains(.timeline) { work.retold = round.retold + work.retold }
            return work.parts.isEmpty
        }
        if isDone { committer.endSweep(upTo: round.head.sequence) }
        let remark = remarks.isEmpty ? "" : "; \(remarks.joined(separator: ", and ")); the room goes on trying"
        for answer in round.answers { answer(remark) }
    }

    /// Nil where the part holds nothing any more; otherwise what it holds, and until when.
    private func sweep(_ part: Part, _ round: Round) -> String? {
        switch part {
        case .timeline:
            do { try timeline.erase(round.retold) } catch { return "the timeline's file still holds it: \(error)" }
            return emptied("views.db") { try timeline.emptyWriteAheadLog() }
        case .snapshots:
            return snapshots.replaceAll(with: round.state, at: round.head)
                ? nil : "a snapshot still holds it, since it could not be removed"
        case .log:
            if let reason = committer.rewriteAnswers() { return "remembered answers may still hold it: \(reason)" }
            return emptied("log.db") { try committer.emptyWriteAheadLog() }
        }
    }

    /// Tries to empty a write-ahead log until its readers let it, or the time is over.
    private func emptied(_ file: String, _ empty: () throws -> Bool) -> String? {
        let deadline = clock.uptime().count + Limits.erasureTime.count
        while true {
            do {
                if try empty() { return nil }
            } catch {
                return "the write-ahead log of \(file) still holds it: \(error)"
            }
            guard clock.uptime().count < deadline else {
                return
                    "the write-ahead log of \(file) still holds it until another program that reads \(file) lets go of it"
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }
}
