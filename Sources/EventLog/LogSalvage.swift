import EventCodec
import Foundation
public import WarRoom

/// Makes a new log of what can still be read of a damaged one.
///
/// **How the chain goes on.** A hash covers the hash before it, so behind a gap the old chain cannot be continued: its next
/// hash would need an event that nobody has. Leaving the old hashes as they are would make a log that can never be verified
/// as a whole, and teaching `verify` to step over any gap that the log itself admits would let anybody take events out by
/// writing such an admission. (`log.truncation_found` is no such hole: it can only stand behind the last event of its time,
/// and the numbers before it are used up.) So a salvaged log is a *new* log with a chain of its own, unbroken from its first
/// event, which is `log.salvaged`: the old room, its head, what was taken over, what is missing. That event is what the new
/// chain vouches for; the old log, which is left untouched, is the evidence for it.
///
/// **What follows from that.** The new log gets a new room id: two logs of one room with different hashes under the same
/// numbers are exactly what the heads that clients remember are there to find, and a salvage must not look like a forgery,
/// nor a forgery like a salvage. Events are numbered anew without gaps, behind `log.salvaged`: an old event `#n` is
/// `#(n + 1 - missing before it)`. Their ids, kinds, times, actors, incidents, facts and texts stay, and references inside
/// events name ids, so the state they give is the same. Salts and digests stay as well: a text can be erased later as before.
///
/// **What is taken over.** Rows whose hash follows from the row before; and first rows behind a gap, which nothing proves nor
/// refutes, counted as unproved. A row that the chain refutes is kept out. A row that it vouches for but whose text is not
/// the one that was written comes over without its text. Answers to commands are not taken over.
public enum LogSalvage {
    /// What was made, and what could not be.
    public struct Result: Sendable, Equatable {
        /// The new log's end.
        public var head: Head
        /// What its first event says.
        public var facts: LogSalvaged.Facts
    }

    /// Who salvages, and when; ids are made for the new room and its first event.
    public struct Occasion {
        public var now: Instant
        public var actor: Actor
        public var ids: EventIDSource

        public init(now: Instant, actor: Actor, ids: EventIDSource = EventIDSource()) {
            self.now = now
            self.actor = actor
            self.ids = ids
        }
    }

    /// Reads the damaged log of `home`, which nobody must be writing, and makes the log of `destination`, which must be empty
    /// and locked. Needs room there for twice the damaged log.
    ///
    /// Throws ``LogError``: ``LogError/damaged(sequence:reason:)`` where not one event can be read, and
    /// ``LogError/newerVersion(found:known:)`` for a log of a newer version, whose events this one may take for something else.
    public static func run(of home: Home, to destination: Home, _ occasion: Occasion) throws -> Result {
        let known = HeadFile.read(path: home.head)
        for isMended in [false, true] {
            let log = try DamagedLog(of: home, copiedTo: destination.log + ".damaged", isMended: isMended)
            // A first page that was put in its place says nothing about the log's version.
            if !isMended, let log { try log.refuseNewer() }
            guard let source = log.map({ Source(log: $0, head: known) }) else { continue }
            var survey = Survey(room: known?.room ?? source.log.room)
            survey.unusable = try source.forEachRow { survey.count($0, $1) }
            guard survey.facts.kept > 0 else { continue }
            let facts = survey.finished(known)
            return Result(head: try write(source, to: destination, occasion, facts), facts: facts)
        }
        throw LogError.damaged(sequence: 0, reason: "not one event of \(home.log) can be read")
    }

    private static func write(
        _ source: Source, to destination: Home, _ occasion: Occasion, _ facts: LogSalvaged.Facts
    ) throws -> Head {
        var ids = occasion.ids
        let room = ids.next(at: occasion.now)
        let log = try UnfinishedLog(destination)
        try log.makeTables(of: room)
        var chain = Rechaining(room: room)
        let first = Event(
            envelope: Envelope(
                sequence: 1, id: ids.next(at: occasion.now), occurredAt: occasion.now, recordedAt: occasion.now,
                actor: occasion.actor),
            body: LogSalvaged(facts: facts))
        var batch = [chain.next(LogRow(record: try EventRecord(first)))]
        _ = try source.forEachRow { row, verdict in
            guard verdict != .rejected else { return }
            batch.append(chain.next(row))
            guard batch.count >= Limits.eventsPerCommitMax else { return }
            try log.append(batch)
            batch.removeAll(keepingCapacity: true)
        }
        try log.append(batch)
        try log.finish(chain.head)
        return chain.head
    }
}

/// A damaged log and what is to be expected of it. Reading it twice gives the same twice.
private struct Source {
    let log: DamagedLog
    private let rooms: [EventID]
    private let end: Int64

    init(log: DamagedLog, head: Head?) {
        self.log = log
        rooms = Set([log.room, head?.room].compactMap(\.self)).sorted()
        end = head?.sequence ?? log.greatest ?? Head.sequenceMax
    }

    /// Calls the body with each row and what the chain says of it; returns how many were found that are no rows.
    func forEachRow(_ body: (LogRow, SalvageCheck.Verdict) throws -> Void) throws -> Int64 {
        var check = SalvageCheck(rooms: rooms, end: end)
        return try log.forEachRow(upTo: end) { row in
            var judged = row
            let verdict = check.judge(&judged)
            try body(judged, verdict)
        }
    }
}

/// Counts what a damaged log still has.
private struct Survey {
    private(set) var facts: LogSalvaged.Facts
    var unusable: Int64 = 0
    private var last: Head?

    init(room: EventID?) {
        facts = LogSalvaged.Facts(room: room, sequence: 0, hash: nil)
    }

    mutating func count(_ row: LogRow, _ verdict: SalvageCheck.Verdict) {
        guard verdict != .rejected else {
            facts.rejected += 1
            return
        }
        let sequence = row.record.sequence
        addGap(upTo: sequence - 1)
        facts.kept += 1
        facts.sequence = sequence
        facts.hash = Hex.string(row.record.hash)
        if verdict == .unproved { facts.unproved += 1 }
        if verdict == .withoutText { facts.textsLost += 1 }
    }

    private mutating func addGap(upTo end: Int64) {
        let start = facts.sequence + 1
        guard start <= end else { return }
        facts.missing += end - start + 1
        if facts.gaps.count < Limits.salvageGapsMax { facts.gaps.append(LogSalvaged.Gap(from: start, to: end)) }
    }

    /// The facts, up to the head that the log had.
    func finished(_ known: Head?) -> LogSalvaged.Facts {
        var survey = self
        survey.facts.rejected += unusable
        if let known, known.sequence >= facts.sequence {
            survey.addGap(upTo: known.sequence)
            survey.facts.sequence = known.sequence
            survey.facts.hash = Hex.string(known.hash)
        }
        return survey.facts
    }
}

/// Numbers rows anew and hashes them into a chain of their own.
private struct Rechaining {
    private(set) var head: Head

    init(room: EventID) {
        head = Head(room: room, sequence: 0, hash: Chain.start(room: room))
    }

    mutating func next(_ row: LogRow) -> LogRow {
        var row = row
        row.record.sequence = head.sequence + 1
        row.record.hash = Chain.hash(row.record, textDigest: row.digest ?? [], after: head.hash)
        head.sequence = row.record.sequence
        head.hash = row.record.hash
        return row
    }
}
