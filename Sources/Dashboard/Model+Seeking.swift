import WarRoom

/// Finding the selected alert again that others pushed out of the window.
extension Model {
    /// The newer view with its own board, or with the old one while the selected alert is sought: in a storm it may be
    /// thousands of lines further down by now, and only the room can tell where.
    mutating func holding(_ selected: AlertRow?, of old: RoomView, in newer: RoomView) -> RoomView {
        if !board.isSeeking {
            guard let selected, isWorthSeeking(selected, missingIn: newer) else { return newer }
            board.anchor = selected.id
            // Should the room not know it any more, then what stood here is the best there is.
            board.requestedOffset = old.offset
            board.isSeeking = true
        }
        var held = newer
        held.offset = old.offset
        held.matching = old.matching
        held.rows = old.rows
        held.groups = old.groups
        held.lines = old.lines
        held.groupedAt = old.groupedAt
        return held
    }

    /// Whether an alert that is no longer among the rows may still be on the board.
    private func isWorthSeeking(_ row: AlertRow, missingIn newer: RoomView) -> Bool {
        let loaded = newer.rows.count + (newer.groups?.count ?? 0)
        let isWhole = newer.offset == 0 && loaded >= newer.lines ?? newer.matching
        // The room has looked around the anchor: where that is missing, it is gone.
        guard !isWhole, board.anchor != row.id, board.awaited == nil,
            !newer.rows.contains(where: { $0.id == row.id })
        else { return false }
        if let grouping = loadedBoard.grouping {
            return board.opened.contains(GroupID(grouping.group(of: row)))
        }
        // One's own act took it away, unless its place is outside of the rows.
        guard board.acted == .alert(row.id), let first = newer.rows.first, let last = newer.rows.last else {
            return true
        }
        return BoardKey(row) < BoardKey(first) || BoardKey(last) < BoardKey(row)
    }
}
