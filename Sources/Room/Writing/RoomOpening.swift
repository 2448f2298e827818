import EventCodec
import EventLog
import WarRoom

/// From the files of a home to a working state: the newest snapshot, and the log's tail on top of it.
enum RoomOpening {
    /// The state at the log's end.
    static func state(of reader: EventReader, snapshots: SnapshotStore) throws -> RoomState {
        var state = snapshots.newest(of: reader) ?? RoomState()
        try reader.forEachEvent(after: state.sequence) { state.apply($0) }
        return state
    }

    /// Opens the timeline's rows and brings them up to the log's end while the state is built.
    ///
    /// Where the rows begin too early to be continued from the snapshot, they are made from the log's beginning instead.
    static func open(
        _ store: EventStore, snapshots: SnapshotStore, timeline: TimelineStore
    ) throws -> RoomState {
        snapshots.removeUnfinished()
        var position = try timeline.position()
        var state = snapshots.newest(of: store.reader) ?? RoomState()
        if position < state.sequence { state = RoomState() }
        var batch: [TimelineStore.Write] = []
        try store.reader.forEachEvent(after: state.sequence) { event in
            state.apply(event)
            guard event.envelope.sequence > position else { return }
            batch += TimelineFeeder.writes(of: event, in: state)
            if batch.count >= 5000 {
                try timeline.write(batch, position: event.envelope.sequence)
                position = event.envelope.sequence
                batch.removeAll(keepingCapacity: true)
            }
        }
        try timeline.write(batch, position: max(position, state.sequence))
        return state
    }
}
