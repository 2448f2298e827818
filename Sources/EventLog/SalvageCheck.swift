import EventCodec
import WarRoom

/// Judges the rows of a damaged log by its chain, as far as rows are left that a hash can be checked against.
///
/// A hash covers its own row and the hash of the row before. So a row whose predecessor is there is proved or refuted; the
/// first row after a gap is neither, and goes on being the measure for the next.
struct SalvageCheck {
    enum Verdict: Equatable {
        /// Its hash follows from the row before it.
        case proved
        /// So it does, but its text was not the one that was written and has been taken out.
        case withoutText
        /// The row before it is missing.
        case unproved
        /// It is not what was written.
        case rejected
    }

    /// What the hash before the next row may be; empty where nothing is known.
    private var candidates: [[UInt8]]
    private var next: Int64 = 1
    private let end: Int64

    /// Where the log and its head name different rooms, the first row tells which is right. A row beyond `end` must be proved: no
    /// gap goes there, but a damaged number may.
    init(rooms: [EventID], end: Int64) {
        candidates = rooms.map(Chain.start(room:))
        self.end = end
    }

    /// Judges the next row, and takes a text out that is not the one that was written.
    mutating func judge(_ row: inout LogRow) -> Verdict {
        if row.record.sequence != next, !ChainCheck.isKnownLoss(row.record, from: next) { candidates = [] }
        next = row.record.sequence + 1
        let digest = row.digest ?? []
        let computed = candidates.map { Chain.hash(row.record, textDigest: digest, after: $0) }
        let stored = row.record.hash
        let isProved = computed.contains(stored)
        let isPossible = isProved || candidates.isEmpty && row.record.sequence <= end
        // Of a row that does not fit, either the hash is wrong or the rest of it: the next row tells.
        candidates = isPossible ? [stored] : Array(([stored] + computed).prefix(Self.candidatesMax))
        guard isPossible else { return .rejected }
        let hasItsText = row.record.text.map { Self.fits($0, row) } ?? true
        if !hasItsText {
            // The chain vouches for the facts and the digest. Where it does not, this row is known to be damaged.
            guard isProved else { return .rejected }
            row.record.text = nil
            (row.salt, row.digest) = (nil, nil)
        }
        guard (try? row.record.event()) != nil else { return .rejected }
        return !hasItsText ? .withoutText : isProved ? .proved : .unproved
    }

    private static let candidatesMax = 3

    private static func fits(_ text: [UInt8], _ row: LogRow) -> Bool {
        guard let salt = row.salt, salt.count == SaltSource.length else { return false }
        return Chain.digest(text: text, salt: salt) == row.digest
    }
}
