import EventCodec
import Foundation
public import WarRoom

/// The result of checking every hash of a log, and its head.
public struct Verification: Sendable, Equatable {
    /// How many events were checked.
    public var checked: Int64 = 0
    public var last: Int64 = 0
    /// The first event that is not what was written, or the first that is lost.
    public var firstBad: Int64?
    /// What is wrong there, in a sentence; nil for a log that is whole.
    public var problem: String?
    /// How many events are lost of which a person has accepted the loss: these are no problem.
    public var acceptedLosses: Int64 = 0

    public init() {}

    /// Checks a home's log against its chain and its head. Throws ``LogError`` where it cannot be read at all.
    public static func check(_ home: Home) throws -> Verification {
        if let loss = lossOfAll(home) { return loss }
        let reader = try EventReader.open(home)
        let room = try reader.room()
        var check = ChainCheck(room: room, erasures: KnownErasures.read(reader))
        // Before the rows, because a daemon may go on appending: the head must not be newer than what is read.
        let head = HeadFile.read(path: home.head)
        do {
            try reader.forEachRow { record, salt, digest in try check.take(record, salt: salt, digest: digest) }
        } catch let found as ChainCheck.Found {
            return check.result(with: found)
        } catch LogError.damaged(let sequence, let reason) {
            return check.result(
                with: ChainCheck.Found(
                    sequence: sequence == 0 ? check.result.last + 1 : sequence,
                    reason: "\(reason); \(LogError.salvageHint)"))
        }
        if let missing = check.missing { return check.result(with: missing) }
        compare(&check.result, of: room, with: head, reader)
        return check.result
    }

    /// What is wrong where a head names events, and there is no log, or nothing in its file.
    private static func lossOfAll(_ home: Home) -> Verification? {
        var status = stat()
        let isThere = stat(home.log, &status) == 0
        guard isThere ? status.st_size == 0 : errno == ENOENT, !hasWriteAheadLog(home),
            let head = HeadFile.read(path: home.head), head.sequence > 0
        else { return nil }
        var result = Verification()
        result.firstBad = 1
        let events = head.sequence == 1 ? "the event #1 is" : "the events #1 to #\(head.sequence) are"
        result.problem =
            "the log is \(isThere ? "empty" : "gone"), and its head says #\(head.sequence): \(events) lost; put a backup of the home in its place, or go on without them by `warroom serve` and `warroom log accept-head`"
        return result
    }

    /// A log that was never tidied up stands in its write-ahead log alone.
    private static func hasWriteAheadLog(_ home: Home) -> Bool {
        var status = stat()
        return stat(home.log + "-wal", &status) == 0 && status.st_size > 0
    }

    private static func compare(_ result: inout Verification, of room: EventID, with head: Head?, _ reader: EventReader)
    {
        guard let head else {
            if result.last > 0 { result.problem = "the head file is missing or cannot be read" }
            return
        }
        if head.room != room {
            result.problem = "the head file is of another room (\(head.room))"
        } else if head.sequence > result.last {
            result.firstBad = result.last + 1
            result.problem =
                "the log ends at #\(result.last), its head says #\(head.sequence): \(head.sequence - result.last) acknowledged events are lost"
        } else if head.sequence > 0, (try? reader.hash(at: head.sequence)) != head.hash {
            result.firstBad = head.sequence
            result.problem = "the event #\(head.sequence) is not the one that the head names"
        }
    }
}

/// Walks the chain row by row.
struct ChainCheck {
    struct Found: Error {
        let sequence: Int64
        let reason: String
    }

    var result = Verification()
    private(set) var hash: [UInt8]
    private var erasures: KnownErasures
    /// Events without the text that they had, of which nothing that was read so far says why.
    private var unexplained: [(place: Int64, event: KnownErasures.Textless)] = []
    /// Losses that the log itself tells of and nobody has accepted.
    private var losses: [ClosedRange<Int64>] = []

    /// What the log says of erasures, as far as that is known before its events are taken.
    init(room: EventID, erasures: KnownErasures = KnownErasures()) {
        hash = Chain.start(room: room)
        self.erasures = erasures
    }

    /// The first event whose text is gone, and no event says that it was erased.
    var missing: Found? {
        firstUnexplained.map {
            Found(sequence: $0.event.sequence, reason: "its text is gone, and no redaction says so")
        }
    }

    /// Which of the events that were taken it is, from 1.
    var missingPlace: Int64? { firstUnexplained?.place }

    private var firstUnexplained: (place: Int64, event: KnownErasures.Textless)? {
        unexplained.first { !erasures.explain($0.event) }
    }

    /// The result where something is wrong: the first of it counts.
    func result(with found: Found) -> Verification {
        // Where not all was read, what says why a text is gone may stand behind the damage.
        let first = missing.flatMap { erasures.isWhole && $0.sequence < found.sequence ? $0 : nil } ?? found
        var result = result
        result.firstBad = first.sequence
        result.problem = first.reason
        return result
    }

    mutating func take(_ record: EventRecord, salt: [UInt8]?, digest: [UInt8]?) throws {
        let expected = result.last + 1
        if record.sequence < expected {
            throw Found(sequence: record.sequence, reason: "no event can have this number")
        }
        if record.sequence > expected {
            guard Self.isKnownLoss(record, from: expected) else {
                throw Found(sequence: expected, reason: "the event is missing, #\(record.sequence) follows")
            }
            // The chain goes on from the last event before the loss: what follows can be checked all the same.
            losses.append(expected...(record.sequence - 1))
        }
        if let text = record.text {
            // The salt's length as well: a byte moved from the text to the salt would give the same digest.
            guard let salt, let digest, salt.count == SaltSource.length, Chain.digest(text: text, salt: salt) == digest
            else {
                throw Found(sequence: record.sequence, reason: "its text is not the one that was written")
            }
        } else if salt != nil {
            throw Found(sequence: record.sequence, reason: "its text is gone, and the text's salt is not")
        } else if digest != nil, !erasures.explain(.init(record)) {
            // The event that says so may still be to come, in an export always.
            unexplained.append((result.checked + 1, .init(record)))
        }
        guard Chain.hash(record, textDigest: digest ?? [], after: hash) == record.hash else {
            throw Found(sequence: record.sequence, reason: "its hash does not follow from the events before it")
        }
        erasures.note(record)
        hash = record.hash
        result.last = record.sequence
        result.checked += 1
        acceptLosses(by: record)
        result.firstBad = losses.first?.lowerBound
        result.problem = losses.first.map {
            "the events to #\($0.upperBound) were lost, which #\($0.upperBound + 1) says as well; the rest is whole"
        }
    }

    private mutating func acceptLosses(by record: EventRecord) {
        guard record.kind == LogHeadAccepted.kind, !losses.isEmpty,
            let accepted = (try? record.event())?.body as? LogHeadAccepted
        else { return }
        result.acceptedLosses += losses.filter { $0.upperBound <= accepted.facts.to }.reduce(0) { $0 + Int64($1.count) }
        losses.removeAll { $0.upperBound <= accepted.facts.to }
    }

    /// Whether the event says itself that those before it, from `first` on, were lost.
    static func isKnownLoss(_ record: EventRecord, from first: Int64) -> Bool {
        guard let event = try? record.event().body as? LogTruncationFound else { return false }
        return event.facts.from == first && event.facts.to == record.sequence - 1
    }
}
