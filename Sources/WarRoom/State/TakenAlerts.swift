/// Who has acknowledged which alerts: follows from the alerts alone, and is kept so that nobody has to look through them.
public struct TakenAlerts: Sendable, Equatable {
    /// An alert that somebody looks after.
    struct Taking: Sendable, Equatable {
        let person: String
        let alert: AlertID
        let at: Instant
        let until: Instant
    }

    /// An alert at a time.
    private struct Timed: Sendable, Comparable {
        let at: Instant
        let alert: AlertID

        static func < (left: Timed, right: Timed) -> Bool {
            left.at == right.at ? left.alert < right.alert : left.at < right.at
        }
    }

    /// A person, by when the oldest of their acks began.
    private struct Turn: Sendable, Comparable {
        let since: Instant
        let person: String

        static func < (left: Turn, right: Turn) -> Bool {
            left.since == right.since ? left.person < right.person : left.since < right.since
        }
    }

    /// What one person has: by when it was taken, and by when its ack ends.
    private struct Hand: Sendable, Equatable {
        var taken = SortedSet<Timed>()
        var ending = SortedSet<Timed>()
    }

    private var hands: [String: Hand] = [:]
    private var turns = SortedSet<Turn>()

    init() {}

    /// How many people have taken something.
    public var people: Int { turns.count }

    mutating func insert(_ taking: Taking) {
        change(taking.person) {
            $0.taken.insert(Timed(at: taking.at, alert: taking.alert))
            $0.ending.insert(Timed(at: taking.until, alert: taking.alert))
        }
    }

    mutating func remove(_ taking: Taking) {
        change(taking.person) {
            $0.taken.remove(Timed(at: taking.at, alert: taking.alert))
            $0.ending.remove(Timed(at: taking.until, alert: taking.alert))
        }
    }

    /// In place: a hand may hold a hundred thousand.
    private mutating func change(_ person: String, _ change: (inout Hand) -> Void) {
        let before = hands[person]?.taken.first
        change(&hands[person, default: Hand()])
        let after = hands[person]?.taken.first
        if after == nil { hands[person] = nil }
        guard before?.at != after?.at else { return }
        if let before { turns.remove(Turn(since: before.at, person: person)) }
        if let after { turns.insert(Turn(since: after.at, person: person)) }
    }

    /// The first so many people: the alert that each took last, how many they have, and when the first of their acks ends.
    func first(_ length: Int) -> [(person: String, newest: AlertID, count: Int, until: Instant)] {
        turns.page(offset: 0, length: length).compactMap { turn in
            guard let hand = hands[turn.person], let newest = hand.taken.last, let next = hand.ending.first else {
                return nil
            }
            return (turn.person, newest.alert, hand.taken.count, next.at)
        }
    }
}

extension Alert {
    /// Who looks after it, while somebody does.
    var taking: TakenAlerts.Taking? {
        guard phase == .acknowledged, let ack else { return nil }
        return TakenAlerts.Taking(person: ack.person, alert: id, at: ack.at, until: ack.until)
    }
}
