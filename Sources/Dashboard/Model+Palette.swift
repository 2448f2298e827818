import Canvas
import PlainText
import WarRoom

/// The palette: every action by its name, and some with words behind it.
extension Model {
    mutating func openPalette() {
        if case .help = overlay { overlay = nil }
        prompt = Prompt(.palette)
    }

    /// What stands in the palette: letters of an action, or one with words behind it.
    func paletteLine(_ text: String) -> PaletteLine {
        PaletteLine(text, titles: keyMap.all.map { $0.title.string.lowercased() })
    }

    /// The actions that what is typed may mean, best first; behind the name of one, what its words may be.
    func paletteChoices(typed text: String) -> [PromptChoice] {
        switch paletteLine(text) {
        case .search(let typed): return actionChoices(typed)
        case .argument(let verb, let typed):
            if let choices = argumentChoices(of: verb.action), reason(against: verb.action) == nil {
                return Model.ranked(choices, by: typed)
            }
            return keyMap.action(verb.action).map { [argumentChoice($0, verb, typed)] } ?? []
        }
    }

    /// The focused pane's own first where they fit equally well, and what can be done now before what cannot.
    private func actionChoices(_ typed: String) -> [PromptChoice] {
        let actions = HelpList(pane: activePane, keyMap: keyMap).rows.compactMap { row -> Action? in
            guard case .action(let id) = row, id != .palette else { return nil }
            return keyMap.action(id)
        }
        let found = actions.compactMap { action -> (rank: PaletteRank, choice: PromptChoice)? in
            let rank = PaletteRank(
                typed, title: action.title, meaning: action.help, keys: action.keys.map(\.name))
            guard let rank else { return nil }
            let reason = reason(against: action.id)
            let choice = PromptChoice(
                value: action.id.rawValue, title: action.title,
                meaning: reason ?? action.help + (action.isDangerous ? "; asks first" : ""), words: [],
                titleMarks: rank.titleMarks, meaningMarks: reason == nil ? rank.meaningMarks : [],
                keys: action.keyNames, isDisabled: reason != nil)
            return (rank, choice)
        }
        return found.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            if one.rank.score != other.rank.score { return one.rank.score > other.rank.score }
            if one.choice.isDisabled != other.choice.isDisabled { return other.choice.isDisabled }
            return left.offset < right.offset
        }.map(\.element.choice)
    }

    /// Why an action can do nothing now; over the panes also that it belongs to what lies below.
    private func reason(against id: ActionID) -> SafeText? {
        guard let action = keyMap.action(id) else { return "there is no such action" }
        if overlay != nil, !isOffered(action) { return key(.back) + " goes back first" }
        return action.disabledReason(self)
    }

    private func argumentChoice(_ action: Action, _ verb: PaletteVerb, _ typed: String) -> PromptChoice {
        let reason = reason(against: action.id)
        return PromptChoice(
            value: typed, title: action.title, meaning: reason ?? verb.sample + ": " + action.help, words: [],
            titleMarks: Array(0..<action.title.string.count), keys: action.keyNames, isDisabled: reason != nil)
    }

    /// What an action's words may be; nil where they are free.
    private func argumentChoices(of action: ActionID) -> [PromptChoice]? {
        switch action {
        case .severity: Model.severityChoices
        case .status: Model.statusChoices
        case .startPlaybook: playbookChoices
        case .theme: themeChoices
        case .group: Model.groupingChoices
        case .incidents: incidentChoices
        case .merge: openIncident.map { mergeChoices(except: $0.id) }
        default: nil
        }
    }

    private static let groupingChoices = AlertGrouping.allCases.map { grouping in
        PromptChoice(
            value: grouping.rawValue, title: SafeText.cell(grouping.rawValue), meaning: "put together by it", words: [])
    }

    var themeChoices: [PromptChoice] {
        themes.map { PromptChoice(value: $0, title: SafeText.cell($0, isName: true), meaning: "", words: [$0]) }
    }

    /// The theme that Enter would take in an open prompt.
    private var highlightedTheme: String? {
        guard let prompt, let index = prompt.highlighted else { return nil }
        switch prompt.kind {
        case .theme: break
        case .palette:
            guard case .argument(let verb, _) = paletteLine(prompt.editor.text), verb.action == .theme else {
                return nil
            }
        default: return nil
        }
        let choices = choices(of: prompt)
        guard choices.indices.contains(index), themes.contains(choices[index].value) else { return nil }
        return choices[index].value
    }

    /// Draws with the theme that is highlighted, and with the one before when none is.
    mutating func previewTheme() {
        let wanted = highlightedTheme
        guard wanted != previewedTheme else { return }
        previewedTheme = wanted
        emit(.themePreview(wanted))
    }

    private var incidentChoices: [PromptChoice] {
        (overview?.incidents ?? []).map { incident in
            PromptChoice(
                value: incident.id.description, title: SafeText.cell(incident.id.description),
                meaning: SafeText.cell(incident.title), words: [])
        }
    }

    /// Those that fit what was typed, best first.
    static func ranked(_ choices: [PromptChoice], by typed: String) -> [PromptChoice] {
        let found = choices.compactMap { choice -> (rank: PaletteRank, choice: PromptChoice)? in
            guard let rank = PaletteRank(typed, title: choice.title, meaning: choice.meaning) else { return nil }
            var choice = choice
            choice.titleMarks = rank.titleMarks
            choice.meaningMarks = rank.meaningMarks
            return (rank, choice)
        }
        return found.enumerated().sorted { left, right in
            left.element.rank.score == right.element.rank.score
                ? left.offset < right.offset : left.element.rank.score > right.element.rank.score
        }.map(\.element.choice)
    }

    /// The best is highlighted as soon as something was typed that it can be told from.
    func paletteHighlight(_ text: String) -> Int? {
        let typed: String
        switch paletteLine(text) {
        case .search(let words), .argument(_, let words): typed = words
        }
        return typed.isEmpty || paletteChoices(typed: text).isEmpty ? nil : 0
    }

    /// Puts the highlighted line's words into the line, ready for what may follow them.
    mutating func completePalette(_ current: inout Prompt) {
        let choices = choices(of: current)
        let index = current.highlighted ?? 0
        guard choices.indices.contains(index) else { return }
        switch paletteLine(current.editor.text) {
        case .search:
            guard let id = ActionID(rawValue: choices[index].value) else { return }
            let verb = PaletteVerb.verb(of: id)
            current.editor.replace(with: verb.map { $0.word + " " } ?? choices[index].title.string)
        case .argument(let verb, _):
            guard argumentChoices(of: verb.action) != nil else { return }
            current.editor.replace(with: verb.word + " " + choices[index].value)
        }
        current.highlighted = paletteHighlight(current.editor.text)
    }
}
