import WarRoom

/// What was typed about an ack: `30m looking into it`, `30m @bo look please`; length and person come first, in any
/// order, or not at all.
struct AckAnswer: Equatable {
    /// Nil for the configured length.
    var length: Milliseconds?
    /// Nil for the one who types.
    var person: String?
    var note: String?

    init(_ text: String) throws(PromptProblem) {
        var rest = AckAnswer.trimmed(text)[...]
        while let word = rest.split(separator: " ", maxSplits: 1).first {
            if word.hasPrefix("@"), person == nil {
                guard word.count > 1 else { throw PromptProblem("whose is it to be? Write @ and a name: @bo") }
                person = String(word.dropFirst())
            } else if length == nil, let length = try WrittenLength(word) {
                self.length = length.value
            } else {
                break
            }
            rest = rest.dropFirst(word.count).drop { $0 == " " }
        }
        note = rest.isEmpty ? nil : String(rest)
        if let length, length > Limits.ackLengthMax || length <= .zero {
            throw PromptProblem("an ack lasts up to \(Limits.ackLengthMax.spoken), found \(length.spoken)")
        }
    }

    /// The beginning of a name that is being typed behind an `@`, and the text before it; nil where none is, and in notes.
    static func open(in text: String) -> (before: String, name: String)? {
        guard let at = text.firstIndex(of: "@") else { return nil }
        let words = text[..<at].split(separator: " ")
        let isBehindBlank = at == text.startIndex || text[..<at].last == " "
        let name = text[text.index(after: at)...]
        guard isBehindBlank, words.count <= 1, words.allSatisfy({ Milliseconds(written: String($0)) != nil }),
            !name.contains(" ")
        else { return nil }
        return (String(text[..<at]), String(name))
    }

    /// The text without blanks at either end.
    static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}

/// A length as people write it, `30m` or `1h30m`.
struct WrittenLength: Equatable {
    let value: Milliseconds

    /// Nil for a word that is none. Throws for a bare number: of what?
    init?(_ word: Substring) throws(PromptProblem) {
        guard let digit = word.first, digit.isASCII, digit.isNumber else { return nil }
        if let length = Milliseconds(written: String(word)) {
            value = length
            return
        }
        guard word.allSatisfy(\.isNumber) else { return nil }
        throw PromptProblem("\(word) of what? Write \(word)m or \(word)h")
    }
}
