import WarRoom

/// One line of the alerts pane: an alert, or a group of them.
enum BoardLine: Sendable, Equatable {
    case alert(AlertRow)
    case group(AlertGroup)

    /// What stays the same while a line changes and moves.
    enum ID: Sendable, Hashable {
        case alert(AlertID)
        case group(GroupID)
    }

    var id: ID {
        switch self {
        case .alert(let row): .alert(row.id)
        case .group(let group): .group(group.id)
        }
    }

    var alert: AlertRow? { if case .alert(let row) = self { row } else { nil } }
    var group: AlertGroup? { if case .group(let group) = self { group } else { nil } }

    /// The lines of a window, from the top.
    ///
    /// A row stands under its group by what it says itself: rows are newer than groups, and some may have gone meanwhile.
    static func lines(rows: [AlertRow], groups: [AlertGroup]?, by grouping: AlertGrouping?) -> [BoardLine] {
        guard let groups, let grouping else { return rows.map { .alert($0) } }
        var lines: [BoardLine] = []
        var ahead = Set(groups.map(\.name))
        var rest = rows[...]
        func takeRows() {
            while let row = rest.first, !ahead.contains(grouping.group(of: row)) {
                lines.append(.alert(row))
                rest.removeFirst()
            }
        }
        takeRows()
        for group in groups {
            lines.append(.group(group))
            ahead.remove(group.name)
            takeRows()
        }
        return lines + rest.map { .alert($0) }
    }
}

/// What the rows that are shown were asked for by.
struct BoardScope: Sendable, Equatable {
    var filter = ""
    var grouping: AlertGrouping?
}
