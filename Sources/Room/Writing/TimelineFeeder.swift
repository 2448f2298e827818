import EventLog
import Foundation
import Synchronization
import WarRoom

/// Writes the timeline's rows behind the writer, in batches, and indexes their words when the room is quiet.
final class TimelineFeeder: Sendable {
    private struct Backlog {
        var commits: [Commit] = []
        var count = 0
        var position: Int64 = 0
        var waiters: [@Sendable () -> Void] = []
        var isStopping = false
    }

    let store: TimelineStore
    private let backlog = Mutex(Backlog())
    private let bell = DispatchSemaphore(value: 0)
    private let held = Mutex(HeldRows())
    private static let backlogMax = 20_000
    private static let gatheringMax = 5000
    private static let rowsPerIndexing = 500
    /// Rows that nobody waits for are gathered this long, since few large batches cost less than many small ones.
    private static let gatheringTime = DispatchTimeInterval.milliseconds(100)
    /// Words are indexed once nothing came for this long, so that indexing never slows a storm down.
    private static let quietTime = DispatchTimeInterval.milliseconds(300)

    init(_ store: TimelineStore) {
        self.store = store
        BackgroundThread.start("timeline") { [self] in run() }
    }

    static func writes(of event: Event, in state: RoomState) -> [TimelineStore.Write] {
        var writes: [TimelineStore.Write] = []
        if let entry = TimelineEntry(event, in: state) { writes.append(.add(entry)) }
        if let amendment = event.body.amendment { writes.append(.amend(amendment)) }
        writes += EventTrace.all(of: event).map { .trace($0) }
        return writes
    }

    /// Hands a commit over. Waits where the rows are far behind, so that memory stays bounded.
    func add(_ commit: Commit) {
        let (count, isFirst) = backlog.withLock { backlog in
            let isFirst = backlog.count == 0
            // Kept as they come: whoever hands a commit over has senders waiting.
            backlog.commits.append(commit)
            backlog.count += commit.count
            backlog.position = commit.sequence
            return (backlog.count, isFirst)
        }
        // The first begins the gathering, which looks again by itself.
        if isFirst || count >= Self.gatheringMax { bell.signal() }
        if count > Self.backlogMax { flush() }
    }

    /// Waits until everything handed over so far is written.
    func flush() {
        let done = DispatchSemaphore(value: 0)
        whenWritten { done.signal() }
        done.wait()
    }

    /// Calls back once everything handed over so far is written.
    func whenWritten(_ body: @escaping @Sendable () -> Void) {
        backlog.withLock { $0.waiters.append(body) }
        bell.signal()
    }

    /// An entry as it stands after everything handed over so far.
    func entry(_ selection: EntrySelection) -> TimelineEntry? {
        flush()
        return try? store.entry(selection)
    }

    func page(_ filter: TimelineFilter, before: Int64?, after: Int64?, limit: Int) throws -> [TimelineEntry] {
        try store.page(filter, before: before, after: after, limit: limit)
    }

    /// Amends entries, and leaves nothing of what they said in the file; the words are indexed anew when the room is quiet.
    ///
    /// Throws where rows wait to be written, since what they say would come back with them.
    func erase(_ amendments: [TimelineAmendment]) throws {
        flush()
        guard held.withLock({ $0.isEmpty }) else {
            throw LogError.unwritable(reason: "the timeline's rows cannot be written now")
        }
        try store.erase(amendments)
        whenWritten {}
    }

    /// False while somebody still reads from the write-ahead log.
    func emptyWriteAheadLog() throws -> Bool {
        try store.emptyWriteAheadLog()
    }

    func stop() {
        flush()
        backlog.withLock { $0.isStopping = true }
        bell.signal()
    }

    private func run() {
        while true {
            let work = take()
            write(work)
            for waiter in work.waiters { waiter() }
            if work.isStopping { return }
            guard bell.wait(timeout: .now() + Self.quietTime) == .timedOut else {
                bell.signal()
                continue
            }
            indexWhileQuiet()
            bell.wait()
            bell.signal()
        }
    }

    /// Indexes words until all are, or until something new comes.
    private func indexWhileQuiet() {
        while (try? store.indexSome(limit: Self.rowsPerIndexing)) ?? false {
            guard bell.wait(timeout: .now()) == .timedOut else {
                bell.signal()
                return
            }
        }
    }

    private func take() -> Backlog {
        gather()
        while bell.wait(timeout: .now()) == .success {}
        return backlog.withLock { backlog in
            var taken = Backlog()
            swap(&taken, &backlog)
            backlog.isStopping = taken.isStopping
            return taken
        }
    }

    private func gather() {
        let deadline = DispatchTime.now() + Self.gatheringTime
        while backlog.withLock({
            $0.count > 0 && $0.waiters.isEmpty && !$0.isStopping && $0.count < Self.gatheringMax
        }) {
            guard bell.wait(timeout: deadline) == .success else { return }
        }
    }

    /// Writes what has come, after what could not be written before. What still cannot be is held until the next time.
    private func write(_ work: Backlog) {
        let writes = work.commits.flatMap { commit in
            commit.entries.joined().map { TimelineStore.Write.add($0) }
                + commit.amendments.map { TimelineStore.Write.amend($0) }
                + commit.traces.map { TimelineStore.Write.trace($0) }
        }
        held.withLock { held in
            held.add(writes, upTo: work.position)
            guard let (rows, position) = held.due else { return }
            if (try? store.write(rows, position: position)) != nil { held.wereWritten() }
        }
    }
}
