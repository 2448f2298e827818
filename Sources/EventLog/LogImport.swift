import EventCodec
public import WarRoom
import WireJSON

/// Makes a log from an export: the same room, sequences, ids, times, texts and hashes.
///
/// Answers to commands are not part of an export: a client that repeats a command from before is not recognised.
public enum LogImport {
    /// What was imported.
    public struct Result: Sendable, Equatable {
        public var head: Head
        /// How many events there are.
        public var count: Int64
        /// The first number of events that are lost and of which the log says so, which nobody has accepted.
        public var problem: String?
        /// Whether the export says itself that nothing is missing at its end; older ones do not.
        public var isWhole: Bool
    }

    /// Reads the lines of an export from a descriptor and makes the log of `home`, which must be empty and locked.
    ///
    /// Every hash is checked. Throws ``LogError``: for a line that is not what follows from those before it,
    /// ``LogError/badLine(number:reason:)``, and then nothing is made. So it is for an export that was cut off, unless a part
    /// is wanted.
    public static func run(from descriptor: Int32, into home: Home, takingPart: Bool = false) throws -> Result {
        var lines = LineReader(descriptor, lineBytesMax: Limits.exportLineBytesMax)
        guard let first = try lines.next() else {
            throw LogError.badLine(number: 1, reason: "there is none: an export has a line for each event")
        }
        let (row, room, firstPlace) = try read(first, lines.number)
        var lastPlace = firstPlace
        let log = try UnfinishedLog(home)
        try log.makeTables(of: room)
        var check = ChainCheck(room: room)
        var waiting: LogRow? = row
        do {
            try log.append {
                if let first = waiting {
                    waiting = nil
                    return try checked(first, lines.number, &check)
                }
                guard let line = try lines.next() else { return nil }
                let (row, itsRoom, place) = try read(line, lines.number)
                lastPlace = place
                guard itsRoom == room else {
                    throw LogError.badLine(number: lines.number, reason: "it is of another room (\(itsRoom))")
                }
                return try checked(row, lines.number, &check)
            }
        } catch LogError.duplicate(let id) {
            throw LogError.badLine(number: lines.number, reason: "the event \(id) is there already")
        }
        if let missing = check.missing {
            throw LogError.badLine(
                number: Int(clamping: check.missingPlace ?? 0), reason: "#\(missing.sequence): \(missing.reason)")
        }
        let isWhole = lastPlace.contains(.last)
        guard isWhole || takingPart || !firstPlace.contains(.first) else {
            throw LogError.badLine(
                number: lines.number,
                reason: "the export was cut off behind it, events are missing: --partial takes those that are there")
        }
        let head = Head(room: room, sequence: check.result.last, hash: check.hash)
        try log.finish(head)
        return Result(head: head, count: check.result.checked, problem: check.result.problem, isWhole: isWhole)
    }

    private static func read(_ line: [UInt8], _ number: Int) throws(LogError) -> (
        row: LogRow, room: EventID, place: LogRow.Place
    ) {
        do {
            return try LogRow.read(line)
        } catch {
            throw .badLine(number: number, reason: WireDecoder.sentence(error))
        }
    }

    /// The row, if it follows from those before it and can be read as an event.
    private static func checked(_ row: LogRow, _ number: Int, _ check: inout ChainCheck) throws(LogError) -> LogRow {
        let sequence = row.record.sequence
        // Counting on from a greater one could overflow.
        guard sequence <= Head.sequenceMax else {
            throw .badLine(number: number, reason: "#\(sequence): no event can have this number")
        }
        do {
            try check.take(row.record, salt: row.salt, digest: row.digest)
            _ = try row.record.event()
        } catch let found as ChainCheck.Found {
            let hint = number == 1 && sequence > 1 ? "; only an export of the whole log can be imported" : ""
            throw .badLine(number: number, reason: "#\(found.sequence): \(found.reason)\(hint)")
        } catch {
            throw .badLine(
                number: number,
                reason: "#\(sequence): it is no event of the kind \(row.record.kind): \(WireDecoder.sentence(error))")
        }
        return row
    }
}
