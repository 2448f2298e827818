import EventLog
import WarRoom

/// What the daemon before this one had in hand when it trapped, and what has become of it.
struct Aftermath {
    let hand: HandMark
    /// What the room is to be told about.
    let input: HeldInput?
    let signal: Int32?
    var quarantine: Quarantine

    /// Looks what is in the home, and puts into quarantine what stopped the last daemon.
    ///
    /// Where the file cannot be written, it counts for this start alone. Throws ``LogError``.
    init(_ home: Home, at now: Instant) throws {
        let (hand, found) = HandMark.open(home.hand)
        self.hand = hand
        signal = found.signal
        input = found.input
        quarantine = Quarantine(reading: home)
        let reason = found.signal.map { "the room stopped with signal \($0)" } ?? "the room ended twice in a row"
        if let event = found.event { try quarantine.add(event: event, at: now, because: "\(reason) over it") }
        if let input { quarantine.add(input, at: now, because: "\(reason) over it") }
        if found.event != nil || input != nil { try? quarantine.write(to: home) }
        hand.watch()
    }

    /// Builds the state, and makes the timeline's rows anew where they tell of an event that is left out now, or do not
    /// tell of one that is taken in again.
    mutating func open(
        _ store: EventStore, snapshots: SnapshotStore, timeline rows: TimelineStore, home: Home, now: Instant
    ) throws -> (state: RoomState, timeline: TimelineStore) {
        var rows = rows
        let before = quarantine
        var opening = RoomOpening(
            store.reader, snapshots: snapshots, hand: hand, quarantine: quarantine, isAfterTrap: signal != nil, now: now
        )
        if try opening.isAtOdds(with: rows) { rows = try rows.remade(home, room: store.room) }
        let state = try opening.open(timeline: rows)
        quarantine = opening.quarantine
        quarantine.forgetReleased()
        if quarantine != before { try? quarantine.write(to: home) }
        return (state, rows)
    }

    /// A sentence for each event that is left out.
    static func problems(of state: RoomState) -> [String] {
        let shown = state.leftOut.prefix(10).map {
            "event #\($0) could not be read and was left out: `warroom log show \($0)`"
        }
        guard state.leftOut.count > shown.count else { return shown }
        return shown + ["\(state.leftOut.count - shown.count) more events were left out: `warroom log quarantine`"]
    }

    /// Tells the room about an input that stopped it; nil where none did.
    var report: QuarantineInput? {
        input.map { input in
            let body = KeyRemoval().text(
                String(decoding: input.body.prefix(Limits.refusedBodyBytesMax * 2), as: UTF8.self))
            let path = input.target.prefix { $0 != "?" }
            return QuarantineInput(
                source: Cut.text(input.dialect, bytesMax: Limits.senderBytesMax),
                sender: Cut.text(input.who, bytesMax: Limits.senderBytesMax), digest: input.digest,
                signal: signal.map { Int($0) }, target: Cut.text(String(path), bytesMax: Limits.titleBytesMax),
                body: Cut.text(body, bytesMax: Limits.refusedBodyBytesMax))
        }
    }
}
