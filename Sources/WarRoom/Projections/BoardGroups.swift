/// The board put together by groups, the worst first, then the largest, then by name. Sizes between the same powers of two
/// count as the same, so that groups do not change places with every alert.
///
/// Made by one walk over the board: a few milliseconds for ten thousand alerts. Where it is made again and again, it is
/// the caller's to do so seldom enough.
public struct BoardGroups: Sendable {
    private var groups: [AlertGroup] = []
    /// The alerts of open groups, in the board's order.
    private var members: [GroupID: [AlertID]] = [:]
    /// How many alerts the filter shows.
    private var matching = 0
    /// How many lines groups and alerts of open groups take.
    private var lines = 0
    private let grouping: AlertGrouping
    /// The position of the log that they were made at.
    public let sequence: Int64

    public init(of state: RoomState, filter: AlertFilter, by grouping: AlertGrouping, opened: [GroupID]) {
        sequence = state.sequence
        self.grouping = grouping
        var places: [String: Int] = [:]
        let opened = Set(opened)
        for key in state.board {
            guard let alert = state.alerts[key.alert], filter.isAll || filter.matches(alert, in: state) else {
                continue
            }
            matching += 1
            let name = grouping.group(of: alert)
            let place = places[name] ?? groups.count
            if place == groups.count {
                places[name] = place
                // The board begins with the worst: the first alert of a group has the worst severity in it.
                groups.append(
                    AlertGroup(
                        name: name, severity: alert.severity, newest: alert.since, oldest: alert.since,
                        target: Self.words(of: alert, in: grouping)))
                groups[place].isOpen = opened.contains(groups[place].id)
            } else if let target = groups[place].target, target != Self.words(of: alert, in: grouping) {
                groups[place].target = nil
            }
            if alert.isFlapping { groups[place].flapping = (groups[place].flapping ?? 0) + 1 }
            groups[place].counts[alert.state] += 1
            groups[place].newest = max(groups[place].newest, alert.since)
            groups[place].oldest = min(groups[place].oldest ?? alert.since, alert.since)
            if groups[place].isOpen { members[groups[place].id, default: []].append(alert.id) }
        }
        groups.sort { Self.comesBefore($0, $1) }
        for index in groups.indices {
            groups[index].line = lines
            lines += 1 + (groups[index].isOpen ? members[groups[index].id]?.count ?? 0 : 0)
        }
    }

    /// What sets an alert apart from the others of its group.
    private static func words(of alert: Alert, in grouping: AlertGrouping) -> String? {
        let parts = grouping == .name ? [alert.target] : [alert.name, alert.target]
        let words = parts.filter { !$0.isEmpty }.joined(separator: " ")
        return words.isEmpty ? nil : words
    }

    private static func comesBefore(_ left: AlertGroup, _ right: AlertGroup) -> Bool {
        if left.severity != right.severity { return left.severity < right.severity }
        let (one, other) = (size(left), size(right))
        return one == other ? left.name < right.name : one > other
    }

    /// The power of two that a group's size reaches.
    private static func size(_ group: AlertGroup) -> Int {
        Int.bitWidth - max(1, group.counts.total).leadingZeroBitCount
    }

    /// A stretch of the lines. The alerts in it are as the state has them now; what has gone meanwhile is left out.
    /// With an anchor that has a line, the stretch lies around that.
    public func window(of state: RoomState, offset: Int, length: Int, anchor: AlertID? = nil) -> BoardWindow {
        let length = min(max(0, length), Limits.windowRowsMax)
        let place = anchor.flatMap { line(of: $0, in: state) }
        let wanted = place.map { BoardWindow.start(around: $0, length) } ?? offset
        let start = min(max(0, wanted), max(0, lines - 1))
        let end = start + length
        var window = BoardWindow(offset: start, matching: matching, lines: lines, groupedAt: sequence)
        var shown: [AlertGroup] = []
        for group in groups {
            guard group.line < end else { break }
            if group.line >= start { shown.append(group) }
            guard group.isOpen, let alerts = members[group.id] else { continue }
            let first = max(0, start - group.line - 1)
            let last = min(alerts.count, end - group.line - 1)
            guard first < last else { continue }
            window.rows += alerts[first..<last].compactMap { id in state.alerts[id].map { AlertRow($0, in: state) } }
        }
        window.groups = shown
        return window
    }

    /// The line of an alert; its group's where the group is closed, or does not hold it any more.
    private func line(of id: AlertID, in state: RoomState) -> Int? {
        guard let alert = state.alerts[id] else { return nil }
        let name = grouping.group(of: alert)
        guard let group = groups.first(where: { $0.name == name }) else { return nil }
        let place = members[group.id]?.firstIndex(of: id)
        return group.line + (place.map { $0 + 1 } ?? 0)
    }
}
