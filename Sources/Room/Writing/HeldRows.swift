import EventLog

/// Rows of the timeline that are to be written: those that just came, and before them those that could not be written when
/// they came.
struct HeldRows {
    /// More are not kept in memory while nothing can be written.
    static let countMax = 20_000

    private var rows: [TimelineStore.Write] = []
    private var position: Int64 = 0
    private var isGapped = false

    var isEmpty: Bool { rows.isEmpty }

    /// What to write, and up to which event; nil where nothing is due.
    ///
    /// Once rows were given up, the views have a gap: they say so for good, and are made anew when the room is opened next.
    var due: (rows: [TimelineStore.Write], position: Int64)? {
        position > 0 ? (rows, isGapped ? TimelineStore.gappedPosition : position) : nil
    }

    /// Those that were held alone are given up where they become too many: the log still has what they were made of.
    mutating func add(_ more: [TimelineStore.Write], upTo position: Int64) {
        guard position > 0 else { return }
        if !rows.isEmpty, rows.count + more.count > Self.countMax {
            rows = []
            isGapped = true
        }
        rows += more
        self.position = position
    }

    mutating func wereWritten() {
        rows = []
        position = 0
    }
}
