import EventLog
import Foundation
import Synchronization
import WarRoom

/// Writes snapshots away from the writer's thread, one at a time: each holds on to a state of its own.
final class SnapshotWriter: Sendable {
    let store: SnapshotStore
    private let timeline: TimelineFeeder
    private let isUnderWay = Atomic<Bool>(false)

    init(_ store: SnapshotStore, timeline: TimelineFeeder) {
        self.store = store
        self.timeline = timeline
    }

    var isWriting: Bool { isUnderWay.load(ordering: .acquiring) }

    /// False while one is still being written; ``write(_:at:)`` must follow where it is true.
    func begin() -> Bool {
        isUnderWay.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
    }

    /// Writes a snapshot on a thread of its own; the timeline's rows are brought up to it first.
    func write(_ state: RoomState, at head: Head) {
        BackgroundThread.start("snapshot") { [self] in
            timeline.flush()
            try? store.write(state, at: head)
            isUnderWay.store(false, ordering: .releasing)
        }
    }

    /// Puts one snapshot in the place of all others, also of one that is being written; false where others are left.
    func replaceAll(with state: RoomState, at head: Head) -> Bool {
        while !begin() { Thread.sleep(forTimeInterval: 0.01) }
        defer { isUnderWay.store(false, ordering: .releasing) }
        guard store.removeAll() else { return false }
        // Where it cannot be written, the next opening reads the log from its beginning.
        try? store.write(state, at: head)
        return true
    }

    /// Writes the last snapshot, on this thread.
    func finish(_ state: RoomState, at head: Head) {
        try? store.write(state, at: head)
    }
}
