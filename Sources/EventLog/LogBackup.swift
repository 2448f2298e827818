public import WarRoom

/// A copy of a log while its daemon goes on writing: one moment of it, in a home of its own, with the head beside it.
public enum LogBackup {
    /// Copies the log and checks the copy.
    ///
    /// The copy's head is the copy's own end; but where the log's head does not fit what was copied, the copy gets that one,
    /// so that a loss or a change stays as evident in the copy as in the log. `destination` must be empty and locked. Throws
    /// ``LogError``.
    public static func run(of home: Home, to destination: Home) throws -> (head: Head, verification: Verification) {
        // Before the copy, because the daemon goes on: the head must not be newer than what is copied.
        let known = HeadFile.read(path: home.head)
        let source = try EventReader.open(home)
        let copy = try UnfinishedLog(destination)
        try copy.copy(source)
        let reader = copy.reader
        let last = try reader.last(room: try reader.room())
        let fits = try known.map { try reader.has($0) } ?? true
        let head = fits ? last : known ?? last
        try copy.finish(head)
        return (last, try Verification.check(destination))
    }
}

extension EventReader {
    /// Whether a head is of this log's room, and of an event that it has.
    fileprivate func has(_ head: Head) throws -> Bool {
        guard try room() == head.room else { return false }
        return try head.sequence == 0 || hash(at: head.sequence) == head.hash
    }
}
