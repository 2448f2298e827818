/// The playbooks of which a screen wants to know how many alerts they fit, cut to what a room answers.
public struct PlaybookInterests: Sendable, Equatable {
    /// A playbook's name, and its sets of matchers as ``MatcherSyntax`` reads them: it fits an alert that matches one set.
    public struct Interest: Sendable, Equatable, Codable {
        public var name: String
        public var matchers: [String]

        public init(name: String, matchers: [String]) {
            self.name = name
            self.matchers = matchers
        }
    }

    /// At most ``Limits/interestsMax``, of no more than ``Limits/interestBytesMax`` bytes.
    public let list: [Interest]
    /// Hex digits that the same list has everywhere.
    public let id: String

    public init(_ interests: [Interest]) {
        var kept: [Interest] = []
        var left = Limits.interestBytesMax
        for interest in interests where !interest.matchers.isEmpty && kept.count < Limits.interestsMax {
            let cut = Interest(
                name: interest.name, matchers: Array(interest.matchers.prefix(Limits.interestMatchersMax)))
            left -= cut.matchers.reduce(cut.name.utf8.count) { $0 + $1.utf8.count }
            guard left >= 0 else { break }
            kept.append(cut)
        }
        list = kept
        id = Self.id(of: kept)
    }

    /// FNV-1a over names and matchers; each ends with a byte that no text has, each playbook with another one.
    private static func id(of list: [Interest]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for interest in list {
            for text in [interest.name] + interest.matchers {
                for byte in text.utf8 { add(byte) }
                add(0xFF)
            }
            add(0xFE)
        }
        return String(hash, radix: 16)
    }
}

/// A playbook and how many alerts it fits.
public struct FittingPlaybook: Sendable, Equatable, Codable {
    public var name: String
    /// Of the alerts that fire or are acknowledged: at least so many.
    public var alerts: Int

    public init(name: String, alerts: Int) {
        self.name = name
        self.alerts = alerts
    }
}

/// Interests with their matchers read: finds which of the playbooks fit what is on the board.
public struct PlaybookFitting: Sendable {
    public let id: String
    private let playbooks: [(name: String, sets: [[Matcher]])]
    /// Alerts of the board that are looked at.
    private let length: Int

    /// Sets of matchers that cannot be read are left out.
    public init(_ interests: PlaybookInterests) {
        id = interests.id
        playbooks = interests.list.map { interest in
            (interest.name, interest.matchers.compactMap { try? MatcherSyntax.parse($0) })
        }
        let sets = playbooks.reduce(0) { $0 + $1.sets.count }
        length = min(Limits.interestAlertsMax, Limits.interestMatchesMax / max(1, sets))
    }

    /// Those that fit an alert that fires or is acknowledged, in their own order; the worst alerts are looked at first.
    public func playbooks(fitting state: RoomState) -> [FittingPlaybook] {
        let labels = state.board.page(offset: 0, length: length).compactMap { key in
            state.alerts[key.alert].flatMap { alert in
                alert.state == .firing || alert.state == .acknowledged ? alert.labels : nil
            }
        }
        return playbooks.compactMap { playbook in
            let alerts = labels.count { labels in playbook.sets.contains { $0.match(labels) } }
            return alerts == 0 ? nil : FittingPlaybook(name: playbook.name, alerts: alerts)
        }
    }
}
