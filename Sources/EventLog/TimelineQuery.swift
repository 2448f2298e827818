import GRDB
import WarRoom

/// A page of the timeline as SQL; every word that somebody typed travels as an argument.
///
/// It finds what ``TimelineFilter/matches(_:)`` finds, whether a row is indexed yet or not.
struct TimelineQuery {
    private(set) var sql = ""
    private(set) var arguments: [(any DatabaseValueConvertible)?] = []
    /// The shortest word that the trigram index can find; shorter ones are looked for row by row.
    private static let indexedWordLengthMin = 3
    /// More words than anybody types; SQLite refuses expressions that are a thousand deep.
    private static let wordsMax = 100

    init(_ filter: TimelineFilter, before: Int64?, after: Int64?, limit: Int) {
        var conditions = ["isWithdrawn = 0"]
        if let incident = filter.incident {
            conditions.append("incident = ?")
            arguments.append(incident.number)
        }
        if let before {
            conditions.append("sequence < ?")
            arguments.append(before)
        }
        if let after {
            conditions.append("sequence > ?")
            arguments.append(after)
        }
        for word in filter.words.prefix(Self.wordsMax) {
            conditions.append(condition(for: word.text, isWanted: word.isWanted))
        }
        let order = after == nil ? "DESC" : "ASC"
        sql = """
            SELECT \(ViewSchema.columns) FROM timeline WHERE \(conditions.joined(separator: " AND "))
            ORDER BY sequence \(order) LIMIT \(max(0, limit))
            """
    }

    private mutating func condition(for word: String, isWanted: Bool) -> String {
        // An argument ends at a NUL, and would then be another word.
        guard !word.utf8.contains(0) else { return isWanted ? "FALSE" : "TRUE" }
        // SQLite folds ASCII only; GRDB adds a function that folds as Swift does, at the price of a call for each row.
        let isASCII = word.utf8.allSatisfy { $0 < 0x80 }
        let lowered = isASCII ? "lower" : "swiftLowercaseString"
        let byRow = "(instr(\(lowered)(sentence), ?) > 0 OR instr(\(lowered)(who), ?) > 0)"
        let byTag = Self.tags(beginningWith: word).map { " OR coalesce(tag, '') = '\($0)'" }.joined()
        guard isWanted, word.unicodeScalars.count >= Self.indexedWordLengthMin else {
            arguments += [word, word]
            return isWanted ? "(\(byRow)\(byTag))" : "NOT (\(byRow)\(byTag))"
        }
        arguments += [Self.phrase(word), word, word]
        return """
            (sequence IN (SELECT rowid FROM search WHERE search MATCH ?)
            OR (sequence > (SELECT value FROM progress WHERE name = 'search') AND \(byRow))\(byTag))
            """
    }

    private static func tags(beginningWith word: String) -> [String] {
        NoteTag.allCases.map(\.rawValue).filter { $0.hasPrefix(word) }
    }

    /// The word as one quoted phrase of FTS5. Scalar by scalar: a quote with a combining mark is a quote all the same.
    private static func phrase(_ word: String) -> String {
        var phrase = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in word.unicodeScalars {
            if scalar == "\"" { phrase.append(scalar) }
            phrase.append(scalar)
        }
        phrase.append("\"")
        return String(phrase)
    }
}
