/// A stretch of the board: the rows of a filter from an offset on.
public struct BoardWindow: Sendable, Equatable {
    public var offset: Int
    public var rows: [AlertRow]
    /// How many alerts the filter shows.
    public var matching: Int
    /// The groups in the stretch, in their order; their alerts' rows fill the lines between. Nil where nothing is grouped.
    public var groups: [AlertGroup]?
    /// How many lines there are where the board is grouped; else there are as many as alerts.
    public var lines: Int?
    /// The position that the groups were made at, which may be before the rows'. Nil where nothing is grouped.
    public var groupedAt: Int64?

    init(offset: Int, matching: Int, lines: Int, groupedAt: Int64) {
        self.offset = offset
        self.matching = matching
        self.lines = lines
        self.groupedAt = groupedAt
        rows = []
    }

    /// The stretch that a request asks for, with the request's filter read already.
    public init(of state: RoomState, filter: AlertFilter, _ request: ViewRequest) {
        if let grouping = request.grouping {
            self = BoardGroups(of: state, filter: filter, by: grouping, opened: request.opened).window(
                of: state, offset: request.offset, length: request.length)
        } else {
            self.init(of: state, filter: filter, offset: request.offset, length: request.length)
        }
    }

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
