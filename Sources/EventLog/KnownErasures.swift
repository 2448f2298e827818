import EventCodec
import WarRoom

/// What the log says of texts that were erased: an event without its text is whole where a later one says so.
struct KnownErasures {
    /// An event without the text that it had.
    struct Textless {
        let sequence: Int64
        let id: EventID
        let kind: String

        init(_ record: EventRecord) {
            sequence = record.sequence
            id = record.id
            kind = record.kind
        }
    }

    /// Whether all could be read that the log says.
    private(set) var isWhole = true
    /// By the event whose text went, which one says so.
    private var named: [EventID: Int64] = [:]
    /// Parts of the log whose old texts went, in their order.
    private var retired: [Retired] = []

    private struct Retired {
        let facts: TextRetired.Facts
        let saidBy: Int64

        /// By its number, or by its id: a salvaged log is numbered anew, and ids need not be in order where a clock went back.
        func explains(_ event: Textless) -> Bool {
            saidBy > event.sequence && facts.kinds.contains(event.kind)
                && (facts.from <= event.sequence && event.sequence <= facts.to
                    || facts.first <= event.id && event.id <= facts.last)
        }
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
            for event in [body.facts.entry] + body.facts.also.map(\.event) { named[event] = record.sequence }
        case let body as TextRetired:
            guard retired.last.map({ $0.saidBy < record.sequence }) ?? true else { return }
            retired.append(Retired(facts: body.facts, saidBy: record.sequence))
        default: break
        }
    }

    /// Whether a later event says that the text of this one was erased.
    func explain(_ event: Textless) -> Bool {
        if let saidBy = named[event.id], saidBy > event.sequence { return true }
        return part { $0.to < event.sequence }?.explains(event) ?? false
            || part { $0.last < event.id }?.explains(event) ?? false
    }

    /// The first part that does not lie before something.
    private func part(where liesBefore: (TextRetired.Facts) -> Bool) -> Retired? {
        var (low, high) = (0, retired.count)
        while low < high {
            let middle = (low + high) / 2
            if liesBefore(retired[middle].facts) { low = middle + 1 } else { high = middle }
        }
        return low < retired.count ? retired[low] : nil
    }
}
