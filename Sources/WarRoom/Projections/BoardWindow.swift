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
                of: state, offset: request.offset, length: request.length, anchor: request.anchor)
        } else {
            self.init(
                of: state, filter: filter, offset: request.offset, length: request.length, anchor: request.anchor)
        }
    }

    /// The stretch from `offset` on; with an anchor that the room knows, the one around where it stands or stood.
    public init(of state: RoomState, filter: AlertFilter, offset: Int, length: Int, anchor: AlertID? = nil) {
        let length = min(max(0, length), Limits.windowRowsMax)
        let anchorKey = anchor.flatMap { state.alerts[$0] }.map(BoardKey.init)
        if filter.isAll {
            matching = state.board.count
            let offset = anchorKey.map { Self.start(around: state.board.rank(of: $0), length) } ?? offset
            self.offset = min(max(0, offset), max(0, matching - 1))
            rows = state.board.page(offset: self.offset, length: length).compactMap { key in
                state.alerts[key.alert].map { AlertRow($0, in: state) }
            }
        } else if let anchorKey {
            let (found, place) = Self.found(in: state, filter, before: anchorKey)
            matching = found.count
            self.offset = min(Self.start(around: place, length), max(0, matching - 1))
            rows = found.dropFirst(self.offset).prefix(length).compactMap { id in
                state.alerts[id].map { AlertRow($0, in: state) }
            }
        } else {
            var found = 0
            var rows: [AlertRow] = []
            for key in state.board {
                guard let alert = state.alerts[key.alert], filter.matches(alert, in: state) else { continue }
                if found >= offset, rows.count < length { rows.append(AlertRow(alert, in: state)) }
                found += 1
            }
            matching = found
            self.offset = offset
            self.rows = rows
        }
    }

    /// What the filter shows, and how much of it comes before the anchor, in one walk.
    private static func found(
        in state: RoomState, _ filter: AlertFilter, before anchor: BoardKey
    ) -> (alerts: [AlertID], place: Int) {
        var found: [AlertID] = []
        var place = 0
        for key in state.board {
            guard let alert = state.alerts[key.alert], filter.matches(alert, in: state) else { continue }
            found.append(key.alert)
            if key < anchor { place += 1 }
        }
        return (found, place)
    }

    /// Where a stretch begins that has a place in its middle.
    static func start(around place: Int, _ length: Int) -> Int { max(0, place - length / 2) }
}
