/// A stretch of the board: the rows of a filter from an offset on.
public struct BoardWindow: Sendable, Equatable {
    public var offset: Int
    public var rows: [AlertRow]
    /// How many alerts the filter shows.
    public var matching: Int

    public init(of state: RoomState, filter: AlertFilter, offset: Int, length: Int) {
        let length = min(max(0, length), Limits.windowRowsMax)
        if filter.isAll {
            matching = state.board.count
            self.offset = min(max(0, offset), max(0, matching - 1))
            rows = state.board.page(offset: self.offset, length: length).compactMap { key in
                state.alerts[key.alert].map { AlertRow($0, in: state) }
            }
            return
        }
        var found = 0
        var rows: [AlertRow] = []
        for key in state.board {
            guard let alert = state.alerts[key.alert], filter.matches(alert) else { continue }
            if found >= offset, rows.count < length { rows.append(AlertRow(alert, in: state)) }
            found += 1
        }
        matching = found
        self.offset = offset
        self.rows = rows
    }
}
