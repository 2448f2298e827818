/// Holds back what a broken sender repeats: the first refusals are logged at once, the rest of a minute is summed up.
///
/// Not part of the state, since only what is logged counts; bounded, since names of senders are the senders' own.
public struct RefusalLedger: Sendable {
    private struct Key: Hashable, Comparable {
        let source: String
        let sender: String

        static func < (left: Key, right: Key) -> Bool { (left.source, left.sender) < (right.source, right.sender) }
    }

    private var held: [Key: RefuseInput] = [:]
    private var logged: Set<Key> = []
    private var since: Instant

    public init(since start: Instant) {
        since = start
    }

    public var isEmpty: Bool { held.isEmpty }

    /// When the held ones are due; nil where there are none.
    public var due: Instant? { isEmpty ? nil : since + Limits.refusalSummaryInterval }

    /// Whether a refusal is to be logged at once; otherwise it is held.
    public mutating func admit(_ refusal: RefuseInput, at now: Instant) -> Bool {
        if isEmpty, now >= since + Limits.refusalSummaryInterval || now < since {
            logged = []
            since = now
        }
        let key = Key(source: refusal.source, sender: refusal.sender)
        if logged.count < Limits.refusalsAtOnceMax, logged.insert(key).inserted { return true }
        hold(refusal, as: key)
        return false
    }

    private mutating func hold(_ refusal: RefuseInput, as key: Key) {
        let isCrowded = held[key] == nil && held.count >= Limits.refusalsHeldMax
        let key = isCrowded ? Key(source: refusal.source, sender: "others") : key
        held[key] = held[key]?.followed(by: refusal) ?? refusal.named(key.sender)
    }

    /// Takes the held ones out, one a sender.
    public mutating func drain(at now: Instant) -> [RefuseInput] {
        defer {
            held = [:]
            logged = []
            since = now
        }
        return held.sorted { $0.key < $1.key }.map(\.value)
    }
}

extension RefuseInput {
    /// The two in one: the newer one's words, both counts.
    fileprivate func followed(by next: RefuseInput) -> RefuseInput {
        RefuseInput(
            source: source, sender: sender, items: Int(clamping: Int64(items).clampedSum(Int64(next.items))),
            requests: requests.clampedSum(next.requests), reason: next.reason, body: next.body)
    }

    fileprivate func named(_ sender: String) -> RefuseInput {
        RefuseInput(source: source, sender: sender, items: items, requests: requests, reason: reason, body: body)
    }
}
