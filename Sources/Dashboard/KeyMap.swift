public import Canvas
import PlainText

/// Which keys run which actions: as the action table says, or as a person wants it.
public struct KeyMap: Sendable {
    /// The action table's own keys.
    public static let standard = KeyMap()

    /// All actions with their keys, in the order of the help.
    public let all: [Action]
    private let byKey: [Key: [Action]]
    private let byID: [ActionID: Action]

    /// The action table's keys with some changed; an action with no key is reached through the help.
    ///
    /// That no two actions meet on one key is for whoever reads the changes to see to; here the first in the table wins.
    public init(_ changes: [ActionID: [Key]] = [:]) {
        all = ActionTable.all.map { action in
            var action = action
            action.keys = changes[action.id] ?? action.keys
            return action
        }
        byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        byKey = Dictionary(all.flatMap { action in action.keys.map { ($0, [action]) } }, uniquingKeysWith: +)
    }

    /// The action of a name.
    public func action(_ id: ActionID) -> Action? { byID[id] }

    /// The action that a key runs while a pane is meant: that pane's own, else one for everywhere, else another pane's,
    /// which says that it is elsewhere.
    public func action(for key: Key, in pane: Pane? = nil) -> Action? {
        let actions = byKey[key] ?? []
        return actions.first { $0.scope.pane != nil && $0.scope.pane == pane }
            ?? actions.first { $0.scope.pane == nil } ?? actions.first
    }
}

extension Action.Scope {
    /// The pane that the scope's keys belong to; nil where they are meant everywhere.
    public var pane: Pane? { Pane(rawValue: rawValue) }
}

extension Model {
    /// What the first key of an action is called, for sentences that tell a way; its title in quotes where it has no key, as
    /// the help has it.
    func key(_ id: ActionID) -> SafeText {
        guard let action = keyMap.action(id) else { return "" }
        return action.keys.first.map { SafeText.cell($0.name) } ?? "\"" + action.title + "\""
    }

    /// The sign that stands before a pane's name, where a key of one column leads there.
    func sign(of pane: Pane) -> SafeText {
        let id: ActionID =
            switch pane {
            case .alerts: .focusAlerts
            case .responder: .focusResponder
            case .playbook: .focusPlaybook
            case .timeline: .focusTimeline
            }
        let name = keyMap.action(id)?.keys.first.map { SafeText.cell($0.name) } ?? ""
        return name.width == 1 ? name + " " : ""
    }

    /// The pane that keys are meant for: over the panes it is the one of what is shown there.
    var keyPane: Pane? {
        if case .silences = overlay { return .alerts }
        guard case .detail(let detail) = overlay else { return activePane }
        switch detail.subject {
        case .alert, .silence: return .alerts
        case .entry: return .timeline
        default: return nil
        }
    }
}
