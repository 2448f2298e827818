import WarRoom

/// The list of what can be done: what narrows it, and which action is selected.
struct HelpList: Sendable {
    /// A heading, or an action.
    enum Row: Equatable {
        case heading(Action.Scope)
        case action(ActionID)
    }

    /// The pane that had the focus when it was opened; its actions come first.
    let pane: Pane
    let keyMap: KeyMap
    var filter = ""
    var selected: ActionID?
    var top = 0

    /// The rows that the filter shows, the focused pane's actions first.
    var rows: [Row] {
        let first: Action.Scope = pane == .timeline ? .timeline : pane == .alerts ? .alerts : .incident
        let order = [first] + Action.Scope.allCases.filter { $0 != first }
        let words = filter.lowercased().split(separator: " ")
        return order.flatMap { scope -> [Row] in
            let actions = keyMap.all.filter { action in
                action.scope == scope && words.allSatisfy { action.searchText.contains($0) }
            }
            return actions.isEmpty ? [] : [.heading(scope)] + actions.map { .action($0.id) }
        }
    }

    private var actions: [ActionID] {
        rows.compactMap { row in
            if case .action(let id) = row { id } else { nil }
        }
    }

    /// Keeps the selection on something the filter shows, and in view together with its heading.
    mutating func settle(height: Int) {
        let rows = rows
        if selected.map({ !rows.contains(.action($0)) }) ?? true { selected = actions.first }
        guard let selected, let index = rows.firstIndex(of: .action(selected)) else {
            top = 0
            return
        }
        let height = max(1, height)
        if index - 1 < top { top = index - 1 }
        if index >= top + height { top = index - height + 1 }
        top = max(0, min(top, rows.count - height))
    }

    /// Selects the action so many places further on.
    mutating func move(by step: Int) {
        let actions = actions
        guard !actions.isEmpty else { return }
        let index = selected.flatMap { actions.firstIndex(of: $0) } ?? 0
        selected = actions[min(max(0, index.addingReportingOverflow(step).partialValue), actions.count - 1)]
    }
}
