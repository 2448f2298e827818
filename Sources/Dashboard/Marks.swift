import WarRoom

/// The alerts that were marked, to be acted on together: by identity, whatever moves and scrolls meanwhile.
struct Marks: Sendable {
    /// Everything that a filter, or a group of it, showed.
    private struct MarkedBoard: Sendable {
        var selection: BoardSelection
        let filter: AlertFilter
        /// How many alerts it had when it was marked.
        let count: Int

        func contains(_ row: AlertRow) -> Bool {
            guard let opened = row.opened, opened <= selection.asOf, !selection.except.contains(row.id) else {
                return false
            }
            if let grouping = selection.grouping, let group = selection.group, grouping.group(of: row) != group {
                return false
            }
            return filter.matches(row)
        }
    }

    private var alerts: [AlertID: AlertRow] = [:]
    private var boards: [MarkedBoard] = []

    var isEmpty: Bool { alerts.isEmpty && boards.isEmpty }

    /// How many there are: of what was marked as a whole, as many as it had then.
    var count: Int {
        boards.reduce(alerts.count) { $0 + max(0, $1.count - $1.selection.except.count) }
    }

    /// The marked alerts as a command takes them, those marked one by one in the order of their ids.
    var selection: AlertSelection {
        AlertSelection(
            marks: AlertMarks(
                alerts: alerts.values.map(\.reference).sorted { $0.alert < $1.alert },
                boards: boards.map(\.selection)))
    }

    /// The only alert that is marked; nil where there are none or several.
    var onlyAlert: AlertRow? { boards.isEmpty && alerts.count == 1 ? alerts.first?.value : nil }

    func contains(_ row: AlertRow) -> Bool {
        alerts[row.id]?.episode == row.episode || boards.contains { $0.contains(row) }
    }

    /// Whether a group of a filter is marked as a whole.
    func contains(_ group: AlertGroup, by grouping: AlertGrouping, filter: String) -> Bool {
        boards.contains {
            $0.selection.filter == filter
                && ($0.selection.group == nil || $0.selection.grouping == grouping && $0.selection.group == group.name)
        }
    }

    /// Whether everything that a filter shows is marked.
    func containsAll(of filter: String) -> Bool {
        boards.contains { $0.selection.filter == filter && $0.selection.group == nil }
    }

    /// Marks an alert, or takes its mark away. Throws where no more can be marked one by one.
    mutating func toggle(_ row: AlertRow) throws(PromptProblem) {
        guard contains(row) else {
            guard alerts.count < Limits.marksMax else {
                throw PromptProblem("\(Limits.marksMax) alerts are marked already: * marks all that the filter shows")
            }
            alerts[row.id] = row
            for index in boards.indices { boards[index].selection.except.removeAll { $0 == row.id } }
            // It may be one that was taken out of what was marked as a whole.
            if boards.contains(where: { $0.contains(row) }) { alerts[row.id] = nil }
            return
        }
        alerts[row.id] = nil
        for index in boards.indices where boards[index].contains(row) {
            guard boards[index].selection.except.count < Limits.marksMax else {
                throw PromptProblem("\(Limits.marksMax) alerts were taken out already: * marks and unmarks all")
            }
            boards[index].selection.except.append(row.id)
        }
    }

    /// Marks all alerts of a group, or takes their marks away. Throws where no more can be marked one by one.
    mutating func toggle(
        _ group: AlertGroup, by grouping: AlertGrouping, filter: String, asOf: Int64
    ) throws(PromptProblem) {
        if let index = boards.firstIndex(where: {
            $0.selection.filter == filter && $0.selection.grouping == grouping && $0.selection.group == group.name
        }) {
            boards.remove(at: index)
            return
        }
        guard !containsAll(of: filter) else {
            throw PromptProblem("all alerts are marked: * unmarks them, then mark groups one by one")
        }
        let selection = BoardSelection(filter: filter, grouping: grouping, group: group.name, asOf: asOf)
        try add(selection, count: group.counts.total)
    }

    /// Marks all that a filter shows; what was marked of it one by one is part of that.
    mutating func markAll(of filter: String, count: Int, asOf: Int64) throws(PromptProblem) {
        boards.removeAll { $0.selection.filter == filter }
        try add(BoardSelection(filter: filter, asOf: asOf), count: count)
    }

    private mutating func add(_ selection: BoardSelection, count: Int) throws(PromptProblem) {
        guard boards.count < Limits.markedBoardsMax else {
            throw PromptProblem("\(Limits.markedBoardsMax) groups are marked already: * marks all")
        }
        guard count <= Limits.alertsPerCommandMax else {
            throw PromptProblem(
                "\(count) alerts are more than can be acted on at once, \(Limits.alertsPerCommandMax): narrow them with /"
            )
        }
        guard let filter = try? AlertFilter(selection.filter) else { return }
        let board = MarkedBoard(selection: selection, filter: filter, count: count)
        alerts = alerts.filter { !board.contains($0.value) }
        boards.append(board)
    }

    /// Drops marks of alerts that have fired anew, and of alerts that are gone where all there are have been loaded.
    mutating func settle(_ rows: [AlertRow], isWhole: Bool) {
        guard !alerts.isEmpty else { return }
        let known = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (id, old) in alerts {
            if let row = known[id] {
                alerts[id] = row.episode == old.episode ? row : nil
            } else if isWhole {
                alerts[id] = nil
            }
        }
    }
}
