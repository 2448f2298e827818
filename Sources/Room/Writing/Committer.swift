import Dispatch
import EventLog
import Synchronization
import WarRoom

/// Brings batches to the disk while the next are being decided, many in one transaction; answers only what is there.
///
/// A transaction takes batches as they come until none waits, so that rows are written while others are being read and
/// decided, and the wait for the disk is shared by many.
final class Committer: Sendable {
    private let queue = DispatchQueue(label: "commit", qos: .userInitiated)
    private let inbox = Mutex(Inbox())
    // nonisolated(unsafe) because the store is touched on the queue alone.
    nonisolated(unsafe) private let store: EventStore
    private let onStored: @Sendable ([Batch], Head) -> Void
    private let onFailure: @Sendable () -> Void

    private struct Inbox {
        var batches: [Batch] = []
        var events = 0
        var isDraining = false
        var failure: String?

        mutating func takeFirst() -> Batch? {
            guard !batches.isEmpty else { return nil }
            let batch = batches.removeFirst()
            events -= batch.records.count
            return batch
        }
    }

    /// `onStored` is called on the committer's queue when batches are on the disk, before anybody is answered; `onFailure`
    /// when they could not be brought there.
    init(
        _ store: sending EventStore, onStored: @escaping @Sendable ([Batch], Head) -> Void,
        onFailure: @escaping @Sendable () -> Void
    ) {
        self.store = store
        self.onStored = onStored
        self.onFailure = onFailure
    }

    /// Whether nothing is under way.
    var isIdle: Bool { inbox.withLock { !$0.isDraining } }
    /// Whether a batch could not be stored and nobody has asked why yet.
    var hasFailed: Bool { inbox.withLock { $0.failure != nil } }

    /// Takes a batch; returns at once unless too much is under way. After a failure everything is refused until ``settle()``,
    /// since it was decided on what is not in the log.
    func commit(_ batch: Batch) {
        let (failure, isFirst, isFull) = inbox.withLock { inbox in
            if inbox.failure == nil {
                inbox.batches.append(batch)
                inbox.events += batch.records.count
            }
            let isFirst = inbox.failure == nil && !inbox.isDraining
            if isFirst { inbox.isDraining = true }
            return (inbox.failure, isFirst, inbox.events > 2 * Limits.eventsPerCommitMax)
        }
        if let failure {
            batch.refuse(because: failure)
        } else if isFirst {
            queue.async { [self] in drain() }
        }
        if isFull { queue.sync {} }
    }

    /// Waits for everything under way; says why it is not on the disk, where it is not.
    func settle() -> String? {
        queue.sync {}
        return inbox.withLock { inbox in
            defer { inbox.failure = nil }
            return inbox.failure
        }
    }

    private func drain() {
        while let first = next() { transact(first) }
    }

    /// The next batch; nil where none waits, and the draining ends.
    private func next() -> Batch? {
        inbox.withLock { inbox in
            guard inbox.batches.isEmpty else { return inbox.takeFirst() }
            inbox.isDraining = false
            return nil
        }
    }

    private func transact(_ first: Batch) {
        var taken = [first]
        var isFirst = true
        do {
            try store.append {
                if isFirst {
                    isFirst = false
                    return first.part
                }
                guard let batch = another(after: taken) else { return nil }
                taken.append(batch)
                return batch.part
            }
            onStored(taken, store.head)
            for batch in taken { batch.answer() }
        } catch {
            fail(taken, because: "\(error)")
        }
    }

    /// Another batch that the transaction under way has room for; nil where it shall end.
    private func another(after taken: [Batch]) -> Batch? {
        let room = Limits.eventsPerCommitMax - taken.reduce(0) { $0 + $1.records.count }
        return inbox.withLock { inbox in
            guard let next = inbox.batches.first, next.records.count <= room else { return nil }
            return inbox.takeFirst()
        }
    }

    private func fail(_ taken: [Batch], because reason: String) {
        let waiting = inbox.withLock { inbox in
            inbox.failure = reason
            defer {
                inbox.batches = []
                inbox.events = 0
            }
            return inbox.batches
        }
        for batch in taken + waiting { batch.refuse(because: reason) }
        onFailure()
    }

    var head: Head { queue.sync { store.head } }

    /// Tries whether the log can be written again; says why not.
    func probe() -> String? {
        queue.sync { () -> String? in
            do {
                try store.probe()
                return nil
            } catch {
                return "\(error)"
            }
        }
    }

    func syncHead() {
        queue.async { [self] in store.syncHead() }
    }

    /// Forgetting late is harmless, so a failure waits for the next time.
    func forgetOldOutcomes() {
        queue.async { [self] in try? store.forgetOldOutcomes() }
    }

    /// Says why not, where the remembered answers cannot be written anew.
    func rewriteAnswers() -> String? {
        queue.sync { () -> String? in
            do {
                try store.rewriteAnswers()
                return nil
            } catch {
                return "\(error)"
            }
        }
    }

    /// False while somebody still reads from the write-ahead log.
    func emptyWriteAheadLog() throws -> Bool {
        try queue.sync { try store.emptyWriteAheadLog() }
    }

    /// Where the mark stays, the next opening sweeps once more, which does no harm.
    func endSweep(upTo sequence: Int64) {
        queue.sync { try? store.endSweep(upTo: sequence) }
    }

    func close() {
        queue.sync { store.close() }
    }
}
