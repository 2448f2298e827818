import WarRoom

/// A note as it is typed: `#finding @03:05 pool exhausted`; tag and time come first, in any order, or not at all.
struct NoteText: Sendable, Equatable {
    var body: String
    var tag: NoteTag?
    var at: Instant?

    /// Reads what was typed.
    init(_ text: String, clock: LocalClock, now: Instant) throws(PromptProblem) {
        var rest = text[...].drop { $0.isWhitespace }
        while case let word = rest.prefix(while: { !$0.isWhitespace }), !word.isEmpty {
            if let tag = NoteText.tag(word), self.tag == nil {
                self.tag = tag
            } else if NoteText.isTime(word), at == nil {
                at = try NoteText.instant(word.dropFirst(), clock: clock, now: now)
            } else {
                break
            }
            rest = rest.dropFirst(word.count).drop { $0.isWhitespace }
        }
        body = String(rest)
        guard !body.isEmpty else { throw PromptProblem("a note cannot be empty; Esc leaves") }
    }

    /// The tag that a note begins with, while it is being typed.
    static func tag(in text: String) -> NoteTag? {
        for word in text.split(maxSplits: 2, whereSeparator: \.isWhitespace).prefix(2) {
            if let tag = tag(word) { return tag }
            guard isTime(word) else { return nil }
        }
        return nil
    }

    private static func tag(_ word: Substring) -> NoteTag? {
        word.hasPrefix("#") ? NoteTag(rawValue: word.dropFirst().lowercased()) : nil
    }

    private static func isTime(_ word: Substring) -> Bool {
        guard word.hasPrefix("@"), let first = word.dropFirst().first else { return false }
        return first == "-" || first.isNumber
    }

    /// `03:05`, the last time the clock showed it, or `-5m`, that long ago.
    private static func instant(
        _ text: Substring, clock: LocalClock, now: Instant
    ) throws(PromptProblem) -> Instant {
        if text.hasPrefix("-"), let length = Milliseconds(written: String(text.dropFirst())) { return now - length }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, let hour = Int64(parts[0]), let minute = Int64(parts[1]), (0...23).contains(hour),
            (0...59).contains(minute), parts[1].count == 2
        {
            return clock.latest(hour: hour, minute: minute, now: now)
        }
        throw PromptProblem("expected a time as @03:05 or @-5m, found @\(text)")
    }
}
