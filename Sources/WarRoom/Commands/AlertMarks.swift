/// What somebody marked on the board: alerts one by one, and all that a filter or a group of it showed.
///
/// Unlike names and references, marks are taken as far as they still hold: an alert that has gone meanwhile, or has fired
/// anew, is left out, and the rest is acted on.
public struct AlertMarks: Sendable, Equatable, Codable {
    /// Alerts in the episode that was marked.
    public var alerts: [AlertReference]
    public var boards: [BoardSelection]

    public init(alerts: [AlertReference] = [], boards: [BoardSelection] = []) {
        self.alerts = alerts
        self.boards = boards
    }

    /// The alerts that are marked still, in the board's order.
    func resolve(in state: RoomState) throws(Refusal) -> [Alert] {
        guard alerts.count <= Limits.marksMax, boards.count <= Limits.markedBoardsMax,
            boards.allSatisfy({ $0.except.count <= Limits.marksMax })
        else {
            throw Refusal(
                .limit,
                "at most \(Limits.marksMax) alerts and \(Limits.markedBoardsMax) groups can be marked one by one: narrow the filter and mark all of it"
            )
        }
        var marked = alerts.compactMap { reference in
            state.alerts[reference.alert].flatMap {
                $0.episode == reference.episode && $0.phase != .resolved ? $0 : nil
            }
        }
        if !boards.isEmpty {
            var matches: [@Sendable (Alert, RoomState) -> Bool] = []
            for board in boards { matches.append(try board.match()) }
            for key in state.board {
                guard let alert = state.alerts[key.alert], matches.contains(where: { $0(alert, state) }) else {
                    continue
                }
                marked.append(alert)
            }
        }
        guard !marked.isEmpty else {
            throw Refusal(.conflict, "nothing that was marked is on the board as it was: look again, then act")
        }
        var seen: Set<AlertID> = []
        return marked.map { (key: BoardKey($0), alert: $0) }.sorted { $0.key < $1.key }.map(\.alert)
            .filter { seen.insert($0.id).inserted }
    }
}

/// All that a filter of the board, or one group of it, showed at a position of the log.
public struct BoardSelection: Sendable, Equatable, Codable {
    /// As it was typed; empty for the whole board.
    public var filter: String
    /// What the group is one of; nil for all groups.
    public var grouping: AlertGrouping?
    /// The group's name.
    public var group: String?
    /// The position: alerts that fired later were not seen, and are not meant.
    public var asOf: Int64
    /// Alerts that were taken out again.
    public var except: [AlertID]

    public init(
        filter: String = "", grouping: AlertGrouping? = nil, group: String? = nil, asOf: Int64, except: [AlertID] = []
    ) {
        self.filter = filter
        self.grouping = grouping
        self.group = group
        self.asOf = asOf
        self.except = except
    }

    /// Tells which alerts of the board are meant.
    fileprivate func match() throws(Refusal) -> @Sendable (Alert, RoomState) -> Bool {
        let filter: AlertFilter
        do { filter = try AlertFilter(self.filter) } catch { throw Refusal(.invalid, error.description) }
        let (asOf, grouping, group, except) = (asOf, grouping, group, Set(except))
        return { alert, state in
            guard alert.opened <= asOf, !except.contains(alert.id) else { return false }
            if let grouping, let group, grouping.group(of: alert) != group { return false }
            return filter.isAll || filter.matches(alert, in: state)
        }
    }
}
