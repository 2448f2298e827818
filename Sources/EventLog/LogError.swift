/// What can go wrong with a room's files, in sentences for people.
public enum LogError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The home or one of its files cannot be made or opened.
    case cannotOpen(path: String, reason: String)
    /// There is no log to read.
    case missing(path: String)
    /// The log is of a newer version.
    case newerVersion(found: Int, known: Int)
    /// The database does not keep what it was told about durability.
    case notDurable(found: Int)
    /// Nothing can be written now: full, read-only, broken. What was to be written is not there.
    case unwritable(reason: String)
    /// The home, or one of its files, is no longer there, or another. What was to be written may stand in files without a name.
    case gone(path: String, home: String)
    /// An event id is in the log already.
    case duplicate(id: String)
    /// A line of an export cannot be taken over; the first is 1.
    case badLine(number: Int, reason: String)
    /// A row of the log cannot be what was written; 0 where it is no certain row.
    case damaged(sequence: Int64, reason: String)

    /// What to do about a file that is damaged.
    public static let salvageHint = "`warroom log salvage DEST` makes a new log of what can still be read"

    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "cannot open \(path): \(reason)"
        case .missing(let path):
            "cannot open \(path): there is no log yet: `warroom` or `warroom serve` makes one"
        case .newerVersion(let found, let known):
            "the log has version \(found), this warroom knows up to \(known): run the warroom that wrote it, or a newer one"
        case .notDurable(let found):
            "SQLite answers synchronous=\(found) where 2 (FULL) was set: the log would not survive a power cut, so it stays closed"
        case .unwritable(let reason):
            "the log cannot be written: \(reason)"
        case .gone(let path, let home):
            (path == home
                ? "the home \(home) is gone" : "\(path) is gone, or is not the file any more that the room writes")
                + ": put it back, or start anew with `warroom serve --home \(home)`"
        case .duplicate(let id):
            "the event \(id) is in the log already"
        case .badLine(let number, let reason):
            "line \(number): \(reason)"
        case .damaged(let sequence, let reason):
            "the log is damaged\(sequence == 0 ? "" : " at #\(sequence)"): \(reason)"
        }
    }
}
