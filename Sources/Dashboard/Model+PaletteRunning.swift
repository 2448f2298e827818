import PlainText
import WarRoom

/// What Enter does in the palette.
extension Model {
    mutating func runPalette(_ current: Prompt) throws(PromptProblem) {
        let text = current.editor.text
        let choices = choices(of: current)
        let chosen = current.highlighted.flatMap { choices.indices.contains($0) ? choices[$0] : nil }
        if let chosen, chosen.isDisabled { throw PromptProblem(chosen.meaning.string) }
        switch paletteLine(text) {
        case .search(let typed):
            guard let id = chosen.flatMap({ ActionID(rawValue: $0.value) }), let action = keyMap.action(id) else {
                guard typed.isEmpty else { throw PromptProblem("no action fits; Esc leaves") }
                prompt = nil
                return
            }
            prompt = nil
            perform(action)
        case .argument(let verb, let typed):
            let argument = chosen?.value ?? typed
            let id: ActionID = verb.action == .acknowledgeFor && argument.isEmpty ? .acknowledge : verb.action
            guard let action = keyMap.action(id) else { return }
            try run(action, argument)
        }
    }

    /// Runs an action with words. Where it asks, they are the answer; a dangerous one still wants Enter after that.
    private mutating func run(_ action: Action, _ argument: String) throws(PromptProblem) {
        if !argument.isEmpty, action.disabledReason(self) == nil {
            switch action.id {
            case .incidents:
                guard let found = overview?.incidents.first(where: { $0.id == IncidentID(argument) }) else {
                    throw PromptProblem("there is no incident \(argument)")
                }
                prompt = nil
                return look(at: found)
            case .group:
                guard let grouping = AlertGrouping(rawValue: argument.lowercased()) else {
                    let names = AlertGrouping.allCases.map(\.rawValue).joined(separator: ", ")
                    throw PromptProblem("expected one of \(names), found \(argument)")
                }
                prompt = nil
                if board.grouping != grouping { regroup(by: grouping) }
                return
            default: break
            }
        }
        prompt = nil
        let kept = draft
        perform(action)
        guard var opened = prompt, !argument.isEmpty else { return }
        answer(&opened, argument)
        if !action.isDangerous, opened.problem == nil { accept(opened) }
        // Words that wait for their own prompt are not these.
        draft = kept ?? draft
    }

    /// Types an answer into a prompt in place of what stands there.
    private mutating func answer(_ opened: inout Prompt, _ argument: String) {
        guard argument.utf8.count <= opened.kind.bytesMax else {
            opened.problem = "no more fits: at most \(opened.kind.bytesMax) bytes are taken here"
            prompt = opened
            return
        }
        opened.editor.replace(with: argument)
        textChanged(&opened)
        let wanted = argument.lowercased()
        if let index = choices(of: opened).firstIndex(where: { $0.value.lowercased() == wanted }) {
            opened.highlighted = index
        }
        prompt = opened
    }
}
