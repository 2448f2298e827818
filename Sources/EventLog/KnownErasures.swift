import EventCodec
import WarRoom

/// What the log says of texts that were erased: an event without its text is whole where a later one says so.
struct KnownErasures {
    /// Whether all could be read that the log says.
    private(set) var isWhole = true
    private var named: [Int64: Named] = [:]
    /// Parts of the log whose old texts went, in their order.
    private var retired: [Retired] = []

    private struct Named {
        let event: EventID
        let saidBy: Int64
    }

    private struct Retired {
        let range: ClosedRange<Int64>
        let kinds: Set<String>
        let saidBy: Int64
    }

    /// Reads what the log says by now. Where the log cannot be read, the walk over it will tell why.
    static func read(_ reader: EventReader) -> KnownErasures {
        var known = KnownErasures()
        do {
            try reader.forEach(ofKinds: [EntryRedacted.kind, TextRetired.kind]) { known.note($0) }
        } catch {
            known.isWhole = false
        }
        return known
    }

    /// Takes note of an event that tells of an erasure; others are passed over.
    mutating func note(_ record: EventRecord) {
        guard record.kind == EntryRedacted.kind || record.kind == TextRetired.kind else { return }
        switch try? record.event().body {
        case let body as EntryRedacted:
            let entry = ErasedEvent(event: body.facts.entry, sequence: body.facts.sequence)
            for erased in [entry] + body.facts.also {
                named[erased.sequence] = Named(event: erased.event, saidBy: record.sequence)
            }
        case let body as TextRetired where body.facts.from <= body.facts.to:
            guard retired.last.map({ $0.saidBy < record.sequence }) ?? true else { return }
            retired.append(
                Retired(
                    range: body.facts.from...body.facts.to, kinds: Set(body.facts.kinds), saidBy: record.sequence))
        default: break
        }
    }

    /// Whether a later event says that the text of this one was erased.
    func explain(_ record: EventRecord) -> Bool {
        if let said = named[record.sequence], said.event == record.id, said.saidBy > record.sequence { return true }
        var (low, high) = (0, retired.count)
        while low < high {
            let middle = (low + high) / 2
            if retired[middle].range.upperBound < record.sequence { low = middle + 1 } else { high = middle }
        }
        guard low < retired.count else { return false }
        let part = retired[low]
        return part.range.contains(record.sequence) && part.kinds.contains(record.kind) && part.saidBy > record.sequence
    }
}
