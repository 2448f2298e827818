import GRDB
import WarRoom

/// A page of the timeline as SQL; every word that somebody typed travels as an argument.
struct TimelineQuery {
    private(set) var sql = ""
    private(set) var arguments: [(any DatabaseValueConvertible)?] = []
    /// The shortest word that the trigram index can find; shorter ones are looked for row by row.
    private static let indexedWordLengthMin = 3

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
        for word in filter.words {
            conditions.append(condition(for: word.text, isWanted: word.isWanted))
        }
        let order = after == nil ? "DESC" : "ASC"
        sql = """
            SELECT \(ViewSchema.columns) FROM timeline WHERE \(conditions.joined(separator: " AND "))
            ORDER BY sequence \(order) LIMIT \(max(0, limit))
            """
    }

    private mutating func condition(for word: String, isWanted: Bool) -> String {
        let pattern = "%" + word.flatMap { $0 == "%" || $0 == "_" || $0 == "\\" ? "\\\($0)" : String($0) } + "%"
        let byRow = "(sentence LIKE ? ESCAPE '\\' OR who LIKE ? ESCAPE '\\' OR tag LIKE ? ESCAPE '\\')"
        let rowArguments: [(any DatabaseValueConvertible)?] = [String(pattern), String(pattern), word + "%"]
        guard isWanted, word.unicodeScalars.count >= Self.indexedWordLengthMin else {
            arguments += rowArguments
            return isWanted ? byRow : "NOT \(byRow)"
        }
        arguments.append("\"" + word.flatMap { $0 == "\"" ? "\"\"" : String($0) } + "\"")
        arguments += [word + "%"]
        arguments += rowArguments
        return """
            (sequence IN (SELECT rowid FROM search WHERE search MATCH ?) OR tag LIKE ?
            OR (sequence > (SELECT value FROM progress WHERE name = 'search') AND \(byRow)))
            """
    }
}
