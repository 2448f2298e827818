import GRDB
import WarRoom

/// A page of the timeline as SQL; every word that somebody typed travels as an argument.
///
/// It finds what ``TimelineFilter/matches(_:)`` finds. Words that the index can find are asked of it, for the rows that it
/// has; the rest of the rows, and the other words, are looked at row by row until the page is full.
struct TimelineQuery {
    /// Where a page lies and how long it is: the newest entries before a position, or the oldest after one.
    struct Page {
        var before: Int64?
        var after: Int64?
        var limit: Int
        var isAscending: Bool
    }

    /// The rows that one statement reads.
    enum Part { case all, indexed, notIndexed }

    private let incident: Int64?
    private let isOfRoom: Bool
    /// Words that the index finds.
    private let phrases: [String]
    private let words: [(text: String, isWanted: Bool)]
    /// The shortest word that the trigram index can find.
    private static let indexedWordLengthMin = 3
    /// More words than anybody types; SQLite refuses expressions that are a thousand deep.
    private static let wordsMax = 100

    init(_ filter: TimelineFilter) {
        incident = filter.incident?.number
        isOfRoom = filter.isOfRoom == true
        words = Array(filter.words.prefix(Self.wordsMax))
        phrases = words.filter { $0.isWanted && Self.isIndexed($0.text) }.map { Self.phrase($0.text) }
    }

    /// The parts to read for a page, in their order, until it is full.
    func parts(of page: Page) -> [Part] {
        // An incident's own rows are few and have an index: going through all that match elsewhere would take longer.
        guard !phrases.isEmpty, incident == nil else { return [.all] }
        return page.isAscending ? [.indexed, .notIndexed] : [.notIndexed, .indexed]
    }

    func request(_ part: Part, of page: Page) -> SQLRequest<Row> {
        var conditions = ["isWithdrawn = 0"]
        var arguments: [(any DatabaseValueConvertible)?] = []
        // The index gives its rows in their order, lazily; the conditions on the position must be on its own column.
        let position = part == .indexed ? "search.rowid" : "timeline.sequence"
        switch part {
        case .all: break
        case .indexed:
            conditions.append("search MATCH ?")
            arguments.append(phrases.joined(separator: " AND "))
        case .notIndexed: conditions.append("timeline.sequence > (SELECT value FROM progress WHERE name = 'search')")
        }
        if let before = page.before {
            conditions.append("\(position) < ?")
            arguments.append(before)
        }
        if let after = page.after {
            conditions.append("\(position) > ?")
            arguments.append(after)
        }
        if let incident {
            conditions.append("incident = ?")
            arguments.append(incident)
        }
        if isOfRoom { conditions.append("incident IS NULL") }
        for word in words where part != .indexed || !word.isWanted || !Self.isIndexed(word.text) {
            conditions.append(Self.condition(for: word, &arguments))
        }
        let tables =
            part == .indexed ? "search CROSS JOIN timeline ON timeline.sequence = search.rowid" : "timeline"
        let sql = """
            SELECT \(Self.columns) FROM \(tables) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(position) \(page.isAscending ? "ASC" : "DESC") LIMIT \(max(0, page.limit))
            """
        return SQLRequest(sql: sql, arguments: StatementArguments(arguments))
    }

    private static let columns = ViewSchema.columns.split { ", \n".contains($0) }.map { "timeline.\($0)" }
        .joined(separator: ", ")

    /// The condition that a row has the word, or has it not.
    private static func condition(
        for word: (text: String, isWanted: Bool), _ arguments: inout [(any DatabaseValueConvertible)?]
    ) -> String {
        // An argument ends at a NUL, and would then be another word.
        guard !word.text.utf8.contains(0) else { return word.isWanted ? "FALSE" : "TRUE" }
        // SQLite folds ASCII only; GRDB adds a function that folds as Swift does, at the price of a call for each row.
        let isASCII = word.text.utf8.allSatisfy { $0 < 0x80 }
        let lowered = isASCII ? "lower" : "swiftLowercaseString"
        arguments += [word.text, word.text]
        var places = ["sentence", "who"].map { "instr(\(lowered)(timeline.\($0)), ?) > 0" }
        places += tags(beginningWith: word.text).map { "coalesce(tag, '') = '\($0)'" }
        return "\(word.isWanted ? "" : "NOT ")(\(places.joined(separator: " OR ")))"
    }

    /// Whether the index finds every row that has the word. It does not know the tags.
    private static func isIndexed(_ word: String) -> Bool {
        word.unicodeScalars.count >= indexedWordLengthMin && !word.utf8.contains(0) && tags(beginningWith: word).isEmpty
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
