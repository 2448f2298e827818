/// What falls due by itself: the subject names the thing, so that each has at most one deadline of a kind.
public enum DeadlineSubject: Sendable, Hashable, Comparable {
    /// The source of an alert has been silent for its whole timeout.
    case alertExpiry(AlertID)
    case ackExpiry(AlertID)
    /// An alert that cleared before anyone looked counts as seen.
    case unseen(AlertID)
    case silenceStart(EventID)
    case silenceEnd(EventID)
    case onCallEnd
    /// A watched sender has been silent for too long, or is no longer.
    case senderSilence(String)

    /// The alert that it is about.
    var alert: AlertID? {
        switch self {
        case .alertExpiry(let alert), .ackExpiry(let alert), .unseen(let alert): alert
        case .senderSilence(let name): SenderWatch.alert(for: name, isFiring: true, silence: .zero).alert
        case .silenceStart, .silenceEnd, .onCallEnd: nil
        }
    }
}

/// Every deadline of the room in one ordered set, soonest first.
public struct DeadlineSet: Sendable, Equatable {
    /// A subject and when it falls due.
    public struct Deadline: Sendable, Hashable, Comparable {
        public let due: Instant
        public let subject: DeadlineSubject

        init(due: Instant, subject: DeadlineSubject) {
            self.due = due
            self.subject = subject
        }

        public static func < (left: Deadline, right: Deadline) -> Bool {
            left.due == right.due ? left.subject < right.subject : left.due < right.due
        }
    }

    private var ordered = SortedSet<Deadline>()
    private var dues: [DeadlineSubject: Instant] = [:]

    public init() {}

    public var count: Int { ordered.count }
    public var soonest: Deadline? { ordered.first }

    public subscript(subject: DeadlineSubject) -> Instant? {
        get { dues[subject] }
        set {
            let old = newValue.map { dues.updateValue($0, forKey: subject) } ?? dues.removeValue(forKey: subject)
            if let old { ordered.remove(Deadline(due: old, subject: subject)) }
            if let newValue { ordered.insert(Deadline(due: newValue, subject: subject)) }
        }
    }

    /// Sets many deadlines at once, which costs little more than sorting them.
    mutating func set(_ deadlines: [Deadline]) {
        for deadline in deadlines { dues[deadline.subject] = deadline.due }
        ordered = SortedSet(sorted: dues.map { Deadline(due: $0.value, subject: $0.key) }.sorted())
    }

    /// The deadlines that are due at `now`, soonest first, at most `limit`.
    public func due(at now: Instant, limit: Int) -> [Deadline] {
        Array(ordered.page(offset: 0, length: limit).prefix { $0.due <= now })
    }

    /// The next `limit` deadlines, soonest first.
    public func upcoming(limit: Int) -> [Deadline] {
        ordered.page(offset: 0, length: limit)
    }
}
