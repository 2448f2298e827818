import Canvas
import PlainText
import WarRoom

/// One of the answers that a prompt spells out.
struct PromptChoice {
    /// What is taken, or put into the line.
    let value: String
    let title: SafeText
    let meaning: SafeText
    /// Any of these, or a beginning of one, names the choice; lower case.
    let words: [String]
    /// Characters of the title that were matched.
    var titleMarks: [Int] = []
    /// Characters of the meaning that were matched.
    var meaningMarks: [Int] = []
    /// The keys that do the same.
    var keys: SafeText = ""
    /// Whether it cannot be taken now; its meaning then says why.
    var isDisabled = false

    /// Whether what was typed is the beginning of one of its words.
    func isNamed(by typed: String) -> Bool {
        let typed = typed.lowercased()
        return words.contains { $0.hasPrefix(typed) }
    }
}

extension Model {
    /// The answers that a prompt offers now; empty for free text.
    func choices(of prompt: Prompt) -> [PromptChoice] {
        switch prompt.kind {
        case .declareSeverity, .severity: Model.severityChoices
        case .status: Model.statusChoices
        case .roles(let id): roleChoices(of: id, typed: prompt.editor.text)
        case .startPlaybook: Model.ranked(playbookChoices, by: prompt.editor.text)
        case .theme: Model.ranked(themeChoices, by: prompt.editor.text)
        case .palette: paletteChoices(typed: prompt.editor.text)
        case .acknowledge: ackChoices(typed: prompt.editor.text)
        case .silence(let target):
            prompt.proposals.map { silenceChoice($0, target) }
        case .merge(let id): mergeChoices(except: id)
        default: []
        }
    }

    static let severityChoices = IncidentSeverity.allCases.map { severity in
        PromptChoice(
            value: severity.rawValue, title: SafeText.cell(severity.rawValue), meaning: SafeText.cell(severity.meaning),
            words: ["\(severity.level)", severity.rawValue.lowercased()])
    }

    static let statusChoices = [
        choice(.investigating, "we look for what it is"),
        choice(.identified, "we know what it is, customers still feel it"),
        choice(.monitoring, "mitigated: customers no longer feel it"),
        choice(.resolved, "the cause is removed"),
    ]

    private static func choice(_ status: IncidentStatus, _ meaning: SafeText) -> PromptChoice {
        PromptChoice(
            value: status.rawValue, title: SafeText.cell(status.rawValue), meaning: meaning, words: [status.rawValue])
    }

    /// First the roles, then, behind one, the people.
    private func roleChoices(of id: IncidentID, typed: String) -> [PromptChoice] {
        guard let incident = overview?.incidents.first(where: { $0.id == id }) else { return [] }
        guard let role = RoleAnswer.role(in: typed) else {
            return Role.allCases.map { role in
                let holders = incident.roles.filter { $0.role == role }.map { SafeText.cell($0.person, isName: true) }
                let meaning = holders.isEmpty ? "unfilled" : holders.joined(separator: ", ")
                return PromptChoice(
                    value: role.rawValue + " ", title: SafeText.cell(role.rawValue), meaning: meaning,
                    words: [role.rawValue] + (role == .commander ? ["ic"] : []))
            }
        }
        var choices = knownPeople(in: incident).prefix(8).map { person in
            PromptChoice(
                value: role.rawValue + " " + person, title: SafeText.cell(person, isName: true),
                meaning: person == self.person ? "you" : "", words: [person.lowercased()])
        }
        if incident.roles.contains(where: { $0.role == role }) {
            choices.append(
                PromptChoice(
                    value: role.rawValue + " nobody", title: "nobody", meaning: "gives the role back", words: ["nobody"]
                ))
        }
        return choices
    }

    /// Behind an `@` the people; before it there is nothing to choose from.
    private func ackChoices(typed: String) -> [PromptChoice] {
        guard let open = AckAnswer.open(in: typed) else { return [] }
        return knownPeople(in: incident).filter { !$0.contains(" ") }.prefix(8).map { person in
            PromptChoice(
                value: open.before + "@" + person, title: SafeText.cell(person, isName: true),
                meaning: person == self.person ? "you" : "", words: [person.lowercased()])
        }
    }

    private func silenceChoice(_ proposal: SilenceProposal, _ target: AlertTarget) -> PromptChoice {
        let matchers = proposal.matchers.map(\.description).joined(separator: ", ")
        return PromptChoice(
            value: matchers, title: SafeText.cell(matchers),
            meaning: PromptWords.hiding(proposal, target, isShort: size.columns < 80), words: [])
    }

    /// The other open incidents.
    func mergeChoices(except id: IncidentID) -> [PromptChoice] {
        openIncidents.filter { $0.id != id }.prefix(8).map { incident in
            PromptChoice(
                value: incident.id.description, title: SafeText.cell(incident.id.description),
                meaning: SafeText.cell(incident.title), words: [incident.id.description.lowercased()])
        }
    }

    /// The one at the screen, then whoever takes part, is here or is on call.
    private func knownPeople(in incident: IncidentSummary?) -> [String] {
        var people = [person]
        let others =
            (incident?.participants.map(\.person) ?? []) + (view?.live.present.map(\.person) ?? [])
            + [overview?.onCall?.person].compactMap { $0 }
        for other in others where !people.contains(other) { people.append(other) }
        return people
    }
}
