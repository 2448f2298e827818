import WarRoom

/// Marks and groups: what acts are done to many alerts at once.
extension Model {
    mutating func runOnBoard(_ id: ActionID) {
        switch id {
        case .mark: markSelected()
        case .markAll: markAll()
        case .group: regroup()
        case .expand, .collapse:
            if case .detail(var detail) = overlay {
                detail.openStep(id == .expand)
                overlay = .detail(detail)
            } else {
                setOpen(id == .expand)
            }
        default: break
        }
    }

    /// What acts on alerts mean: the one whose detail is open, else the marked ones, else the selected line.
    var target: AlertTarget? {
        if overlay != nil { return targetRow.map { AlertTarget($0) } }
        if !board.marked.isEmpty { return AlertTarget(board.marked) }
        switch selectedLine {
        case .alert(let row): return AlertTarget(row)
        case .group(let group):
            guard let grouping = loadedBoard.grouping else { return nil }
            return AlertTarget(group, by: grouping, filter: readFilter, asOf: seenPosition)
        case nil: return nil
        }
    }

    /// The filter that the rows were found with: the room shows all where it could not read what was typed.
    private var readFilter: String { view?.filterProblem == nil ? loadedBoard.filter : "" }

    /// The position of the log up to which the board's alerts have been shown, or counted in a group that was.
    private var seenPosition: Int64 { view?.groupedAt ?? overview?.sequence ?? 0 }

    private mutating func markSelected() {
        guard let line = selectedLine else { return }
        do throws(PromptProblem) {
            switch line {
            case .alert(let row): try board.marked.toggle(row)
            case .group(let group):
                guard let grouping = loadedBoard.grouping else { return }
                try board.marked.toggle(group, by: grouping, filter: readFilter, asOf: seenPosition)
            }
            move(by: 1)
        } catch {
            hint(error.sentence)
        }
    }

    private mutating func markAll() {
        guard let view else { return }
        guard !board.marked.containsAll(of: readFilter) else {
            board.marked = Marks()
            return
        }
        do throws(PromptProblem) {
            try board.marked.markAll(of: readFilter, count: view.matching, asOf: seenPosition)
        } catch {
            hint(error.sentence)
        }
    }

    /// Whether there are more alerts than rows are good for, and nobody is walking among them.
    var isStorm: Bool {
        guard let view, board.grouping == nil, board.top == 0 else { return false }
        return view.live.alertsPerSecond > Model.stormRate || view.matching > Model.stormRows
    }

    /// Goes to the next grouping; who looked at an alert then looks at its group.
    private mutating func regroup() {
        regroup(by: AlertGrouping.after(board.grouping))
    }

    mutating func regroup(by next: AlertGrouping?) {
        board.isGroupingChosen = true
        board.isGroupedByItself = false
        board.grouping = next
        board.opened = []
        board.beginAnew()
        board.acted = board.selected
        if let next, let row = selectedLine?.alert { board.awaited = .group(GroupID(next.group(of: row))) }
    }

    /// Opens the selected group, or closes the one that is selected or that the selected alert is of.
    private mutating func setOpen(_ isOpen: Bool) {
        guard let grouping = loadedBoard.grouping, let line = selectedLine else { return }
        switch line {
        case .group(let group): board.setOpen(group.id, isOpen)
        case .alert(let row):
            guard !isOpen else { return }
            let id = GroupID(grouping.group(of: row))
            board.setOpen(id, false)
            board.awaited = .group(id)
        }
    }

    mutating func toggleOpen(_ group: AlertGroup) {
        board.setOpen(group.id, !board.opened.contains(group.id))
    }
}

extension Board {
    /// Opens a group, or closes it; of too many open ones, the one that was opened first is closed.
    mutating func setOpen(_ id: GroupID, _ isOpen: Bool) {
        guard opened.contains(id) != isOpen else { return }
        opened.removeAll { $0 == id }
        guard isOpen else { return }
        opened.append(id)
        if opened.count > Limits.openGroupsMax { opened.removeFirst() }
    }
}
