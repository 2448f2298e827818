import Canvas
import Dashboard
import Documents
import Settings

extension KeyMap {
    /// What a key map file has to know of the dashboard's actions.
    static let actions: [KeyMapAction] = ActionTable.all.map {
        KeyMapAction(
            name: $0.id.name, keys: $0.keys, pane: $0.scope.pane?.rawValue, needsKey: $0.id == .quit)
    }

    /// The keys of this machine and person.
    static func load(environment: [String: String]) throws(DocumentError) -> KeyMap {
        guard let file = try KeyMapFile.load(environment: environment, actions: actions) else { return .standard }
        var changes: [ActionID: [Key]] = [:]
        for id in ActionID.allCases { changes[id] = file.keys[id.name] }
        return KeyMap(changes)
    }
}
