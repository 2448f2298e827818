import Dispatch
import EventLog
import Synchronization
import WarRoom

/// Brings batches to the disk, one after the other, while the next is being decided; answers only what is there.
final class Committer: Sendable {
    private let queue = DispatchQueue(label: "commit", qos: .userInitiated)
    // nonisolated(unsafe) because the store is touched on the queue alone.
    nonisolated(unsafe) private let store: EventStore
    private let onStored: @Sendable (Batch, Head) -> Void
    private let failure = Mutex<String?>(nil)

    /// `onStored` is called on the committer's queue when a batch is on the disk, before anybody is answered.
    init(_ store: sending EventStore, onStored: @escaping @Sendable (Batch, Head) -> Void) {
        self.store = store
        self.onStored = onStored
    }

    /// Starts to commit; returns at once. The batch before must be settled.
    func commit(_ batch: Batch) {
        queue.async { [self] in
            do {
                try store.append(batch.records, outcomes: batch.remembered)
                onStored(batch, store.head)
                batch.answer()
            } catch {
                let reason = "\(error)"
                failure.withLock { $0 = reason }
                batch.refuse(because: reason)
            }
        }
    }

    /// Waits for the batch under way; says why it is not on the disk, where it is not.
    func settle() -> String? {
        queue.sync {}
        return failure.withLock { failure in
            defer { failure = nil }
            return failure
        }
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

    func close() {
        queue.sync { store.close() }
    }
}
