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
        var building = Building(snapshots.newest(of: reader, leavingOut: leftOut))
        try reader.forEachEvent(after: building.sequence) { envelope, event in
            building.begin()
            if !leftOut.contains(envelope.sequence), case .success(let event) = event {
                building.state.apply(event)
            } else {
                building.state.leaveOut(envelope.sequence)
            }
        }
        building.begin()
        return building.state
    }

    /// Brings the timeline's rows up to the log's end while the state is built.
    ///
    /// Where the rows begin too early to be continued from the snapshot, they are made from the log's beginning instead.
    mutating func open(timeline: TimelineStore) throws -> RoomState {
        snapshots.removeUnfinished()
        var position = try timeline.position()
        var building = Building(snapshots.newest(of: reader, leavingOut: quarantine.events))
        if position < building.sequence { building = Building(nil) }
        var leftOut = quarantine.events
        var batch: [TimelineStore.Write] = []
        try forEachEvent(after: building.sequence) { envelope, event in
            building.begin()
            hand.set(event: envelope.sequence)
            let isNew = envelope.sequence > position
            batch += try step(envelope, event, &building.state, &leftOut, isTold: isNew)
            if isNew, batch.count >= 5000 {
                try timeline.write(batch, position: envelope.sequence)
                position = envelope.sequence
                batch.removeAll(keepingCapacity: true)
            }
        }
        building.begin()
        hand.acquit()
        try timeline.write(batch, position: max(position, building.state.sequence))
        return building.state
    }

    /// The state being built. It is made of its snapshot only with the first event, so that events are being read meanwhile.
    private struct Building {
        let sequence: Int64
        var state = RoomState()
        private var snapshot: RoomSnapshot?

        init(_ snapshot: RoomSnapshot?) {
            self.snapshot = snapshot
            sequence = snapshot?.sequence ?? 0
        }

        mutating func begin() {
            guard let snapshot else { return }
            self.snapshot = nil
            state = RoomState(snapshot)
        }
    }

    /// After a trap each event is decoded by the thread that marks it, so that the mark names the one that is poisoned.
    private func forEachEvent(
        after sequence: Int64, _ body: (Envelope, Result<Event, any Error>) throws -> Void
    ) throws {
        guard isAfterTrap else { return try reader.forEachEvent(after: sequence, body) }
        try reader.forEach(after: sequence) { record in
            hand.set(event: record.sequence)
            try body(record.envelope, Result { try record.event() })
        }
    }

    /// Takes one event in, or leaves it out; what the timeline says of it is made only where it `isTold`.
    private mutating func step(
        _ envelope: Envelope, _ event: Result<Event, any Error>, _ state: inout RoomState, _ leftOut: inout Set<Int64>,
        isTold: Bool
    ) throws -> [TimelineStore.Write] {
        if !leftOut.contains(envelope.sequence) {
            do {
                let event = try event.get()
                apply(event, &state)
                return isTold ? TimelineFeeder.writes(of: event, in: state) : []
            } catch {
                try quarantine.add(event: envelope.sequence, at: now, because: "\(error)")
                leftOut.insert(envelope.sequence)
            }
        }
        state.leaveOut(envelope.sequence)
        return isTold ? [.add(TimelineEntry(leftOut: envelope))] : []
    }

    /// Whether the rows have a gap, or were made when other events were left out than now; then they are to be made anew.
    func isAtOdds(with timeline: TimelineStore) throws -> Bool {
        if quarantine.hasReleasedEvents { return true }
        let position = try timeline.position()
        if position == TimelineStore.gappedPosition { return true }
        return try quarantine.events.contains { sequence in
            guard sequence <= position else { return false }
            return try timeline.entry(.sequence(sequence))?.kind != TimelineEntry.leftOutKind
        }
    }
}
