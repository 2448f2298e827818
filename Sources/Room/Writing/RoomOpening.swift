import EventCodec
import EventLog
import WarRoom

/// From the files of a home to a working state: the newest snapshot, and the log's tail on top of it.
///
/// An event that is in quarantine, or cannot be read, is left out: the state goes past it, and the timeline says so.
struct RoomOpening {
    /// What applying an event does; another only where a test wants it to fail.
    typealias Apply = (Event, inout RoomState) -> Void

    let reader: EventReader
    let snapshots: SnapshotStore
    let hand: HandMark
    var quarantine: Quarantine
    /// Whether the process before this one trapped.
    private let isAfterTrap: Bool
    private let now: Instant
    private let apply: Apply

    init(
        _ reader: EventReader, snapshots: SnapshotStore, hand: HandMark, quarantine: Quarantine,
        isAfterTrap: Bool = true, now: Instant, apply: @escaping Apply = { $1.apply($0) }
    ) {
        self.reader = reader
        self.snapshots = snapshots
        self.hand = hand
        self.quarantine = quarantine
        self.isAfterTrap = isAfterTrap
        self.now = now
        self.apply = apply
    }

    /// The state at the log's end, without these events and those that cannot be read.
    static func state(
        of reader: EventReader, snapshots: SnapshotStore, leavingOut leftOut: Set<Int64>
    ) throws -> RoomState {
        var state = snapshots.newest(of: reader, leavingOut: leftOut) ?? RoomState()
        try reader.forEachEvent(after: state.sequence) { record, event in
            if !leftOut.contains(record.sequence), case .success(let event) = event {
                state.apply(event)
            } else {
                state.leaveOut(record.sequence)
            }
        }
        return state
    }

    /// Brings the timeline's rows up to the log's end while the state is built.
    ///
    /// Where the rows begin too early to be continued from the snapshot, they are made from the log's beginning instead.
    mutating func open(timeline: TimelineStore) throws -> RoomState {
        snapshots.removeUnfinished()
        var position = try timeline.position()
        var state = snapshots.newest(of: reader, leavingOut: quarantine.events) ?? RoomState()
        if position < state.sequence { state = RoomState() }
        var leftOut = quarantine.events
        var batch: [TimelineStore.Write] = []
        try forEachEvent(after: state.sequence) { record, event in
            hand.set(event: record.sequence)
            let writes = try step(record, event, &state, &leftOut)
            guard record.sequence > position else { return }
            batch += writes
            if batch.count >= 5000 {
                try timeline.write(batch, position: record.sequence)
                position = record.sequence
                batch.removeAll(keepingCapacity: true)
            }
        }
        hand.acquit()
        try timeline.write(batch, position: max(position, state.sequence))
        return state
    }

    /// After a trap each event is decoded by the thread that marks it, so that the mark names the one that is poisoned.
    private func forEachEvent(
        after sequence: Int64, _ body: (EventRecord, Result<Event, any Error>) throws -> Void
    ) throws {
        guard isAfterTrap else { return try reader.forEachEvent(after: sequence, body) }
        try reader.forEach(after: sequence) { record in
            hand.set(event: record.sequence)
            try body(record, Result { try record.event() })
        }
    }

    /// Takes one event in, or leaves it out.
    private mutating func step(
        _ record: EventRecord, _ event: Result<Event, any Error>, _ state: inout RoomState, _ leftOut: inout Set<Int64>
    ) throws -> [TimelineStore.Write] {
        if !leftOut.contains(record.sequence) {
            do {
                let event = try event.get()
                apply(event, &state)
                return TimelineFeeder.writes(of: event, in: state)
            } catch {
                try quarantine.add(event: record.sequence, at: now, because: "\(error)")
                leftOut.insert(record.sequence)
            }
        }
        state.leaveOut(record.sequence)
        return [.add(TimelineEntry(leftOut: record.envelope))]
    }

    /// Whether the rows were made when other events were left out than now; then they are to be made anew.
    func isAtOdds(with timeline: TimelineStore) throws -> Bool {
        if quarantine.hasReleasedEvents { return true }
        let position = try timeline.position()
        return try quarantine.events.contains { sequence in
            guard sequence <= position else { return false }
            return try timeline.entry(.sequence(sequence))?.kind != TimelineEntry.leftOutKind
        }
    }
}
