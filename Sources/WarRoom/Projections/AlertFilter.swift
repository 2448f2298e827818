/// What a person typed to narrow the board: matchers, or words of which all must occur, `!word` for those that must not.
///
/// Words are looked for without regard to case in name, title, label values, severity, state and whose it is; `flapping` is one of
/// them, and of alerts that stand under others `under` and the name of the first that hides them.
public struct AlertFilter: Sendable, Equatable {
    public let text: String
    private let matchers: [Matcher]
    private let words: [Word]
    /// Only alerts of these states; empty for all that the board shows.
    public var states: Set<AlertState> = []

    private struct Word: Sendable, Equatable {
        let text: String
        let isWanted: Bool
    }

    /// Throws where it looks like a matcher and cannot be read as one.
    public init(_ text: String) throws(MatcherError) {
        self.text = text
        if MatcherSyntax.looksLikeMatcher(text) {
            matchers = try MatcherSyntax.parse(text)
            words = []
        } else {
            matchers = []
            words = text.split(separator: " ").map {
                let isWanted = !$0.hasPrefix("!")
                return Word(
                    text: ($0.hasPrefix("!") ? String($0.dropFirst()) : String($0)).lowercased(), isWanted: isWanted)
            }.filter { !$0.text.isEmpty }
        }
    }

    public init(matchers: [Matcher], states: Set<AlertState> = []) {
        text = matchers.map(\.description).joined(separator: ", ")
        self.matchers = matchers
        words = []
        self.states = states
    }

    public static let all = AlertFilter(matchers: [])

    public var isAll: Bool { matchers.isEmpty && words.isEmpty && states.isEmpty }

    /// Whether an alert is one of those wanted, with what it stands under in a room.
    public func matches(_ alert: Alert, in state: RoomState) -> Bool {
        guard states.isEmpty || states.contains(alert.state), matchers.match(alert.labels) else { return false }
        return words.allSatisfy { word in
            let isSaid =
                contains(word.text, alert)
                || state.inhibitors(of: alert)?.alerts.first.map { Self.isUnder(word.text, state.name(of: $0)) }
                    ?? false
            return isSaid == word.isWanted
        }
    }

    /// The same without regard to others: what an alert says of itself.
    public func matches(_ alert: Alert) -> Bool {
        guard states.isEmpty || states.contains(alert.state), matchers.match(alert.labels) else { return false }
        return words.allSatisfy { contains($0.text, alert) == $0.isWanted }
    }

    /// The same for an alert as it is shown.
    public func matches(_ row: AlertRow) -> Bool {
        guard states.isEmpty || states.contains(row.state), matchers.match(row.labels) else { return false }
        let owner = row.state == .acknowledged ? row.by : nil
        return words.allSatisfy { word in
            let isSaid =
                row.flapping == true && Self.isFlapping(word.text)
                || row.under.map { Self.isUnder(word.text, $0) } ?? false
                || Self.isSaid(word.text, row.title, row.severity, row.state, owner, row.labels)
            return isSaid == word.isWanted
        }
    }

    private func contains(_ word: String, _ alert: Alert) -> Bool {
        Self.isFlapping(word) && alert.isFlapping
            || Self.isSaid(word, alert.title, alert.severity, alert.state, alert.ack?.person, alert.labels)
    }

    private static func isUnder(_ word: String, _ name: String) -> Bool {
        "under".hasPrefix(word) || Substring.occurs(word, in: name)
    }

    private static func isFlapping(_ word: String) -> Bool { "flapping".hasPrefix(word) }

    private static func isSaid(
        _ word: String, _ title: String, _ severity: AlertSeverity, _ state: AlertState, _ owner: String?,
        _ labels: Labels
    ) -> Bool {
        if Substring.occurs(word, in: title) || severity.rawValue.hasPrefix(word) || state.rawValue.hasPrefix(word)
            || Substring.occurs(word, in: owner ?? "")
        {
            return true
        }
        return labels.contains { Substring.occurs(word, in: $0.value) }
    }
}

extension Substring {
    /// Whether a word in lower case occurs in a text, without regard to case.
    static func occurs(_ word: String, in text: String) -> Bool {
        let wanted = word.utf8
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let folded =
            isASCII ? Array(text.utf8.map { ($0 >= 65 && $0 <= 90) ? $0 + 32 : $0 }) : Array(text.lowercased().utf8)
        guard let first = wanted.first else { return true }
        guard folded.count >= wanted.count else { return false }
        for start in 0...(folded.count - wanted.count) where folded[start] == first {
            if folded[start...].starts(with: wanted) { return true }
        }
        return false
    }
}
